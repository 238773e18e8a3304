import { count, duration } from "../../parts/numbers";
import { cancelTraining, now, session, startRecording, startRunning, stopRecording, stopRunning, train, warnings } from "./live";
import { many } from "./numbers";

/** Record, train, run: what is going on, what can be done now, and why something cannot. */
export function Deck({ hasGestures }: { hasGestures: boolean }) {
  const n = now.value!;
  const outputs = session.value!.outputs;
  const canRun = hasGestures ? n.gestures.some((g) => g.examples > 0) : n.outputs.some((o, i) => o.learnedFrom > 0 && (outputs[i]?.isRun ?? false));
  const isStale = n.outputs.some((o) => o.learnedFrom > 0 && o.learnedFrom !== o.examples);
  const isRecordedNowhere = outputs.length > 0 && !outputs.some((o) => o.isRecorded);
  const state = n.isLearning ? "Training" : n.isRecording || n.gestures.some((g) => g.isRecording) ? "Recording" : n.isRunning ? "Running" : "Idle";
  return (
    <section class="card stack deck" aria-label="Record, train, run">
      <div class="deck-buttons">
        {!hasGestures && (
          <>
            <div class="deck-cell">
              <button type="button" class={`big record ${n.isRecording ? "on" : ""}`} aria-pressed={n.isRecording} disabled={isRecordedNowhere && !n.isRecording} onClick={n.isRecording ? stopRecording : startRecording}>
                <span aria-hidden="true">{n.isRecording ? "■" : "●"}</span> {n.isRecording ? "Stop recording" : "Record"}
              </button>
              <small>{n.isRecording ? `Recording ${n.round}: every input is an example.` : isRecordedNowhere ? "Recording is switched off for every output." : n.examples === 0 ? "Set inputs and outputs, then record." : `${many(n.examples, "example")} so far.`}</small>
            </div>
            <div class="deck-cell">
              {n.isLearning ? (
                <button type="button" class="big" onClick={cancelTraining}>
                  <span aria-hidden="true">✕</span> Cancel training
                </button>
              ) : (
                <button type="button" class="big" disabled={n.examples === 0} onClick={train}>
                  <span aria-hidden="true">✦</span> Train
                </button>
              )}
              {n.isLearning ? (
                <div class="progress" role="progressbar" aria-label="Training" aria-valuenow={Math.round(100 * n.part)} aria-valuemin={0} aria-valuemax={100}>
                  <i style={{ width: `${100 * n.part}%` }} />
                </div>
              ) : (
                <small>{n.examples === 0 ? "There is nothing to learn from yet." : isStale ? "Examples have changed since: train again." : n.outcome?.end === "done" ? `Learnt in ${duration(n.outcome.seconds)}.` : n.outcome ? (n.outcome.end === "cancelled" ? "Training was cancelled." : "Training failed, see below.") : "Learns from all examples."}</small>
              )}
            </div>
          </>
        )}
        <div class="deck-cell">
          <button type="button" class={`big run ${n.isRunning ? "on" : ""}`} aria-pressed={n.isRunning} disabled={!n.isRunning && (!canRun || n.isLearning)} onClick={n.isRunning ? stopRunning : startRunning}>
            <span aria-hidden="true">{n.isRunning ? "■" : "▶"}</span> {n.isRunning ? "Stop running" : "Run"}
          </button>
          <small>{n.isRunning ? "Every input is answered." : n.isLearning ? "Wait until training has ended." : canRun ? "Answers every input." : hasGestures ? "Record a gesture first." : "Train first."}</small>
        </div>
      </div>
      <div class="row deck-state">
        <span role="status">
          <span class={`badge ${state === "Idle" ? "" : "live"}`}>{state}</span>
        </span>
        {n.isLearning && (
          <span class="faint">
            {Math.round(100 * n.part)} %{n.epoch > 0 ? `, epoch ${count(n.epoch)}` : ""}
          </span>
        )}
        {n.outcome?.end === "failed" && <span class="bad">{n.outcome.text}</span>}
        <LastWarning />
      </div>
    </section>
  );
}

const recent = 8000; // milliseconds

/** The newest warning, while it is new. */
function LastWarning() {
  const last = warnings.value.at(-1);
  const isNew = last !== undefined && now.value !== undefined && Date.now() - Date.parse(last.time) < recent;
  return (
    <span class="warn grow" role="status">
      {isNew ? last.text : ""}
    </span>
  );
}
