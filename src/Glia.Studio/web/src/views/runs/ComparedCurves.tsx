import { useMemo } from "preact/hooks";
import type { Curve, RunDetail } from "../../api/types";
import { CurveChart } from "../../parts/CurveChart";
import { brief, short } from "../../parts/numbers";

/** The curves of several runs over each other. */
export function ComparedCurves({ details }: { details: RunDetail[] }) {
  const epochs = useMemo(() => [...new Set(details.flatMap((d) => d.curve.epochs))].sort((a, b) => a - b), [details]);
  const series = details.map((d, i) => ({ label: d.summary.name, color: i % 6, dashed: i % 2 === 1 }));
  const along = (of: (c: Curve) => (number | null)[]): (number | null)[][] =>
    details.map((d) => {
      const at = new Map(d.curve.epochs.map((e, i) => [e, of(d.curve)[i] ?? null]));
      return epochs.map((e) => at.get(e) ?? null);
    });
  if (epochs.length === 0) return null;
  const best = (c: Curve): (number | null)[] => (c.validationAccuracy.some((v) => v !== null) ? c.validationAccuracy : c.accuracy);
  return (
    <div class="split even">
      <figure>
        <figcaption>Loss in training</figcaption>
        <CurveChart title="Loss in training" x={epochs} series={series} values={along((c) => c.loss)} format={short} ticksFormat={brief} />
      </figure>
      <figure>
        <figcaption>Accuracy, held out where something is</figcaption>
        <CurveChart title="Accuracy" x={epochs} series={series} values={along(best)} format={(v) => `${(100 * v).toFixed(1)} %`} />
      </figure>
    </div>
  );
}
