import { useState } from "preact/hooks";
import { post } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { attempt } from "../../app/messages";
import { hrefTo } from "../../app/router";
import { runs } from "../../app/state";
import { CurveChart } from "../../parts/CurveChart";
import { percent, short } from "../../parts/numbers";
import type { SetSummary } from "../../parts/sets";
import { useRun, type LiveRun } from "../train/useRun";

/** The newest run on a set. */
export const runOn = (set: SetSummary): RunSummary | undefined => runs.value?.find((r) => r.dataId === set.data);

// A name that no other run has.
function unused(name: string): string {
  const taken = new Set(runs.value?.map((r) => r.name));
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
  return free.slice(0, 80);
}

/** Trains on a set, in front of whoever made it. */
export function Learner({ set }: { set: SetSummary }) {
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<{ run: string; count: number }>();
  const id = runs.value?.some((r) => r.id === made?.run) ? made?.run : runOn(set)?.id;
  const live = useRun(id);
  const run = live.update?.summary ?? live.detail?.summary;

  const begin = async (): Promise<void> => {
    setBusy(true);
    const created = await attempt(() => post<RunSummary>("/api/runs", { name: unused(set.name), settings: { data: set.data, preset: set.preset } }));
    if (created) {
      runs.value = [created, ...(runs.value ?? []).filter((r) => r.id !== created.id)];
      setMade({ run: created.id, count: set.count });
      await attempt(() => post(`/api/runs/${created.id}/play`, {}));
    }
    setBusy(false);
  };

  return (
    <section class="card stack learner" aria-labelledby="learner-title">
      <h2 id="learner-title">Train</h2>
      {set.hint && <p class={set.canTrain ? "faint" : "hint"}>{set.hint}</p>}
      <div class="buttons">
        <button type="button" class="primary" disabled={!set.canTrain || isBusy || run?.status === "training"} onClick={() => void begin()}>
          {run ? "Train anew" : "Train"}
        </button>
        {run?.status === "training" && (
          <button type="button" onClick={() => void attempt(() => post(`/api/runs/${run.id}/pause`))}>
            Pause
          </button>
        )}
        {(run?.status === "paused" || run?.status === "ready") && <Again run={run} />}
      </div>
      {run && <Outcome run={run} live={live} />}
      {made && run?.id === made.run && run.status === "done" && made.count !== set.count && <p class="hint">The examples have changed since. Train anew, so that it knows them.</p>}
    </section>
  );
}

/** Goes on where it stopped; where the samples have changed meanwhile, the studio says so, and only a new beginning is left. */
function Again({ run }: { run: RunSummary }) {
  const [isStuck, setStuck] = useState(false);
  const play = async (): Promise<boolean> => (await attempt(() => post<RunSummary>(`/api/runs/${run.id}/play`, {}))) !== undefined;
  const reset = async (): Promise<void> => {
    if (!(await attempt(() => post<RunSummary>(`/api/runs/${run.id}/reset`)))) return;
    setStuck(false);
    await play();
  };
  return isStuck ? (
    <button type="button" onClick={() => void reset()}>
      Begin this run again
    </button>
  ) : (
    <button type="button" onClick={() => void play().then((went) => setStuck(!went))}>
      Go on
    </button>
  );
}

function Outcome({ run, live }: { run: RunSummary; live: LiveRun }) {
  const part = run.epochs > 0 ? run.epoch / run.epochs : 0;
  const kept = live.detail?.summary.id === run.id ? live.detail.scores[0] : undefined;
  return (
    <>
      <div class="progress" role="progressbar" aria-label="Training" aria-valuenow={Math.round(100 * part)} aria-valuemin={0} aria-valuemax={100}>
        <i style={{ width: `${100 * part}%` }} />
      </div>
      <p class="row" aria-live="polite">
        {run.status === "failed" ? (
          <span class="bad">{run.message}</span>
        ) : run.status === "diverged" ? (
          <span class="bad">The training went astray. Train anew, or open it in Train and take a smaller rate.</span>
        ) : run.status === "done" ? (
          <span>
            <b>Trained.</b> {kept && kept.count > 0 ? `Right on ${kept.right} of the ${kept.count} examples that were kept to test on.` : run.testAccuracy !== undefined ? `${percent(run.testAccuracy)} of those kept to test on.` : ""}
          </span>
        ) : (
          <span>
            Epoch {run.epoch} of {run.epochs}
            {run.accuracy !== undefined && `, ${percent(run.accuracy)} right`}
          </span>
        )}
      </p>
      {live.curve.epochs.length > 1 && (
        <CurveChart title="Loss" x={live.curve.epochs} series={[{ label: "loss", color: 0 }]} values={[live.curve.loss]} height={130} format={short} />
      )}
      {run.epoch > 0 && (
        <>
          <div class="buttons">
            {run.kind === "points" ? (
              <a class="button" href={hrefTo("train", run.id)}>
                See its map
              </a>
            ) : (
              <a class="button" href={hrefTo("inspect", run.id)}>
                Look inside
              </a>
            )}
            <a class="button" href={hrefTo("train", run.id)}>
              Settings
            </a>
          </div>
          <TakeAway run={run.id} />
        </>
      )}
    </>
  );
}

const formats: [string, string, string][] = [
  ["safetensors", "model.safetensors", "safetensors"],
  ["onnx", "model.onnx", "ONNX"],
  ["cs", "Model.cs", "C# file"],
];

/** The network as a file. */
function TakeAway({ run }: { run: string }) {
  return (
    <div class="take-away">
      <span class="label">Take the network away</span>
      <div class="buttons">
        {formats.map(([format, file, label]) => (
          <a key={format} class="button" href={`/api/runs/${encodeURIComponent(run)}/export/${format}`} download={file}>
            {label}
          </a>
        ))}
      </div>
    </div>
  );
}
