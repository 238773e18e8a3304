import { useEffect, useRef } from "preact/hooks";
import { now, session } from "./live";
import { level, part } from "./numbers";
import { className } from "./OutputCard";

/** The outputs, large, and nothing else: for a stage. Escape ends it. */
export function Performance({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    void shown.requestFullscreen?.().catch(() => undefined); // as large as the window then
    const left = (): void => void (document.fullscreenElement === null && onClose());
    document.addEventListener("fullscreenchange", left);
    return () => {
      document.removeEventListener("fullscreenchange", left);
      if (document.fullscreenElement === shown) void document.exitFullscreen().catch(() => undefined);
    };
  }, []);
  const n = now.value!;
  const { outputs, gestures } = session.value!;
  return (
    <dialog ref={dialog} class="performance" aria-label="Performance view" onClose={onClose}>
      <button type="button" class="quiet leave" onClick={onClose}>
        Leave
      </button>
      <div class="stage">
        {outputs.map((o, i) => {
          const said = n.outputs[i];
          const value = said?.value;
          const chance = o.isClass ? said?.probabilities[(value ?? 0) - 1] : undefined;
          return (
            <div key={o.name} class="said">
              <span class="name">{o.name}</span>
              <b>{o.isClass ? className(value ?? 0) : level(value)}</b>
              <span class="meter" aria-hidden="true">
                <i style={{ width: `${100 * (o.isClass ? (chance ?? 1) : part(value ?? 0, o.minimum, o.maximum))}%` }} />
              </span>
            </div>
          );
        })}
        {gestures.map((name, i) => (
          <div key={name} class={`said ${n.gestures[i]?.isMatch ? "match" : ""}`}>
            <span class="name">{n.gestures[i]?.isMatch ? "this one" : "distance"}</span>
            <b>{name}</b>
            <span>{level(n.gestures[i]?.distance)}</span>
          </div>
        ))}
      </div>
    </dialog>
  );
}
