import { short } from "../../parts/numbers";
import type { StageView, StepColumn, StepLinks, StepView } from "./types";

const radius = 23;
const rowGap = 60;
const columnGap = 150;
const margin = 34;
const head = 40;

/** The network with what is known of it at this stage; what the stage is about is marked. */
export function Diagram({ step, at }: { step: StepView; at: number }) {
  const { columns, links } = step;
  const most = Math.max(2, ...columns.map((c) => c.shown.length));
  const width = 2 * margin + (columns.length - 1) * columnGap + 2 * radius;
  const height = head + most * rowGap + 30;
  const x = (column: number): number => margin + radius + column * columnGap;
  const y = (column: number, unit: number): number => head + ((most - Math.max(columns[column]!.shown.length, 1)) * rowGap) / 2 + rowGap / 2 + unit * rowGap;
  const stage = step.stages[at]!;
  return (
    <div class="scroll diagram" tabIndex={0} role="img" aria-label={`The network at the stage: ${stage.title}`}>
      <svg style={{ width: "100%", maxWidth: `${width}px`, minWidth: `${0.78 * width}px` }} viewBox={`0 0 ${width} ${height}`}>
        {links.map((l, i) => (
          <Links key={i} links={l} left={columns[i]!} right={columns[i + 1]!} state={linkState(stage, i + 1)} from={(u) => [x(i) + radius, y(i, u)]} to={(u) => [x(i + 1) - radius, y(i + 1, u)]} />
        ))}
        {columns.map((c, i) => (
          <Column key={i} column={c} index={i} last={columns.length - 1} stages={step.stages} at={at} x={x(i)} y={(u) => y(i, u)} bottom={height - 10} />
        ))}
      </svg>
    </div>
  );
}

type LinkState = "now" | "change" | "back" | "";

function linkState(stage: StageView, layer: number): LinkState {
  if (stage.part === "sum" && stage.layer === layer) return "now";
  if (stage.part === "gradient" && stage.layer === layer) return "change";
  if (stage.part === "delta" && stage.layer === layer - 1) return "back"; // the error comes down the weights above
  return "";
}

interface LinksProps {
  links: StepLinks;
  left: StepColumn;
  right: StepColumn;
  state: LinkState;
  from: (unit: number) => [number, number];
  to: (unit: number) => [number, number];
}

function Links({ links, left, right, state, from, to }: LinksProps) {
  const values = state === "change" ? links.changes : links.weights;
  const largest = Math.max(1e-12, ...values.map(Math.abs));
  return (
    <g class={`links ${state}`}>
      {values.map((value, k) => {
        const input = k % left.shown.length;
        const unit = Math.floor(k / left.shown.length);
        const [x1, y1] = from(input);
        const [x2, y2] = to(unit);
        const name = `${left.shown[input]! + 1} → ${right.shown[unit]! + 1}`;
        return (
          <line key={k} class={value < 0 ? "below" : "above"} x1={x1} y1={y1} x2={x2} y2={y2} stroke-width={0.5 + 4.5 * Math.sqrt(Math.abs(value) / largest)} stroke-dasharray={value < 0 ? "7 3" : undefined}>
            <title>{`${name}: weight ${short(links.weights[k])}, the step adds ${short(links.changes[k])}`}</title>
          </line>
        );
      })}
    </g>
  );
}

interface ColumnProps {
  column: StepColumn;
  index: number;
  last: number;
  stages: StageView[];
  at: number;
  x: number;
  y: (unit: number) => number;
  bottom: number;
}

function Column({ column, index, last, stages, at, x, y, bottom }: ColumnProps) {
  const { letter, values } = known(column, index, stages, at);
  const isNow = isAbout(stages[at]!, index, last);
  const name = index === 0 ? "inputs" : index === last ? "outputs" : `layer ${index}`;
  return (
    <g class={`column ${isNow ? "now" : ""}`}>
      <text x={x} y={18} class="name">
        {name}
      </text>
      <text x={x} y={34} class="sub">
        {letter || (column.activation ?? "")}
      </text>
      {column.shown.length === 0 && (
        <>
          <rect x={x - radius} y={y(0) - rowGap} width={2 * radius} height={rowGap * 2} rx={6} />
          <text x={x} y={y(0) + 5}>
            {column.size}
          </text>
        </>
      )}
      {column.shown.map((unit, u) => (
        <g key={unit}>
          <circle cx={x} cy={y(u)} r={radius} class={(values?.[u] ?? 0) < 0 ? "below" : (values?.[u] ?? 0) > 0 ? "above" : ""} />
          <text x={x} y={y(u) + 4.5}>
            {values ? compact(values[u]) : ""}
          </text>
          <title>{`neuron ${unit + 1}`}</title>
        </g>
      ))}
      {column.shown.length > 0 && column.shown.length < column.size && (
        <text x={x} y={bottom} class="sub">
          {column.shown.length} of {column.size}
        </text>
      )}
    </g>
  );
}

/** What stands in a column's neurons by now: inputs, sums, outputs, and on the way back deltas. */
function known(column: StepColumn, index: number, stages: StageView[], at: number): { letter: string; values?: (number | null)[] } {
  const has = (part: string, layer: number): boolean => stages.some((s, i) => i <= at && s.part === part && s.layer === layer);
  if (stages[at]!.part === "after") return { letter: index === 0 ? "x" : "a, after", values: column.after };
  if (index === 0) return { letter: "x", values: column.outputs };
  if (has("delta", index)) return { letter: "δ", values: column.deltas };
  if (has("activation", index)) return { letter: "a", values: column.outputs };
  if (has("sum", index)) return { letter: "z", values: column.sums };
  return { letter: "" };
}

function isAbout(stage: StageView, index: number, last: number): boolean {
  if (stage.part === "input") return index === 0;
  if (stage.part === "loss" || stage.part === "after") return index === last;
  return stage.layer === index && stage.part !== "gradient";
}

function compact(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 0.0005) return value.toExponential(0);
  return size < 10 ? value.toFixed(3).replace(/\.?0+$/, "") : size < 1000 ? value.toFixed(1) : value.toExponential(1);
}
