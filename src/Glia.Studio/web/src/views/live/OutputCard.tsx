import { Bars } from "../../parts/Bars";
import { labels, now, setLabel, setRecorded, setRun } from "./live";
import { level, many, part } from "./numbers";
import { OutputSettings } from "./OutputSettings";
import type { Output } from "./types";

const mostButtons = 12;

export const className = (n: number): string => `Class ${n}`;

/** One output: what it should say, what it says, and whether it takes part. */
export function OutputCard({ index, output }: { index: number; output: Output }) {
  const n = now.value!;
  const said = n.outputs[index];
  if (!said) return null;
  const answers = n.isRunning && output.isRun && said.learnedFrom > 0;
  return (
    <section class="card stack output" aria-label={`Output ${output.name}`}>
      <div class="row">
        <h3 class="name grow">{output.name}</h3>
        <span class="faint">
          {many(said.examples, "example")}
          {said.learnedFrom > 0 ? (said.learnedFrom === said.examples ? ", all learnt" : `, learnt from ${said.learnedFrom.toLocaleString("en-US")}`) : ""}
        </span>
      </div>
      {output.isClass ? <Classes index={index} output={output} /> : <Level index={index} output={output} />}
      {answers && <Answer output={output} index={index} />}
      <div class="row switches">
        <label class="check">
          <input type="checkbox" checked={output.isRecorded} onChange={(e) => setRecorded(index, e.currentTarget.checked)} />
          Record <span class="visually-hidden">{output.name}</span>
        </label>
        <label class="check">
          <input type="checkbox" checked={output.isRun} onChange={(e) => setRun(index, e.currentTarget.checked)} />
          Run <span class="visually-hidden">{output.name}</span>
        </label>
      </div>
      <OutputSettings index={index} output={output} />
    </section>
  );
}

/** The value that examples are recorded with. */
function Level({ index, output }: { index: number; output: Output }) {
  const value = labels.value[index] ?? 0;
  const { minimum: low, maximum: high, isInteger } = output;
  const set = (x: number): void => setLabel(index, isInteger ? Math.round(x) : x);
  return (
    <label class="level">
      <span class="name">Should be</span>
      <input
        type="range"
        aria-label={`${output.name} should be`}
        min={low}
        max={high}
        step={isInteger ? 1 : "any"}
        value={value}
        aria-valuetext={level(value)}
        onInput={(e) => set(e.currentTarget.valueAsNumber)}
        onKeyDown={(e) => {
          const step = ({ ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 } as Record<string, number>)[e.key];
          if (step === undefined) return;
          e.preventDefault();
          set(Math.max(low, Math.min(high, value + step * (isInteger ? 1 : (high - low) / 100))));
        }}
      />
      <output>{level(value)}</output>
    </label>
  );
}

/** The class that examples are recorded with: buttons, or a number where there are many. */
function Classes({ index, output }: { index: number; output: Output }) {
  const chosen = labels.value[index] ?? 1;
  if (output.classes > mostButtons)
    return (
      <label class="level">
        <span class="name">Should be</span>
        <select aria-label={`${output.name} should be`} value={String(chosen)} onChange={(e) => setLabel(index, Number(e.currentTarget.value))}>
          {Array.from({ length: output.classes }, (_, i) => (
            <option key={i} value={String(i + 1)}>
              {className(i + 1)}
            </option>
          ))}
        </select>
      </label>
    );
  return (
    <div class="chips classes" role="group" aria-label={`${output.name} should be`}>
      {Array.from({ length: output.classes }, (_, i) => (
        <button key={i} type="button" aria-pressed={chosen === i + 1} onClick={() => setLabel(index, i + 1)}>
          {className(i + 1)}
        </button>
      ))}
    </div>
  );
}

/** What it says now. */
function Answer({ index, output }: { index: number; output: Output }) {
  const { value, probabilities } = now.value!.outputs[index]!;
  if (!output.isClass)
    return (
      <div class="level answer">
        <span class="name">Says</span>
        <span class="meter" aria-hidden="true">
          <i style={{ width: `${100 * part(value ?? 0, output.minimum, output.maximum)}%` }} />
        </span>
        <output>{level(value)}</output>
      </div>
    );
  const best = (value ?? 0) - 1;
  const shown = probabilities.slice(0, mostButtons);
  return (
    <div class="answer stack">
      <p class="verdict">
        Says <b>{className(value ?? 0)}</b>
      </p>
      {shown.length > 0 && <Bars names={shown.map((_, i) => className(i + 1))} values={shown.map((p) => p ?? 0)} best={best} />}
    </div>
  );
}
