import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../../parts/numbers";
import { traffic } from "./live";

/** Whether something comes and goes, and what. */
export function TrafficCard() {
  const t = traffic.value;
  return (
    <section class="card stack" aria-labelledby="traffic-title">
      <h2 id="traffic-title">OSC</h2>
      <div class="numbers">
        <Light label="in" total={t?.in ?? 0} />
        <Light label="out" total={t?.out ?? 0} />
        {(t?.unknown ?? 0) > 0 && <Figure value={t!.unknown} label="not known here" />}
        {(t?.malformed ?? 0) > 0 && <Figure value={t!.malformed} label="not readable" />}
        {(t?.dropped ?? 0) + (t?.overflown ?? 0) > 0 && <Figure value={t!.dropped + (t!.overflown ?? 0)} label="dropped, too fast" />}
      </div>
      <details>
        <summary>The last messages</summary>
        {t && t.last.length > 0 ? (
          <ol class="messages-list" tabIndex={0} aria-label="The last messages, the newest first">
            {t.last.toReversed().map((m, i) => (
              <li key={i}>
                <span class="way">{m.isIn ? "in" : "out"}</span> <code>{m.text}</code>
              </li>
            ))}
          </ol>
        ) : (
          <p class="faint">None yet.</p>
        )}
      </details>
    </section>
  );
}

const glow = 400; // milliseconds

/** A lamp that glows while messages come or go. */
function Light({ label, total }: { label: string; total: number }) {
  const [isOn, setOn] = useState(false);
  const before = useRef(total);
  useEffect(() => {
    if (total === before.current) return;
    before.current = total;
    setOn(true);
    const off = setTimeout(() => setOn(false), glow);
    return () => clearTimeout(off);
  }, [total]);
  return (
    <div class="light">
      <b>
        <i class={`lamp ${isOn ? "on" : ""}`} aria-hidden="true" />
        {count(total)}
      </b>
      <span>messages {label}</span>
    </div>
  );
}

function Figure({ value, label }: { value: number; label: string }) {
  return (
    <div>
      <b>{count(value)}</b>
      <span>{label}</span>
    </div>
  );
}
