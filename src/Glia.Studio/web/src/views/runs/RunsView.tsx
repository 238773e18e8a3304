import { useEffect, useState } from "preact/hooks";
import { get, patch, post, remove, send } from "../../api/http";
import type { RunDetail, RunSummary } from "../../api/types";
import { attempt, say } from "../../app/messages";
import { go, hrefTo, route } from "../../app/router";
import { facts, lastRun, runs } from "../../app/state";
import { Copyable } from "../../parts/Copyable";
import { count, duration, percent, short } from "../../parts/numbers";
import { StatusBadge } from "../train/Status";
import { ComparedCurves } from "./ComparedCurves";
import "./runs.css";

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
          {shown.length > 0 && <Compare ids={shown} onClear={() => setPicked([])} />}
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

function RunCard({ run, isPicked, onPick }: { run: RunSummary; isPicked: boolean; onPick: (is: boolean) => void }) {
  const [name, setName] = useState<string>();
  const rename = async (): Promise<void> => {
    if (name !== undefined && name.trim() && name !== run.name) await attempt(() => patch(`/api/runs/${run.id}`, { name }));
    setName(undefined);
  };
  const score = run.testAccuracy ?? run.validationAccuracy ?? run.accuracy;
  return (
    <li class="card run">
      <div class="row">
        <input type="checkbox" aria-label={`Compare ${run.name}`} checked={isPicked} onChange={(e) => onPick(e.currentTarget.checked)} />
        {name === undefined ? (
          <h2 class="grow">
            <a href={hrefTo("train", run.id)}>{run.name}</a>
          </h2>
        ) : (
          <form
            class="grow"
            onSubmit={(e) => {
              e.preventDefault();
              void rename();
            }}
          >
            <input aria-label="Name" value={name} maxLength={80} ref={(el) => el?.focus()} onInput={(e) => setName(e.currentTarget.value)} onBlur={() => void rename()} onKeyDown={(e) => e.key === "Escape" && setName(undefined)} />
          </form>
        )}
        <StatusBadge run={run} />
      </div>
      <p class="facts-line">
        {run.shape || "–"} · {run.data || run.dataId} · {count(run.epoch)} {run.epoch === 1 ? "epoch" : "epochs"}
        {run.seconds > 0 && <> · {duration(run.seconds)}</>} · {new Date(run.created).toLocaleString()}
      </p>
      {run.message && <p class={run.status === "failed" ? "bad" : "faint"}>{run.message}</p>}
      <div class="row">
        <span class="score grow">
          {score !== undefined && (
            <>
              <b>{percent(score, 2)}</b> right {run.testAccuracy !== undefined ? "in the test" : run.validationAccuracy !== undefined ? "of what is held out" : "in training"}
            </>
          )}
          {score === undefined && run.loss !== undefined && <>loss {short(run.loss)}</>}
        </span>
        <div class="buttons">
          {(run.kind === "digits" || run.kind === "pictures") && run.epoch > 0 && (
            <a class="button" href={hrefTo("draw", run.id)}>
              Draw
            </a>
          )}
          {run.epoch > 0 && (
            <a class="button" href={hrefTo("inspect", run.id)}>
              Inspect
            </a>
          )}
          <More run={run} onRename={() => setName(run.name)} />
        </div>
      </div>
    </li>
  );
}

function More({ run, onRename }: { run: RunSummary; onRename: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const canTake = run.status !== "failed" && run.status !== "preparing";
  const destroy = async (): Promise<void> => {
    if (!(await attempt(async () => (await remove(`/api/runs/${run.id}`), true)))) return;
    if (lastRun.value === run.id) lastRun.value = "";
    say(`“${run.name}” was deleted.`, { label: "Undo", run: () => void attempt(() => post(`/api/runs/${run.id}/restore`)) });
  };
  return (
    <>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        More …
      </button>
      {isOpen && (
        <div class="more-actions buttons">
          <button type="button" onClick={onRename}>
            Rename
          </button>
          {canTake && (
            <>
              <button type="button" onClick={() => void copyLink(run)}>
                Copy a link with its weights
              </button>
              <a class="button" href={`/api/runs/${run.id}/share`} download>
                Save as one file
              </a>
              <a class="button" href={`/api/runs/${run.id}/export/onnx`} download>
                ONNX
              </a>
              <a class="button" href={`/api/runs/${run.id}/export/cs`} download>
                C# file
              </a>
            </>
          )}
          <button type="button" class="danger" onClick={() => void destroy()}>
            Delete
          </button>
        </div>
      )}
    </>
  );
}

async function copyLink(run: RunSummary): Promise<void> {
  const link = await attempt(() => get<{ text?: string }>(`/api/runs/${run.id}/link`));
  if (!link) return;
  if (!link.text) {
    say("Its weights are too many for a link. Save it as one file, and send that.");
    return;
  }
  const address = `${location.origin}/#/runs?import=${link.text}`;
  try {
    await navigator.clipboard.writeText(address);
    say("The link is in the clipboard. It opens the run, weights and all, in any Glia studio: there, put its own address in front of #.");
  } catch {
    say(address);
  }
}

/** Takes in a file that somebody shared, or a model that glia train made. */
function TakeIn() {
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const made = await attempt(() => send<RunSummary>("/api/runs/import", file, "application/octet-stream"));
    if (!made) return;
    say(`“${made.name}” was taken in.`);
    go("train", made.id);
  };
  return (
    <label class="button">
      Take in a file …
      <input
        class="visually-hidden"
        type="file"
        accept=".safetensors"
        onChange={(e) => {
          void take(e.currentTarget.files?.[0]);
          e.currentTarget.value = "";
        }}
      />
    </label>
  );
}

/** A run that came in a link is taken in only when the person says so. */
function FromLink() {
  const text = route.value.query.get("import");
  if (!text) return null;
  const take = async (): Promise<void> => {
    const made = await attempt(() => send<RunSummary>("/api/runs/import", new Blob([text]), "text/plain"));
    go("train", made?.id);
  };
  return (
    <section class="card" role="alert">
      <h2>A run came with this link</h2>
      <p>It is data only: settings, curves and weights. Take it in?</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void take()}>
          Take it in
        </button>
        <button type="button" onClick={() => go("runs")}>
          Leave it
        </button>
      </div>
    </section>
  );
}

function Compare({ ids, onClear }: { ids: string[]; onClear: () => void }) {
  const [details, setDetails] = useState<RunDetail[]>([]);
  useEffect(() => {
    let isWanted = true;
    void attempt(() => Promise.all(ids.map((id) => get<RunDetail>(`/api/runs/${id}`)))).then((d) => isWanted && d && setDetails(d));
    return () => {
      isWanted = false;
    };
  }, [ids.join()]);
  const [first, second] = details;
  return (
    <section class="card stack" aria-labelledby="compare-title">
      <div class="row">
        <h2 id="compare-title" class="grow">
          {ids.length === 1 ? "One run picked" : `${ids.length} runs side by side`}
        </h2>
        {ids.length === 2 && first && second && (
          <a class="button primary" href={hrefTo("inspect", first.summary.id, { with: second.summary.id })}>
            Where do they disagree?
          </a>
        )}
        <button type="button" class="quiet" onClick={onClear}>
          Clear
        </button>
      </div>
      {ids.length === 1 ? <p class="faint">Pick one more to compare them.</p> : <ComparedCurves details={details} />}
      {details.length > 0 && <Table details={details} />}
      {details.length === 1 && details[0]!.command && <Copyable text={details[0]!.command} what="The command" wrap />}
    </section>
  );
}

function Table({ details }: { details: RunDetail[] }) {
  const names = [...new Set(details.flatMap((d) => Object.keys(d.settings)))].sort();
  const rows: [string, (d: RunDetail) => string][] = [
    ["network", (d) => d.summary.shape],
    ...names.map((n): [string, (d: RunDetail) => string] => [n, (d) => d.settings[n] ?? "as usual"]),
    ["epochs done", (d) => count(d.summary.epoch)],
    ["loss", (d) => short(d.summary.loss)],
    ["right in training", (d) => percent(d.summary.accuracy, 2)],
    ["right, held out", (d) => percent(d.summary.validationAccuracy, 2)],
    ["right in the test", (d) => percent(d.summary.testAccuracy, 2)],
    ["time", (d) => duration(d.summary.seconds)],
  ];
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Settings and scores">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col" />
            {details.map((d) => (
              <th scope="col" key={d.summary.id}>
                {d.summary.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, of]) => {
            const cells = details.map(of);
            const differs = new Set(cells).size > 1;
            return (
              <tr key={title}>
                <th scope="row">{title}</th>
                {cells.map((c, i) => (
                  <td key={i} class={differs ? "differs" : ""}>
                    {c}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
