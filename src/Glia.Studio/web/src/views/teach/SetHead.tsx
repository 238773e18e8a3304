import { useState } from "preact/hooks";
import { patch, post, remove } from "../../api/http";
import { attempt, say } from "../../app/messages";
import { go } from "../../app/router";
import { count } from "../../parts/numbers";
import { dropSet, keepSet, setPath, type SetDetail, type SetSummary } from "../../parts/sets";
import { detail } from "./teach";

const what = (s: SetSummary): string =>
  s.kind === "points" ? "points on a square" : s.kind === "table" ? "rows of a table" : `pictures of ${s.side} × ${s.side} pixels, ${s.fit === "digit" ? "the ink found and framed like digits" : "as they are"}`;

/** The set's name, what it is, and what can be done with all of it. */
export function SetHead({ set }: { set: SetDetail }) {
  const { summary } = set;
  const [name, setName] = useState<string>();
  const rename = async (): Promise<void> => {
    const wanted = name?.trim();
    setName(undefined);
    if (!wanted || wanted === summary.name) return;
    const changed = await attempt(() => patch<SetSummary>(setPath(summary.id), { name: wanted }));
    if (!changed) return;
    keepSet(changed);
    detail.value = { ...set, summary: changed };
  };
  const drop = async (): Promise<void> => {
    const done = await attempt(async () => {
      await remove(setPath(summary.id));
      return true;
    });
    if (!done) return;
    dropSet(summary.id);
    go("teach");
    say(`${summary.name} was deleted.`, { label: "Undo", run: () => void restore(summary.id) });
  };
  return (
    <section class="card row set-head" aria-label="The set">
      <div class="grow">
        <input
          class="title"
          aria-label="Name of the set"
          value={name ?? summary.name}
          maxLength={80}
          onInput={(e) => setName(e.currentTarget.value)}
          onBlur={() => void rename()}
          onKeyDown={(e) => e.key === "Enter" && e.currentTarget.blur()}
        />
        <p class="faint">
          {count(summary.count)} {what(summary)}
        </p>
      </div>
      <div class="buttons">
        <a class="button" href={setPath(summary.id, "/export")} download={`${summary.id}.zip`}>
          Export as zip
        </a>
        <button type="button" class="danger" onClick={() => void drop()}>
          Delete the set
        </button>
      </div>
    </section>
  );
}

async function restore(id: string): Promise<void> {
  const back = await attempt(() => post<SetSummary>(setPath(id, "/restore")));
  if (!back) return;
  keepSet(back);
  go("teach", id);
}
