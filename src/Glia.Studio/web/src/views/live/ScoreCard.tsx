import { useState } from "preact/hooks";
import { TextField } from "../../parts/Field";
import { percent, short } from "../../parts/numbers";
import { cancelMeasuring, measure, now, scores } from "./live";
import { many } from "./numbers";

const whole = (text: string, low: number, high: number): number | undefined => (/^\d+$/.test(text) && Number(text) >= low && Number(text) <= high ? Number(text) : undefined);

/** How well is learnt: on the examples themselves, and on examples that were kept back. */
export function ScoreCard() {
  const [folds, setFolds] = useState("10");
  const [seed, setSeed] = useState("1");
  const told = scores.value;
  const parts = whole(folds, 2, 50);
  const start = whole(seed, 0, 2_000_000_000);
  const examples = now.value?.examples ?? 0;
  return (
    <section class="card stack" aria-labelledby="scores-title">
      <h2 id="scores-title">How well does it learn?</h2>
      <p class="faint">
        Cross-validation deals the examples into parts and asks each part of a model that has learnt from the others only. What you recorded in one sweep is nearly alike, so the figure flatters a little.
      </p>
      <div class="row">
        <div class="fields score-fields">
          <TextField label="Parts" inputMode="numeric" value={folds} onChange={setFolds} error={parts === undefined ? "From 2 to 50." : undefined} />
          <TextField label="Seed" inputMode="numeric" hint="The same seed deals the same parts" value={seed} onChange={setSeed} error={start === undefined ? "A whole number." : undefined} />
        </div>
        {told?.isBusy ? (
          <button type="button" onClick={() => void cancelMeasuring()}>
            Cancel
          </button>
        ) : (
          <button type="button" disabled={examples < 2 || parts === undefined || start === undefined} onClick={() => void measure(parts!, start!)}>
            Measure
          </button>
        )}
      </div>
      {examples < 2 && <p class="faint">It takes two examples at least.</p>}
      {told?.isBusy && (
        <div class="progress" role="progressbar" aria-label="Measuring" aria-valuenow={Math.round(100 * told.part)} aria-valuemin={0} aria-valuemax={100}>
          <i style={{ width: `${100 * told.part}%` }} />
        </div>
      )}
      {told?.ended && <p role="status">{told.ended}</p>}
      {told && told.outputs.length > 0 && (
        <>
          <div class="scroll" tabIndex={0} role="region" aria-label="Scores">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Output</th>
                  <th scope="col" class="number">
                    On its examples
                  </th>
                  <th scope="col" class="number">
                    On others
                  </th>
                </tr>
              </thead>
              <tbody>
                {told.outputs.map((o) => (
                  <tr key={o.name}>
                    <th scope="row">{o.name}</th>
                    {o.problem ? (
                      <td colSpan={2}>{o.problem}</td>
                    ) : (
                      [o.training, o.validation].map((x, i) => (
                        <td key={i} class="number">
                          {x === undefined ? "–" : o.isClass ? `${percent(x)} right` : <span title={`Mean squared error ${short(x)}`}>± {short(Math.sqrt(x))}</span>}
                        </td>
                      ))
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="faint">
            {told.outputs.some((o) => !o.isClass) && "± is the usual error: the root of the mean squared error, in the output's own unit. "}
            Measured on {many(told.examples, "example")}, {told.outputs[0]!.folds || told.folds} parts, seed {told.seed}.
          </p>
        </>
      )}
    </section>
  );
}
