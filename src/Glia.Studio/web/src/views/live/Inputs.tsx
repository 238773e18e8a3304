import { useRef } from "preact/hooks";
import { inputs, isFed, now, session, setInput } from "./live";
import { level, many } from "./numbers";

const most = 40;

/** The inputs, as they come or as the sliders say. A slider reaches from 0 to 1, and further once something has come from there. */
export function Inputs({ names }: { names: string[] }) {
  const ranges = useRef(names.map(() => ({ low: 0, high: 1 })));
  const values = inputs.value;
  now.value?.inputs.forEach((x, i) => {
    const range = ranges.current[i];
    if (!range || x === null) return;
    range.low = Math.min(range.low, x);
    range.high = Math.max(range.high, x);
  });
  return (
    <section class="card stack inputs-card" aria-labelledby="inputs-title">
      <h2 id="inputs-title">What comes in</h2>
      <p class="faint">
        {isFed.value ? (
          <>Inputs come by OSC now; the sliders follow them.</>
        ) : (
          <>
            Move the sliders, or send <code>{session.value?.inputAddress}</code> with {many(names.length, "number")} to port {session.value?.inputPort}.
          </>
        )}
      </p>
      <div class="levels">
        {names.slice(0, most).map((name, i) => {
          const { low, high } = ranges.current[i]!;
          return (
            <label key={name} class="level">
              <span class="name">{name}</span>
              <input
                type="range"
                min={low}
                max={high}
                step="any"
                value={values[i] ?? 0}
                disabled={isFed.value}
                aria-valuetext={level(values[i])}
                onInput={(e) => setInput(i, e.currentTarget.valueAsNumber)}
                onKeyDown={(e) => {
                  // "any" leaves the size of a key's step to the browser, and Chromium's is one.
                  const step = ({ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 } as Record<string, number>)[e.key];
                  if (step === undefined) return;
                  e.preventDefault();
                  setInput(i, Math.max(low, Math.min(high, (values[i] ?? 0) + (step * (high - low)) / 100)));
                }}
              />
              <output>{level(values[i])}</output>
            </label>
          );
        })}
      </div>
      {names.length > most && <p class="faint">{many(names.length - most, "input")} more are not shown.</p>}
    </section>
  );
}
