import { useState } from "preact/hooks";
import { get, patch, post, remove } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { attempt, say } from "../../app/messages";
import { hrefTo } from "../../app/router";
import { lastRun } from "../../app/state";
import { count, duration, percent, short } from "../../parts/numbers";
import { StatusBadge } from "../train/Status";

/** One run: what it is, how good it is, and what can be done with it. */
export function RunCard({ run, isPicked, onPick }: { run: RunSummary; isPicked: boolean; onPick: (is: boolean) => void }) {
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
