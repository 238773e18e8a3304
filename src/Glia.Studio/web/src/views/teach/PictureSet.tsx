import { count } from "../../parts/numbers";
import type { SetDetail } from "../../parts/sets";
import { ClassCard } from "./ClassCard";
import { Learner } from "./Learner";
import { newName } from "./PointSet";
import { addClass } from "./teach";
import { TryOut } from "./TryOut";

/** Pictures of classes: record them, see them all, train, try. */
export function PictureSet({ set }: { set: SetDetail }) {
  const { summary } = set;
  const most = Math.max(1, ...summary.classes.map((c) => c.count));
  return (
    <div class="split aside-right">
      <div class="stack">
        {summary.classes.map((c, i) => (
          <ClassCard key={c.name} set={set} index={i} most={most} />
        ))}
        <div class="buttons">
          <button type="button" disabled={summary.classes.length >= 20} onClick={() => void addClass(summary.id, newName(summary.classes.map((c) => c.name)))}>
            Add a class
          </button>
          <span class="faint">
            {summary.classes.length} classes, {count(summary.count)} {summary.count === 1 ? "example" : "examples"}
          </span>
        </div>
      </div>
      <div class="stack">
        <Learner set={summary} />
        <TryOut set={summary} />
      </div>
    </div>
  );
}
