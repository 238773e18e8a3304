import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { isDark } from "../app/theme";

export interface ChartSeries {
  label: string;
  /** Which of the page's colours: 0 … 5. */
  color: number;
  dashed?: boolean;
}

interface CurveChartProps {
  title: string;
  x: number[];
  series: ChartSeries[];
  values: (number | null)[][];
  height?: number;
  format: (value: number) => string;
  /** Of the axis, where it should be shorter. */
  ticksFormat?: (value: number) => string;
  /** Lowest and highest value of the axis; by the values unless given. */
  range?: [number, number];
}

/** Curves over epochs. */
export function CurveChart({ title, x, series, values, height = 170, format, ticksFormat, range }: CurveChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const dark = isDark.value;
  const names = series.map((s) => s.label).join("|");

  useEffect(() => {
    const element = host.current!;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string): string => style.getPropertyValue(name).trim();
    const axis = { stroke: color("--faint"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), width: 1 }, font: "12px system-ui, sans-serif" };
    const made = new uPlot(
      {
        width: Math.max(200, element.clientWidth),
        height,
        cursor: { y: false, drag: { x: false, y: false } },
        scales: { x: { time: false }, y: range ? { range } : { range: (_, low, high) => (low === high ? [low - 0.5, high + 0.5] : uPlot.rangeNum(low, high, 0.08, true) as [number, number]) } },
        axes: [
          { ...axis, size: 30, values: (_, ticks) => ticks.map((t) => (Number.isInteger(t) ? String(t) : "")) },
          { ...axis, size: 58, values: (_, ticks) => ticks.map((t) => (ticksFormat ?? format)(t)) },
        ],
        series: [
          { label: "epoch" },
          ...series.map((s) => ({ label: s.label, stroke: color(`--k${s.color}`), width: 2, dash: s.dashed ? [6, 4] : undefined, points: { show: false }, spanGaps: true, value: (_: uPlot, v: number | null) => (v === null ? "–" : format(v)) })),
        ],
        legend: { live: true },
      },
      [x, ...values] as uPlot.AlignedData,
      element,
    );
    chart.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: Math.max(200, element.clientWidth), height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
    };
    // Made anew only where its looks change; values are set below.
  }, [dark, names, height, range?.[0], range?.[1]]);

  useEffect(() => {
    chart.current?.setData([x, ...values] as uPlot.AlignedData);
  }, [x, values, dark]);

  const last = series.map((s, i) => `${s.label} ${describe(values[i], format)}`).join(", ");
  return <div class="chart" ref={host} role="img" aria-label={`${title}: ${last} after epoch ${x.at(-1) ?? 0}`} />;
}

const describe = (values: (number | null)[] | undefined, format: (v: number) => string): string => {
  const last = values?.findLast((v) => v !== null);
  return last === undefined || last === null ? "not measured" : format(last);
};
