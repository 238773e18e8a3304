import { useState } from "preact/hooks";
import { PointPad } from "../../parts/PointPad";
import { MarkIcon } from "../../parts/Mark";
import type { SetDetail } from "../../parts/sets";
import { ClassName } from "./ClassName";
import { Learner } from "./Learner";
import { addClass, addPoint, deleteClass, deleteSample, recorded } from "./teach";

/** Points that one clicks. */
export function PointSet({ set }: { set: SetDetail }) {
  const { summary } = set;
  const [takesAway, setTakesAway] = useState(false);
  const names = summary.classes.map((c) => c.name);
  const active = takesAway ? undefined : (recorded.value ?? names[0]);
  return (
    <div class="split aside-right">
      <section class="card stack">
        <h2>Click points</h2>
        <div class="chips" role="radiogroup" aria-label="A click adds a point of">
          {summary.classes.map((c, i) => (
            <button
              key={c.name}
              type="button"
              role="radio"
              aria-checked={active === c.name}
              onClick={() => {
                recorded.value = c.name;
                setTakesAway(false);
              }}
            >
              <MarkIcon index={i} /> {c.name} <span class="faint">{c.count}</span>
            </button>
          ))}
          <button type="button" role="radio" aria-checked={takesAway} onClick={() => setTakesAway(true)}>
            Take away
          </button>
        </div>
        <div class="point-area">
          <PointPad
            label="Points"
            points={set.points ?? []}
            classes={names}
            active={active}
            onAdd={(x, y) => active !== undefined && void addPoint(summary.id, active, x, y)}
            onRemove={(p) => void deleteSample(summary.id, "points", p.number)}
          />
        </div>
        <details>
          <summary>Classes</summary>
          <ul class="class-names">
            {summary.classes.map((c, i) => (
              <li key={c.name} class="row">
                <MarkIcon index={i} />
                <ClassName set={summary.id} name={c.name} />
                <button type="button" class="quiet" disabled={c.count > 0 || names.length <= 2} title={c.count > 0 ? "It still has points" : undefined} onClick={() => void deleteClass(summary.id, c.name)} aria-label={`Delete class ${c.name}`}>
                  Delete
                </button>
              </li>
            ))}
          </ul>
          <button type="button" disabled={names.length >= 20} onClick={() => void addClass(summary.id, newName(names))}>
            Add a class
          </button>
        </details>
      </section>
      <Learner set={summary} />
    </div>
  );
}

/** A letter that no class has yet. */
export function newName(names: string[]): string {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  return letters.find((l) => !names.some((n) => n.toUpperCase() === l)) ?? `class ${names.length + 1}`;
}
