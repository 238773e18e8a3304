import { useState } from "preact/hooks";
import { hrefTo } from "../../app/router";
import { facts, runs } from "../../app/state";
import { CompareRuns } from "./CompareRuns";
import { RunCard } from "./RunCard";
import "./runs.css";
import { FromLink, TakeIn } from "./TakeIn";

/** Every run that was ever made here: to go back to, to compare, to take away. */
export default function RunsView() {
  const list = runs.value ?? [];
  const [picked, setPicked] = useState<string[]>([]);
  const shown = picked.filter((id) => list.some((r) => r.id === id));
  const pick = (id: string, is: boolean): void => setPicked((old) => (is ? [...old.filter((o) => o !== id), id].slice(-6) : old.filter((o) => o !== id)));
  return (
    <div class="stack runs">
      <div class="row">
        <h1 class="grow">Runs</h1>
        <TakeIn />
      </div>
      <FromLink />
      {list.length === 0 ? (
        <section class="card empty">
          <h2>Nothing here yet</h2>
          <p>Every network that you train is kept here, with its settings, its curves and its weights.</p>
          <div class="buttons">
            <a class="button primary" href={hrefTo("train")}>
              Train one
            </a>
          </div>
        </section>
      ) : (
        <>
          {shown.length > 0 && <CompareRuns ids={shown} onClear={() => setPicked([])} />}
          <ul class="run-list">
            {list.map((r) => (
              <RunCard key={r.id} run={r} isPicked={shown.includes(r.id)} onPick={(is) => pick(r.id, is)} />
            ))}
          </ul>
          <p class="faint">
            Kept as plain files in <code>{facts.value?.folder}</code>; <code>glia evaluate FOLDER/runs/ID/model.safetensors</code> and its fellows read them too.
          </p>
        </>
      )}
    </div>
  );
}
