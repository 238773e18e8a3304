import { useEffect, useRef, useState } from "preact/hooks";
import { kept } from "../../app/kept";
import { complain } from "../../app/messages";
import { DrawPad, type Ink, type PadControl } from "../../parts/DrawPad";
import type { SetSummary } from "../../parts/sets";
import { record } from "./record";
import { recorded } from "./teach";

const rest = 800; // milliseconds without ink after which a drawing is done
const row = 10;

const byItself = kept<boolean>("teach.rest", true, (v) => typeof v === "boolean");
const goesOn = kept<boolean>("teach.next", true, (v) => typeof v === "boolean");

/** Draws examples of one class: each is recorded when the pen rests, or by the button; after ten of them comes the next class. */
export function DrawRecorder({ set, name }: { set: SetSummary; name: string }) {
  const pad = useRef<PadControl | null>(null);
  const ink = useRef<Ink | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [done, setDone] = useState(0);
  const [canRecord, setCanRecord] = useState(false);

  useEffect(() => () => clearTimeout(timer.current), []);

  const keep = async (): Promise<void> => {
    clearTimeout(timer.current);
    const drawn = ink.current;
    if (!drawn || drawn.strokes === 0) return;
    ink.current = undefined;
    pad.current?.clear();
    setCanRecord(false);
    try {
      await record(set.id, name, drawn.grey);
    } catch (e) {
      complain(e);
      return;
    }
    setDone((n) => {
      if (n + 1 >= row && goesOn.value) next();
      return n + 1;
    });
  };

  // The class after this one that has fewer than ten.
  const next = (): void => {
    const names = set.classes.map((c) => c.name);
    const at = names.indexOf(name);
    const found = [...set.classes.slice(at + 1), ...set.classes.slice(0, at)].find((c) => c.count < row);
    if (found) recorded.value = found.name;
  };

  const changed = (now: Ink): void => {
    ink.current = now;
    setCanRecord(now.strokes > 0);
    clearTimeout(timer.current);
    if (byItself.value && now.strokes > 0 && !now.isDown) timer.current = setTimeout(() => void keep(), rest);
  };

  return (
    <div class="draw-recorder">
      <DrawPad label={`Example of ${name}`} onChange={changed} control={pad} />
      <div class="stack">
        <p aria-live="polite">
          {done === 0 ? `Draw ${name}, ten times, a little different each time.` : done < row ? `${done} of ${row} recorded.` : `${done} recorded.`}
        </p>
        <div class="dots" aria-hidden="true">
          {Array.from({ length: row }, (_, i) => (
            <i key={i} class={i < done ? "full" : ""} />
          ))}
        </div>
        <button type="button" class="primary" disabled={!canRecord} onClick={() => void keep()}>
          Record it
        </button>
        <label class="check">
          <input type="checkbox" checked={byItself.value} onChange={(e) => (byItself.value = e.currentTarget.checked)} />
          Record when the pen rests
        </label>
        <label class="check">
          <input type="checkbox" checked={goesOn.value} onChange={(e) => (goesOn.value = e.currentTarget.checked)} />
          Next class after {row}
        </label>
      </div>
    </div>
  );
}
