import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "../../api/http";
import { complain } from "../../app/messages";
import { deleteAll, deleteExample, deleteLastRound, now, restoreLastRound, setExample, undo } from "./live";
import { cell, many, read } from "./numbers";
import type { Example, ExamplePage, Output } from "./types";

const rows = 12;
const mostColumns = 24;
const pause = 200; // milliseconds between two askings while examples pour in

/** The examples, the newest first, a page at a time: however many there are, the page holds twelve. */
export function ExampleTable({ inputs, outputs }: { inputs: string[]; outputs: Output[] }) {
  const [page, setPage] = useState(0);
  const [edited, setEdited] = useState<number>();
  const n = now.value!;
  const last = Math.max(0, Math.ceil(n.examples / rows) - 1);
  const at = Math.min(page, last);
  const shown = useExamples(at, n.examples, n.changes);
  const columns = { inputs: inputs.slice(0, mostColumns), outputs: outputs.slice(0, mostColumns) };
  const isCut = inputs.length > mostColumns || outputs.length > mostColumns;
  const go = (to: number): void => {
    setEdited(undefined);
    setPage(Math.max(0, Math.min(last, to)));
  };
  return (
    <section class="card stack examples-card" aria-labelledby="examples-title">
      <div class="row">
        <h2 id="examples-title" class="grow">
          {n.examples === 0 ? "Examples" : many(n.examples, "example")}
        </h2>
        <div class="buttons">
          <button type="button" disabled={n.examples === 0 || n.isRecording} onClick={deleteLastRound}>
            Delete the last recording
          </button>
          <button type="button" disabled={!n.canRestore || n.isRecording} onClick={restoreLastRound}>
            Bring it back
          </button>
          <button type="button" disabled={n.undoable === undefined} title={n.undoable ? `Takes back ${n.undoable}` : undefined} onClick={undo}>
            Undo
          </button>
          <button type="button" class="danger" disabled={n.examples === 0 || n.isRecording} onClick={deleteAll}>
            Delete all
          </button>
        </div>
      </div>
      {n.undoable !== undefined && <p class="faint">Undo takes back {n.undoable}.</p>}
      {n.examples === 0 ? (
        <p class="faint">None yet. Set the outputs as they should be, press Record, and show it the inputs.</p>
      ) : (
        <>
          <div class="scroll" tabIndex={0} role="region" aria-label="Examples">
            <table class="plain examples-table">
              <thead>
                <tr>
                  <th scope="col" class="number">
                    No.
                  </th>
                  <th scope="col" class="number">
                    Recording
                  </th>
                  {columns.inputs.map((name) => (
                    <th key={`i ${name}`} scope="col" class="number">
                      {name}
                    </th>
                  ))}
                  {columns.outputs.map((o) => (
                    <th key={`o ${o.name}`} scope="col" class="number out">
                      {o.name}
                    </th>
                  ))}
                  <th scope="col">
                    <span class="visually-hidden">Change</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((e) =>
                  edited === e.id && !isCut ? (
                    <EditedRow key={e.id} example={e} inputs={inputs} outputs={outputs} onDone={() => setEdited(undefined)} />
                  ) : (
                    <tr key={e.id}>
                      <td class="number">{e.id}</td>
                      <td class="number">{e.round}</td>
                      {e.inputs.slice(0, mostColumns).map((x, i) => (
                        <td key={i} class="number">
                          {cell(x)}
                        </td>
                      ))}
                      {e.outputs.slice(0, mostColumns).map((x, i) => (
                        <td key={i} class="number out" title={x === null ? "Missing: recording was off for this output" : undefined}>
                          {cell(x)}
                        </td>
                      ))}
                      <td class="acts">
                        {!isCut && (
                          <button type="button" class="quiet" aria-label={`Edit example ${e.id}`} onClick={() => setEdited(e.id)}>
                            Edit
                          </button>
                        )}
                        <button type="button" class="quiet" aria-label={`Delete example ${e.id}`} onClick={() => deleteExample(e.id)}>
                          Delete
                        </button>
                      </td>
                    </tr>
                  ),
                )}
              </tbody>
            </table>
          </div>
          {isCut && <p class="faint">The first {mostColumns} inputs and outputs are shown.</p>}
          {last > 0 && (
            <nav class="row pages" aria-label="Pages of examples">
              <button type="button" disabled={at === 0} onClick={() => go(0)}>
                Newest
              </button>
              <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
                Newer
              </button>
              <span aria-live="polite">
                Page {(at + 1).toLocaleString("en-US")} of {(last + 1).toLocaleString("en-US")}
              </span>
              <button type="button" disabled={at === last} onClick={() => go(at + 1)}>
                Older
              </button>
              <button type="button" disabled={at === last} onClick={() => go(last)}>
                Oldest
              </button>
            </nav>
          )}
        </>
      )}
    </section>
  );
}

/** Those of a page; asked for anew when examples have changed, but one asking at a time. */
function useExamples(page: number, total: number, changes: number): Example[] {
  const [shown, setShown] = useState<Example[]>([]);
  const wanted = useRef({ page, total });
  const state = useRef({ isBusy: false, isStale: false, isGone: false });
  wanted.current = { page, total };

  const ask = async (): Promise<void> => {
    const s = state.current;
    if (s.isBusy) {
      s.isStale = true;
      return;
    }
    s.isBusy = true;
    do {
      s.isStale = false;
      const { page: at, total: count } = wanted.current;
      const end = count - at * rows;
      const start = Math.max(0, end - rows);
      try {
        if (end > 0) {
          const got = await get<ExamplePage>(`/api/live/examples?start=${start}&count=${end - start}`);
          if (!s.isGone) setShown(got.examples.reverse());
        } else setShown([]);
      } catch (e) {
        if (!s.isGone && now.value) complain(e);
      }
      await new Promise((done) => setTimeout(done, pause));
    } while (s.isStale && !s.isGone);
    s.isBusy = false;
  };

  useEffect(() => void ask(), [page, changes]);
  useEffect(
    () => () => {
      state.current.isGone = true;
    },
    [],
  );
  return shown;
}

/** An example's numbers, to be changed; an output that is left empty is missing. */
function EditedRow({ example, inputs, outputs, onDone }: { example: Example; inputs: string[]; outputs: Output[]; onDone: () => void }) {
  const names = [...inputs, ...outputs.map((o) => o.name)];
  const [texts, setTexts] = useState([...example.inputs, ...example.outputs].map((x) => (x === null ? "" : cell(x))));
  const numbers = texts.map((t, i) => (t.trim() === "" && i >= inputs.length ? NaN : read(t)));
  const isGood = numbers.every((x) => x !== undefined);
  const keep = (): void => {
    if (!isGood) return;
    // A number that was not touched stays as it is, to the last bit.
    const old = [...example.inputs, ...example.outputs];
    setExample(example.id, numbers.map((x, i) => (old[i] !== null && cell(old[i]!) === texts[i] ? old[i]! : x!)));
    onDone();
  };
  return (
    <tr class="edited">
      <td class="number">{example.id}</td>
      <td class="number">{example.round}</td>
      {names.map((name, i) => (
        <td key={i} class={`number ${i >= inputs.length ? "out" : ""}`}>
          <input
            aria-label={`${name} of example ${example.id}`}
            value={texts[i]}
            inputMode="decimal"
            autocomplete="off"
            aria-invalid={numbers[i] === undefined ? true : undefined}
            ref={i === 0 ? (e) => void (e && document.activeElement?.closest("tr") !== e.closest("tr") && e.focus()) : undefined}
            onInput={(e) => {
              const text = e.currentTarget.value;
              setTexts((all) => all.map((t, k) => (k === i ? text : t)));
            }}
            onKeyDown={(e) => {
              if (e.key === "Enter") keep();
              if (e.key === "Escape") onDone();
            }}
          />
        </td>
      ))}
      <td class="acts">
        <button type="button" class="primary" disabled={!isGood} onClick={keep}>
          Save
        </button>
        <button type="button" class="quiet" onClick={onDone}>
          Cancel
        </button>
      </td>
    </tr>
  );
}
