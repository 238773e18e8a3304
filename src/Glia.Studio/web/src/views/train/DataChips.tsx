import { facts } from "../../app/state";
import { count } from "../../parts/numbers";
import type { SetSummary } from "../../parts/sets";
import { choose, draft, faults } from "./draft";

const names: Record<string, string> = { and: "AND", or: "OR", xor: "XOR", line: "Line", circle: "Circle", blobs: "Blobs", spirals: "Spirals", plane: "Plane", generated: "Drawn digits", mnist: "MNIST" };

/** What to learn from. */
export function DataChips({ sets, onNewPoints }: { sets: SetSummary[]; onNewPoints?: () => void }) {
  const picked = draft.value["data"];
  const sources = facts.value?.data ?? [];
  const about = sources.find((d) => d.id === picked)?.about ?? describe(sets.find((s) => s.data === picked));
  return (
    <section class="card stack" aria-labelledby="data-title">
      <h2 id="data-title">Data</h2>
      <div class="chips" role="radiogroup" aria-labelledby="data-title">
        {sources.map((d) => (
          <Chip key={d.id} id={d.id} label={names[d.id] ?? d.id} title={d.about} picked={picked} />
        ))}
        {sets.map((s) => (
          <Chip key={s.id} id={s.data} label={s.name} title={describe(s) ?? ""} picked={picked} preset={s.preset} />
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

const describe = (set: SetSummary | undefined): string | undefined => set && `${count(set.count)} examples of your own: ${set.classes.slice(0, 6).map((c) => c.name).join(", ")}${set.classes.length > 6 ? " …" : ""}${set.canTrain ? "" : "; too few to train on"}`;

function Chip({ id, label, title, picked, preset }: { id: string; label: string; title: string; picked: string | undefined; preset?: string }) {
  return (
    <button type="button" role="radio" aria-checked={picked === id} title={title} onClick={() => choose(id, preset)}>
      {label}
    </button>
  );
}
