import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { complain } from "../../app/messages";
import { PageView } from "../../parts/PageView";
import { count, percent } from "../../parts/numbers";
import { LookState } from "./LookState";
import { Matrix, type CellAt } from "./Matrix";
import { nameOf, Samples } from "./Samples";
import type { CellView, MistakesView } from "./types";
import { useLook } from "./useLook";

/** Right and wrong answers to the test data. */
export function Mistakes({ run }: { run: RunSummary }) {
  const looked = useLook<MistakesView>(run.id, "mistakes");
  return (
    <LookState run={run} looked={looked}>
      {(view) => (view.classes.length > 0 ? <OfClasses run={run} view={view} /> : <PageCard title="How far off it is" page={view.figures} />)}
    </LookState>
  );
}

function OfClasses({ run, view }: { run: RunSummary; view: MistakesView }) {
  const [cell, setCell] = useState<CellAt>();
  const wrong = view.look.count - view.right;
  return (
    <>
      <div class="split even">
        <section class="card">
          <h2>Which class is taken for which</h2>
          <p class="faint">{view.counts ? "Down: what it is. Across: what it was taken for. Choose a number to see its samples." : "The pairs mixed up most. Choose one to see its samples."}</p>
          {view.counts ? <Matrix view={view} picked={cell} onPick={setCell} /> : <Pairs view={view} onPick={setCell} />}
        </section>
        <div class="stack">
          <section class="card" aria-live="polite">
            {cell ? <Cell key={`${cell.actual}-${cell.predicted}`} run={run.id} view={view} cell={cell} /> : <p class="faint">Choose a number of the matrix, and the samples behind it are here.</p>}
          </section>
          <PageCard title="How much is right" page={view.figures} />
        </div>
      </div>
      <section class="card">
        <h2>{wrong === 0 ? "No mistakes" : wrong > view.worst.length ? `The ${view.worst.length} worst of ${count(wrong)} mistakes` : "Its mistakes, the worst first"}</h2>
        {wrong === 0 ? <p>All {count(view.look.count)} are right.</p> : <p class="faint">What it is → what it said, and how sure it was of that.</p>}
        <Samples run={run.id} view={view} samples={view.worst} tellsClasses />
      </section>
      <details class="card">
        <summary>Every class: precision, recall, F1</summary>
        {view.perClass && <PageView page={view.perClass} heading={false} />}
      </details>
      <details class="card">
        <summary>How sure it may be: reliability</summary>
        {view.sureness && <PageView page={view.sureness} heading={false} />}
      </details>
    </>
  );
}

function PageCard({ title, page }: { title: string; page: MistakesView["figures"] }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <PageView page={page} heading={false} />
    </section>
  );
}

/** Too many classes for a matrix: the pairs mixed up most. */
function Pairs({ view, onPick }: { view: MistakesView; onPick: (cell: CellAt) => void }) {
  return (
    <div class="chips">
      {view.pairs!.map((p) => (
        <button key={`${p.actual}-${p.predicted}`} type="button" onClick={() => onPick(p)}>
          {view.classes[p.actual]} → {nameOf(view, p.predicted)}: {count(p.count)}
        </button>
      ))}
    </div>
  );
}

/** The samples behind one cell. */
function Cell({ run, view, cell }: { run: string; view: MistakesView; cell: CellAt }) {
  const [found, setFound] = useState<CellView>();
  const [from, setFrom] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    get<CellView>(`/api/runs/${run}/look/mistakes/cell?actual=${cell.actual}&predicted=${cell.predicted}&from=${from}`, leaving.signal).then(
      (more) => setFound((f) => (f && from > 0 ? { ...more, samples: [...f.samples, ...more.samples] } : more)),
      complain,
    );
    return () => leaving.abort();
  }, [run, cell.actual, cell.predicted, from]);
  if (!found) return <p class="loading">Loading …</p>;
  const isRight = cell.actual === cell.predicted;
  const total = view.counts?.[cell.actual]?.reduce((a, b) => a + b, 0);
  return (
    <>
      <h2>
        {count(found.total)} × {view.classes[cell.actual]} {isRight ? "found" : `taken for ${nameOf(view, cell.predicted)}`}
      </h2>
      <p class="faint">
        {total ? `${percent(found.total / total)} of all that are ${view.classes[cell.actual]}. ` : ""}
        {isRight ? "Those it is least sure of first." : "Those it is surest of first."}
      </p>
      <Samples run={run} view={view} samples={found.samples} />
      {found.samples.length < found.total && (
        <button type="button" onClick={() => setFrom(found.samples.length)}>
          More of them
        </button>
      )}
    </>
  );
}
