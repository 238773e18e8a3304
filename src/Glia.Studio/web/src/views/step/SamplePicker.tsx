import { useEffect, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { get } from "../../api/http";
import type { Points, RunSummary } from "../../api/types";
import { complain } from "../../app/messages";
import { Choice, TextField } from "../../parts/Field";
import { PixelCanvas } from "../../parts/PixelCanvas";
import type { StepAsk, StepView } from "./types";

interface SamplePickerProps {
  run: RunSummary;
  step: StepView | undefined;
  error: { field: string; message: string } | undefined;
  onAsk: (ask: StepAsk) => void;
}

/** Which sample to follow: by number, the next, one of a class, a point of the map, or numbers of one's own. */
export function SamplePicker({ run, step, error, onAsk }: SamplePickerProps) {
  const [label, setLabel] = useState<number>();
  const index = Math.max(step?.index ?? 0, 0);
  const move = (how: StepAsk["move"], of = label): void => onAsk({ index, move: how, label: of });
  const every = "any class";
  return (
    <section class="card stack" aria-label="The sample">
      <h2>The sample</h2>
      <div class="buttons">
        <button type="button" onClick={() => move("previous")} aria-label="Previous sample">
          ←
        </button>
        <button type="button" onClick={() => move("random")}>
          Random
        </button>
        <button type="button" onClick={() => move("next")} aria-label="Next sample">
          →
        </button>
      </div>
      <div class="fields">
        <TextField
          label={step ? `Number, 0 to ${step.count - 1}` : "Number"}
          value={step && step.index >= 0 ? String(step.index) : ""}
          inputMode="numeric"
          error={error?.field === "index" ? error.message : undefined}
          onChange={(text) => onAsk({ index: /^\d{1,9}$/.test(text) ? Number(text) : -1 })}
        />
        {run.classes.length > 0 && (
          <Choice
            label="Only of class"
            value={label === undefined ? every : run.classes[label]}
            options={[every, ...run.classes]}
            error={error?.field === "label" ? error.message : undefined}
            onChange={(name) => {
              const chosen = name === every ? undefined : run.classes.indexOf(name);
              setLabel(chosen);
              if (chosen !== undefined && step?.label !== chosen) move("next", chosen);
            }}
          />
        )}
      </div>
      {step && <Seen run={run} step={step} />}
      {run.kind === "points" && <PointPicker run={run} index={step?.index ?? -1} onPick={(i) => onAsk({ index: i })} />}
      {step && run.inputs <= 32 && run.kind !== "digits" && run.kind !== "pictures" && <OwnNumbers run={run} step={step} error={error} onAsk={onAsk} />}
    </section>
  );
}

function Seen({ run, step }: { run: RunSummary; step: StepView }) {
  const what = step.label !== undefined ? run.classes[step.label] : step.targets.map((t) => String(Number(t.toPrecision(5)))).join(", ");
  return (
    <div class="row seen">
      {step.picture && <PixelCanvas pixels={bytesOf(step.picture)} width={step.width} height={step.height} size={112} description={`Sample ${step.index}: ${what}`} />}
      <dl class="facts">
        <dt>{step.label !== undefined ? "is" : "should be"}</dt>
        <dd>
          <b>{what}</b>
        </dd>
        {step.features && (
          <>
            <dt>goes in</dt>
            <dd>{step.features.map((f) => String(Number(f.toPrecision(5)))).join(", ")}</dd>
          </>
        )}
        <dt>of</dt>
        <dd>{step.index < 0 ? "numbers of your own" : step.data}</dd>
      </dl>
    </div>
  );
}

const side = 220;

/** The training points; a click follows the nearest. By keyboard the buttons above go through all of them. */
function PointPicker({ run, index, onPick }: { run: RunSummary; index: number; onPick: (index: number) => void }) {
  const [points, setPoints] = useState<Points>();
  useEffect(() => {
    const leaving = new AbortController();
    get<Points>(`/api/runs/${run.id}/points`, leaving.signal).then(setPoints, complain);
    return () => leaving.abort();
  }, [run.id]);
  if (!points) return null;
  const [left, bottom] = points.low;
  const [right, top] = points.high;
  const train = points.x.map((x, i) => ({ i, x: ((x - left!) / (right! - left!)) * side, y: ((top! - points.y[i]!) / (top! - bottom!)) * side })).filter((p) => !points.isTest[p.i]);
  const pick = (e: MouseEvent): void => {
    const box = (e.currentTarget as SVGSVGElement).getBoundingClientRect();
    const x = ((e.clientX - box.left) / box.width) * side;
    const y = ((e.clientY - box.top) / box.height) * side;
    const nearest = train.reduce((a, b) => ((a.x - x) ** 2 + (a.y - y) ** 2 <= (b.x - x) ** 2 + (b.y - y) ** 2 ? a : b));
    onPick(nearest.i);
  };
  const size = train.length > 200 ? 3 : 5;
  return (
    <figure>
      <svg class="points" viewBox={`0 0 ${side} ${side}`} role="img" aria-label="The training points; the one that is followed has a ring" onClick={pick}>
        {train.map((p) => {
          const kind = points.labels ? points.labels[p.i]! % 6 : 0;
          return kind % 2 === 0 ? <circle key={p.i} class={`k${kind}`} cx={p.x} cy={p.y} r={size} /> : <rect key={p.i} class={`k${kind}`} x={p.x - size} y={p.y - size} width={2 * size} height={2 * size} />;
        })}
        {train.filter((p) => p.i === index).map((p) => (
          <circle key="ring" class="ring" cx={p.x} cy={p.y} r={size + 5} />
        ))}
      </svg>
      <figcaption class="faint">Click a point to follow it.</figcaption>
    </figure>
  );
}

function OwnNumbers({ run, step, error, onAsk }: { run: RunSummary; step: StepView; error: SamplePickerProps["error"]; onAsk: (ask: StepAsk) => void }) {
  const [values, setValues] = useState("");
  const [target, setTarget] = useState("");
  const submit = (e: Event): void => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? "").trim();
    onAsk({ values: text("values").split(/[\s,;]+/).filter(Boolean).map(Number).map((n) => (Number.isNaN(n) ? 1e39 : n)), target: text("target") });
  };
  return (
    <details>
      <summary>Numbers of your own</summary>
      <form class="stack" onSubmit={submit}>
        <TextField name="values" label={`${run.inputs} numbers, with commas between`} value={values} placeholder={(step.features ?? []).map((f) => f.toPrecision(3)).join(", ")} onChange={setValues} error={error?.field === "values" ? error.message : undefined} />
        <TextField name="target" label={run.classes.length > 0 ? `Should be: ${run.classes.slice(0, 6).join(", ")}` : `Should be: ${run.outputs === 1 ? "a number" : `${run.outputs} numbers`}`} value={target} onChange={setTarget} error={error?.field === "target" ? error.message : undefined} />
        <div>
          <button type="submit">Follow these</button>
        </div>
      </form>
    </details>
  );
}
