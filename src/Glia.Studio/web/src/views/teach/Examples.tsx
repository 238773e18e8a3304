import { useState } from "preact/hooks";
import { setPath, type SetSummary } from "../../parts/sets";
import { deleteSample, relabel } from "./teach";

const first = 40;

/** Every example of a class as a small picture, the newest first; one that is picked can be deleted or given to another class. */
export function Examples({ set, name, numbers }: { set: SetSummary; name: string; numbers: number[] }) {
  const [picked, setPicked] = useState<number>();
  const [isLong, setLong] = useState(false);
  const all = [...numbers].reverse();
  const shown = isLong ? all : all.slice(0, first);
  const isPicked = picked !== undefined && numbers.includes(picked);
  if (all.length === 0) return <p class="faint">No example yet.</p>;

  const drop = (number: number): void => {
    const at = all.indexOf(number);
    setPicked(all[at + 1] ?? all[at - 1]);
    void deleteSample(set.id, "examples", number);
  };

  return (
    <div class="stack examples">
      <ul class="thumbs" aria-label={`Examples of ${name}`}>
        {shown.map((n) => (
          <li key={n}>
            <button
              type="button"
              class="thumb"
              aria-pressed={picked === n}
              onClick={() => setPicked(picked === n ? undefined : n)}
              onKeyDown={(e) => (e.key === "Delete" || e.key === "Backspace") && drop(n)}
            >
              <img src={setPath(set.id, `/examples/${n}`)} alt={`${name}, example ${n}`} width={44} height={44} loading="lazy" decoding="async" />
            </button>
          </li>
        ))}
      </ul>
      {all.length > first && (
        <button type="button" class="quiet" onClick={() => setLong(!isLong)}>
          {isLong ? "Show fewer" : `Show all ${all.length}`}
        </button>
      )}
      {isPicked && (
        <div class="row picked">
          <img src={setPath(set.id, `/examples/${picked}`)} alt="" width={84} height={84} />
          <button type="button" class="danger" onClick={() => drop(picked)}>
            Delete this example
          </button>
          <label class="row">
            It is
            <select
              value={name}
              onChange={(e) => {
                setPicked(undefined);
                void relabel(set.id, picked, e.currentTarget.value);
              }}
            >
              {set.classes.map((c) => (
                <option key={c.name}>{c.name}</option>
              ))}
            </select>
          </label>
        </div>
      )}
    </div>
  );
}
