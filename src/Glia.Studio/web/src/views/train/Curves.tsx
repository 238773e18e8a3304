import { useMemo } from "preact/hooks";
import type { Curve } from "../../api/types";
import { CurveChart, type ChartSeries } from "../../parts/CurveChart";
import { brief, short } from "../../parts/numbers";

const percentOf = (v: number): string => `${(100 * v).toFixed(v > 0.95 && v < 1 ? 1 : 0)} %`;

/** Loss and accuracy after each epoch, of what is trained on and of what is held out. */
export function Curves({ curve }: { curve: Curve }) {
  const isValidated = useMemo(() => curve.validationLoss.some((v) => v !== null), [curve]);
  const hasAccuracy = useMemo(() => curve.accuracy.some((v) => v !== null), [curve]);
  const series: ChartSeries[] = isValidated ? [{ label: "training", color: 0 }, { label: "held out", color: 1, dashed: true }] : [{ label: "training", color: 0 }];
  return (
    <div class="split even">
      <figure>
        <figcaption>Loss</figcaption>
        <CurveChart title="Loss" x={curve.epochs} series={series} values={isValidated ? [curve.loss, curve.validationLoss] : [curve.loss]} format={short} ticksFormat={brief} />
      </figure>
      {hasAccuracy && (
        <figure>
          <figcaption>Accuracy</figcaption>
          <CurveChart title="Accuracy" x={curve.epochs} series={series} values={isValidated ? [curve.accuracy, curve.validationAccuracy] : [curve.accuracy]} format={percentOf} />
        </figure>
      )}
    </div>
  );
}
