import { useId } from "preact/hooks";
import { post } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { kept } from "../../app/kept";
import { attempt } from "../../app/messages";

export interface Pace {
  epochsPerSecond?: number;
  seconds?: number;
}

/** How fast small trainings are shown: toys are over before one can look. */
export const paces = { watch: { seconds: 8 }, slow: { epochsPerSecond: 4 }, full: {} } satisfies Record<string, Pace>;
export type PaceName = keyof typeof paces;

export const pace = kept<PaceName>("pace", "watch", (v) => typeof v === "string" && v in paces);

/** Everything but toys goes as fast as it can. */
export const paceOf = (kind: string): Pace => (kind === "points" ? paces[pace.value] : {});

const labels: Record<PaceName, string> = { watch: "to watch (8 seconds)", slow: "slowly (4 epochs/s)", full: "as fast as possible" };

/** Play, pause, one step, one epoch, reset. */
export function Controls({ run }: { run: RunSummary }) {
  const id = useId();
  const isTraining = run.status === "training";
  const isOver = run.status === "done" || run.status === "diverged" || run.status === "failed";
  const isPreparing = run.status === "preparing";
  const ask = (what: string, body?: unknown): void => void attempt(() => post(`/api/runs/${run.id}/${what}`, body));
  const setPace = (name: PaceName): void => {
    pace.value = name;
    if (isTraining) ask("play", paces[name]);
  };
  return (
    <div class="row controls">
      <div class="buttons" role="group" aria-label="Training">
        {isTraining ? (
          <button type="button" class="primary" onClick={() => ask("pause")}>
            ❚❚ Pause
          </button>
        ) : (
          <button type="button" class={isOver ? "" : "primary"} disabled={isOver || isPreparing} onClick={() => ask("play", paceOf(run.kind))}>
            ▶ {run.epoch > 0 ? "Go on" : "Play"}
          </button>
        )}
        <button type="button" disabled={isOver || isPreparing || isTraining} onClick={() => ask("step", { count: 1 })}>
          One step
        </button>
        <button type="button" disabled={isOver || isPreparing || isTraining} onClick={() => ask("epoch")}>
          One epoch
        </button>
        <button type="button" disabled={isPreparing || run.status === "failed"} onClick={() => ask("reset")}>
          Reset
        </button>
      </div>
      {run.kind === "points" && (
        <div class="row">
          <label for={id}>Speed</label>
          <select id={id} value={pace.value} style={{ width: "auto" }} onChange={(e) => setPace(e.currentTarget.value as PaceName)}>
            {(Object.keys(paces) as PaceName[]).map((name) => (
              <option key={name} value={name}>
                {labels[name]}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
