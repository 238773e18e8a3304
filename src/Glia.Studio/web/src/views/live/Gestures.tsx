import { deleteFor, now, startGesture, stopGesture, undo } from "./live";
import { level, many } from "./numbers";

/** Gestures: recorded while their button is held, told apart while the session runs. The shorter the distance, the more alike. */
export function Gestures({ names }: { names: string[] }) {
  const n = now.value!;
  const far = Math.max(...n.gestures.map((g) => g.distance ?? 0), 1e-9);
  return (
    <section class="card stack" aria-labelledby="gestures-title">
      <div class="row">
        <h2 id="gestures-title" class="grow">
          Gestures
        </h2>
        <button type="button" disabled={n.undoable === undefined} title={n.undoable ? `Takes back ${n.undoable}` : undefined} onClick={undo}>
          Undo
        </button>
      </div>
      <p class="faint">Hold a button while you make its gesture. A few recordings of each are enough, and there is nothing to train: press Run, and the nearest gesture is told (✓). The shorter its bar, the more alike.</p>
      {names.map((name, i) => {
        const g = n.gestures[i];
        if (!g) return null;
        return (
          <div key={name} class={`gesture ${g.isMatch ? "match" : ""}`}>
            <Hold name={name} index={i} isOn={g.isRecording} />
            <span class="faint count">
              {many(g.examples, "recording")}
              <button type="button" class="quiet" disabled={g.examples === 0} aria-label={`Delete the recordings of ${name}`} onClick={() => deleteFor(i)}>
                Delete
              </button>
            </span>
            <span class="meter" aria-hidden="true">
              <i style={{ width: `${g.distance === undefined ? 0 : (100 * g.distance) / far}%` }} />
            </span>
            <span class="number">
              {g.distance === undefined ? (
                <>
                  –<span class="visually-hidden"> no distance yet</span>
                </>
              ) : (
                level(g.distance)
              )}
              {g.isMatch && <span class="visually-hidden"> the nearest</span>}
              {g.isMatch && <span aria-hidden="true"> ✓</span>}
            </span>
          </div>
        );
      })}
    </section>
  );
}

function Hold({ name, index, isOn }: { name: string; index: number; isOn: boolean }) {
  const start = (): void => startGesture(index);
  return (
    <button
      type="button"
      class={`hold record ${isOn ? "on" : ""}`}
      aria-pressed={isOn}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId);
        start();
      }}
      onPointerUp={stopGesture}
      onPointerCancel={stopGesture}
      onKeyDown={(e) => {
        if ((e.key !== " " && e.key !== "Enter") || e.repeat) return;
        e.preventDefault();
        start();
      }}
      onKeyUp={(e) => (e.key === " " || e.key === "Enter") && stopGesture()}
      onBlur={() => isOn && stopGesture()}
    >
      <span aria-hidden="true">●</span> Hold: {name}
    </button>
  );
}
