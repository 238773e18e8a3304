import { useState } from "preact/hooks";
import { post } from "../../api/http";
import { attempt } from "../../app/messages";
import { Choice, TextField } from "../../parts/Field";
import { keepSet, type SetSummary } from "../../parts/sets";
import { OpenFile } from "./OpenFile";

interface Kind {
  name: string;
  about: string;
  classes: string;
  made: { kind: string; fit?: string; side?: number };
}

const kinds: Record<string, Kind> = {
  drawings: { name: "My drawings", about: "Signs, letters, doodles. What is drawn is found, and brought to one size: where and how large you draw does not matter.", classes: "A, B, C", made: { kind: "pictures", fit: "digit" } },
  digits: { name: "My digits", about: "Your own handwriting, ten classes from 0 to 9, framed as the digits are that networks usually learn.", classes: "0, 1, 2, 3, 4, 5, 6, 7, 8, 9", made: { kind: "pictures", fit: "digit" } },
  "drawings as drawn": { name: "My drawings", about: "The whole square as you drew it, made smaller: for what differs in size or place.", classes: "left, right", made: { kind: "pictures", fit: "whole", side: 28 } },
  "pictures or camera": { name: "My pictures", about: "Pictures from files or from the camera, in grey, 32 × 32 pixels: things before a plain wall, gestures, faces.", classes: "A, B, C", made: { kind: "pictures", fit: "whole", side: 32 } },
  points: { name: "My points", about: "Points that you click on a square. A network of two inputs learns to tell them apart, and you see its map.", classes: "A, B", made: { kind: "points" } },
};

/** What a set is to hold. */
export function NewSet({ onMade, isFirst }: { onMade: (id: string) => void; isFirst: boolean }) {
  const [kind, setKind] = useState("drawings");
  const [name, setName] = useState<string>();
  const [classes, setClasses] = useState<string>();
  const chosen = kinds[kind]!;
  const names = (classes ?? chosen.classes).split(",").map((c) => c.trim()).filter((c) => c !== "");
  const pick = (next: string): void => {
    setKind(next);
    setClasses(undefined);
    setName(undefined);
  };
  const make = async (e: Event): Promise<void> => {
    e.preventDefault();
    const set = await attempt(() => post<SetSummary>("/api/sets", { name: name || chosen.name, classes: names, ...chosen.made }));
    if (!set) return;
    keepSet(set);
    onMade(set.id);
  };
  return (
    <section class="card stack new-set">
      <div>
        <h2>{isFirst ? "Teach a network something of your own" : "A new set"}</h2>
        <p class="faint">Give ten examples of each thing. The network learns to tell them apart in a second or two, on this computer; nothing leaves it.</p>
      </div>
      <form class="stack" onSubmit={make}>
        <div class="fields">
          <Choice label="Examples are" value={kind} options={Object.keys(kinds)} onChange={pick} />
          <TextField label="Name" value={name ?? chosen.name} onChange={setName} />
        </div>
        <p class="faint">{chosen.about}</p>
        <TextField label="Classes, 2 to 20, with commas between" value={classes ?? chosen.classes} onChange={setClasses} error={names.length < 2 ? "Name at least two." : names.length > 20 ? "At most 20." : undefined} />
        <div class="buttons">
          <button type="submit" class="primary" disabled={names.length < 2 || names.length > 20}>
            Make the set
          </button>
        </div>
      </form>
      <div>
        <h3>Or open a file</h3>
        <p class="faint">
          A table as CSV, a line for each sample: the class, then its values. Or a zip file: a folder of PNG pictures for each class, or a set that was exported here.
        </p>
        <OpenFile onMade={onMade} />
      </div>
    </section>
  );
}
