import { useState } from "preact/hooks";
import { post } from "../../api/http";
import type { Progress, RunDetail, RunSummary, RunUpdate } from "../../api/types";
import { attempt } from "../../app/messages";
import { hrefTo } from "../../app/router";
import { count, duration, percent, short } from "../../parts/numbers";
import { TypedInput } from "../../parts/TypedInput";

const words: Record<RunSummary["status"], string> = { preparing: "being prepared", ready: "ready", training: "training", paused: "paused", done: "done", diverged: "diverged", failed: "could not be made" };

export function StatusBadge({ run }: { run: RunSummary }) {
  const tone = run.status === "training" ? "live" : run.status === "done" ? "good" : run.status === "diverged" || run.status === "failed" ? "bad" : "";
  return <span class={`badge ${tone}`}>{words[run.status]}</span>;
}

/** How far the training is, and what it has come to. */
export function Status({ run, progress }: { run: RunSummary; progress: Progress | undefined }) {
  const within = progress && progress.count > 0 ? progress.position / progress.count : 0;
  const done = run.epochs > 0 ? Math.min(1, (run.status === "done" ? run.epochs : run.epoch + (run.epoch < run.epochs ? within % 1 : 0)) / run.epochs) : 0;
  const isLive = run.status === "training";
  return (
    <div class="stack status">
      <div class="numbers">
        <div>
          <b>
            {count(run.epoch)}
            <small> / {count(run.epochs)}</small>
          </b>
          <span>epochs</span>
        </div>
        <div>
          <b>{short(progress?.loss ?? run.loss)}</b>
          <span>loss</span>
        </div>
        {(run.accuracy !== undefined || run.classes.length > 0) && (
          <div>
            <b data-testid="accuracy">{percent(run.accuracy ?? progress?.accuracy)}</b>
            <span>right in training</span>
          </div>
        )}
        {run.validationAccuracy !== undefined && (
          <div>
            <b>{percent(run.validationAccuracy)}</b>
            <span>right, held out</span>
          </div>
        )}
        {run.testAccuracy !== undefined && (
          <div>
            <b data-testid="test-accuracy">{percent(run.testAccuracy, 2)}</b>
            <span>right in the test</span>
          </div>
        )}
        {isLive && progress && progress.speed > 0 && run.kind !== "points" && (
          <>
            <div>
              <b>{count(progress.speed)}</b>
              <span>samples/s</span>
            </div>
            {progress.secondsLeft !== undefined && (
              <div>
                <b>{duration(progress.secondsLeft)}</b>
                <span>left</span>
              </div>
            )}
          </>
        )}
        {!isLive && run.seconds > 0 && (
          <div>
            <b>{duration(run.seconds)}</b>
            <span>of training</span>
          </div>
        )}
      </div>
      <div class="progress" role="progressbar" aria-label="Training" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(100 * done)}>
        <i style={{ width: `${100 * done}%` }} />
      </div>
      {run.message && <p class={run.status === "failed" ? "bad" : "faint"}>{run.message}</p>}
    </div>
  );
}

/** Why a training stopped by itself, and what to do about it. */
export function Diverged({ update, rate }: { update: RunUpdate; rate: number }) {
  const [less, setLess] = useState(String(Number((rate / 10).toPrecision(3))));
  const d = update.divergence;
  if (!d || update.summary.status !== "diverged") return null;
  const recover = async (): Promise<void> => {
    const run = update.summary.id;
    if (await attempt(() => post(`/api/runs/${run}/recover`, { rate: Number(less) }))) await attempt(() => post(`/api/runs/${run}/play`, {}));
  };
  return (
    <div class="card diverged" role="alert">
      <h2>The numbers blew up</h2>
      <p>
        In epoch {d.epoch}, at step {count(d.step)}: {d.cause}
      </p>
      <p>{d.lastGoodEpoch > 0 ? `The weights from the end of epoch ${d.lastGoodEpoch}, the last good ones, are back in the network.` : "The starting weights are back in the network."}</p>
      <div class="row">
        <label for="less">Go on with the rate</label>
        <TypedInput id="less" inputMode="decimal" value={less} style={{ width: "7rem" }} onChange={setLess} />
        <button type="button" class="primary" onClick={() => void recover()}>
          Go on from there
        </button>
      </div>
    </div>
  );
}

/** After the training: how good it is, and where to go with it. */
export function Outcome({ detail }: { detail: RunDetail }) {
  const run = detail.summary;
  const more = async (): Promise<void> => {
    if (await attempt(() => post(`/api/runs/${run.id}/more`, { count: run.epochs }))) await attempt(() => post(`/api/runs/${run.id}/play`, {}));
  };
  return (
    <div class="card stack outcome">
      <h2>Done</h2>
      {detail.scores.map((s) => (
        <p key={s.name}>
          {s.accuracy !== undefined ? (
            <>
              <b>{percent(s.accuracy, 2)}</b> right on {s.name}: {count(s.count - s.right)} wrong.
            </>
          ) : (
            <>
              Off by <b>{short(s.rootMeanSquaredError)}</b> (root mean square) on {s.name}.
            </>
          )}
        </p>
      ))}
      <div class="buttons">
        {run.kind !== "points" && run.kind !== "table" && (
          <a class="button primary" href={hrefTo("draw", run.id)}>
            Draw for it
          </a>
        )}
        <a class="button" href={hrefTo("inspect", run.id)}>
          Look inside
        </a>
        <a class="button" href={hrefTo("step", run.id)}>
          One step in numbers
        </a>
        <button type="button" onClick={() => void more()}>
          {count(run.epochs)} epochs more
        </button>
      </div>
    </div>
  );
}
