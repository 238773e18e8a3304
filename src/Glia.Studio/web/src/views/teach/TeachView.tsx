import { useEffect } from "preact/hooks";
import { kept } from "../../app/kept";
import { go, route } from "../../app/router";
import { loadSets, sets } from "../../parts/sets";
import { NewSet } from "./NewSet";
import { PictureSet } from "./PictureSet";
import { PointSet } from "./PointSet";
import { SetHead } from "./SetHead";
import { detail, open } from "./teach";
import { TableSet } from "./TableSet";
import "./teach.css";

const lastSet = kept<string>("set", "", (v) => typeof v === "string");

/** Examples of one's own: record them, see every one, train on them, and try the network at once. */
export default function TeachView() {
  const list = sets.value;
  const asked = route.value.id;
  const isNew = asked === "new" || (list?.length === 0 && !asked);
  const id = isNew ? undefined : (asked ?? list?.find((s) => s.id === lastSet.value)?.id ?? list?.[0]?.id);
  useEffect(() => void loadSets(), [asked]); // a set may have been made elsewhere
  useEffect(() => {
    if (!id) return;
    lastSet.value = id;
    void open(id);
  }, [id]);
  const set = detail.value;
  const pick = (chosen: string): void => go("teach", chosen);
  return (
    <div class="stack teach">
      <div class="row">
        <h1 class="grow">Teach</h1>
        {list && list.length > 0 && (
          <>
            <label class="set-picker">
              <span class="visually-hidden">Data set</span>
              <select value={isNew ? "" : id} onChange={(e) => e.currentTarget.value && pick(e.currentTarget.value)}>
                {isNew && <option value="">A new one</option>}
                {list.map((s) => (
                  <option key={s.id} value={s.id}>
                    {s.name}
                  </option>
                ))}
              </select>
            </label>
            {!isNew && <a class="button" href="#/teach/new">New set</a>}
          </>
        )}
      </div>
      {isNew ? (
        <NewSet onMade={pick} isFirst={list?.length === 0} />
      ) : !list || set?.summary.id !== id || !set ? (
        <p class="loading">Loading …</p>
      ) : (
        <>
          <SetHead set={set} />
          {set.points ? <PointSet set={set} /> : set.table ? <TableSet set={set} /> : <PictureSet set={set} />}
        </>
      )}
    </div>
  );
}
