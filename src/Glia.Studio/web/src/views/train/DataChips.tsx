import { facts } from "../../app/state";
import { choose, draft, faults } from "./draft";

const names: Record<string, string> = { and: "AND", or: "OR", xor: "XOR", line: "Line", circle: "Circle", blobs: "Blobs", spirals: "Spirals", plane: "Plane", generated: "Drawn digits", mnist: "MNIST" };

export interface SetFact {
  id: string;
  name: string;
  about: string;
}

/** What to learn from. */
export function DataChips({ sets, onNewPoints }: { sets: SetFact[]; onNewPoints?: () => void }) {
  const picked = draft.value["data"];
  const sources = facts.value?.data ?? [];
  const about = sources.find((d) => d.id === picked)?.about ?? sets.find((s) => `set:${s.id}` === picked)?.about;
  return (
    <section class="card stack" aria-labelledby="data-title">
      <h2 id="data-title">Data</h2>
      <div class="chips" role="radiogroup" aria-labelledby="data-title">
        {sources.map((d) => (
          <Chip key={d.id} id={d.id} label={names[d.id] ?? d.id} title={d.about} picked={picked} />
        ))}
        {sets.map((s) => (
          <Chip key={s.id} id={`set:${s.id}`} label={s.name} title={s.about} picked={picked} />
        ))}
        {onNewPoints && (
          <button type="button" onClick={onNewPoints}>
            Your own …
          </button>
        )}
      </div>
      {about && <p class="faint">{about.charAt(0).toUpperCase() + about.slice(1)}.</p>}
      {faults.value["data"] && <p class="bad">{faults.value["data"]}</p>}
    </section>
  );
}

function Chip({ id, label, title, picked }: { id: string; label: string; title: string; picked: string | undefined }) {
  return (
    <button type="button" role="radio" aria-checked={picked === id} title={title} onClick={() => choose(id)}>
      {label}
    </button>
  );
}
