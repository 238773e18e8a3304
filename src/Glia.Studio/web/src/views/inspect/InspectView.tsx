import { useEffect } from "preact/hooks";
import { post } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { attempt } from "../../app/messages";
import { go, hrefTo, route } from "../../app/router";
import { currentRun, digitRun, lastRun, runOf, runs } from "../../app/state";
import { RunPicker } from "../../parts/RunPicker";
import { Classes } from "./Classes";
import { Compare } from "./Compare";
import "./inspect.css";
import { Mistakes } from "./Mistakes";
import { Neurons } from "./Neurons";
import { Weights } from "./Weights";

const tabs = [
  ["mistakes", "Mistakes"],
  ["weights", "Weights"],
  ["neurons", "Neurons"],
  ["classes", "Classes"],
  ["compare", "Compare"],
] as const;
type Tab = (typeof tabs)[number][0];

/** What a network has learnt: where it is wrong, what its weights look like, what its neurons answer to. */
export default function InspectView() {
  const id = route.value.id;
  const run = id ? runOf(id) : (runOf(lastRun.value) ?? digitRun.value ?? currentRun.value);
  useEffect(() => {
    if (run) lastRun.value = run.id;
  }, [run?.id]);
  if (!run) return <Empty isGone={id !== undefined && (runs.value?.length ?? 0) > 0} />;
  const other = route.value.query.get("with") ?? undefined;
  const wanted = route.value.query.get("tab");
  const tab: Tab = tabs.find(([t]) => t === wanted)?.[0] ?? (other ? "compare" : "mistakes");
  return (
    <div class="inspect stack">
      <div class="row">
        <h1 class="grow">Inspect</h1>
        <RunPicker value={run.id} onPick={(picked) => go("inspect", picked, tab === "mistakes" ? undefined : { tab })} />
      </div>
      <nav class="chips" aria-label="What to look at">
        {tabs.map(([name, title]) => (
          <a key={name} class="button" href={hrefTo("inspect", run.id, name === "compare" && other ? { tab: name, with: other } : { tab: name })} aria-current={tab === name ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      {run.epoch === 0 && run.shape !== "" && (
        <p class="faint">
          This network has not learnt anything yet: what is seen are its random starting weights. <a href={hrefTo("train", run.id)}>Train it first.</a>
        </p>
      )}
      {run.shape === "" ? <p class="loading">{run.message ?? "This network is being prepared."}</p> : <Shown key={`${run.id}/${tab}`} run={run} tab={tab} other={other} />}
    </div>
  );
}

function Shown({ run, tab, other }: { run: RunSummary; tab: Tab; other: string | undefined }) {
  if (tab === "weights") return <Weights run={run} />;
  if (tab === "neurons") return <Neurons run={run} />;
  if (tab === "classes") return <Classes run={run} />;
  if (tab === "compare") return <Compare run={run} other={other} />;
  return <Mistakes run={run} />;
}

function Empty({ isGone }: { isGone: boolean }) {
  const make = async (): Promise<void> => {
    const run = await attempt(() => post<RunSummary>("/api/runs", { settings: { data: "generated" } }));
    if (!run) return;
    await attempt(() => post(`/api/runs/${run.id}/play`, {}));
    go("inspect", run.id);
  };
  return (
    <div class="inspect">
      <h1>Inspect</h1>
      <section class="card empty">
        <p>{isGone ? "There is no run of that name any more." : "There is no network yet to look into."}</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => void make()}>
            Train one that reads digits
          </button>
          {isGone && (
            <a class="button" href={hrefTo("inspect")}>
              Another run
            </a>
          )}
        </div>
      </section>
    </div>
  );
}
