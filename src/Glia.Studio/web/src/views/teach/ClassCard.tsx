import { useState } from "preact/hooks";
import { classColour, MarkIcon } from "../../parts/Mark";
import type { SetDetail } from "../../parts/sets";
import { Camera } from "./Camera";
import { ClassName } from "./ClassName";
import { DrawRecorder } from "./DrawRecorder";
import { Examples } from "./Examples";
import { PictureFiles } from "./PictureFiles";
import { deleteClass, recorded } from "./teach";

const ways = ["Draw", "Files", "Camera"] as const;
type Way = (typeof ways)[number];

/** One class: its name, its examples, and the ways to give it more. One class is recorded at a time. */
export function ClassCard({ set, index, most }: { set: SetDetail; index: number; most: number }) {
  const { summary } = set;
  const { name, count } = summary.classes[index]!;
  const [way, setWay] = useState<Way>(summary.side === 32 ? "Camera" : "Draw");
  const isOpen = recorded.value === name;
  return (
    <section class={`card stack class-card ${isOpen ? "open" : ""}`} aria-label={`Class ${name}`}>
      <div class="row">
        <MarkIcon index={index} />
        <ClassName set={summary.id} name={name} />
        <span class="tally" title={`${count} examples`}>
          <span class="meter" aria-hidden="true">
            <i style={{ width: `${(100 * count) / most}%`, background: classColour(index) }} />
          </span>
          <b>{count}</b>
        </span>
        <button type="button" aria-pressed={isOpen} onClick={() => (recorded.value = isOpen ? undefined : name)}>
          {isOpen ? "Recording" : "Record"}
        </button>
        <button type="button" class="quiet" disabled={summary.classes.length <= 2} aria-label={`Delete class ${name}`} onClick={() => void deleteClass(summary.id, name)}>
          Delete
        </button>
      </div>
      {isOpen && (
        <div class="recorder stack">
          <div class="chips" role="radiogroup" aria-label="How to record">
            {ways.map((w) => (
              <button key={w} type="button" role="radio" aria-checked={way === w} onClick={() => setWay(w)}>
                {w}
              </button>
            ))}
          </div>
          {way === "Draw" ? <DrawRecorder set={summary} name={name} /> : way === "Files" ? <PictureFiles set={summary} name={name} /> : <Camera set={summary} name={name} />}
        </div>
      )}
      <Examples set={summary} name={name} numbers={set.examples?.[name] ?? []} />
    </section>
  );
}
