import { useEffect, useState } from "preact/hooks";
import { post } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { attempt } from "../../app/messages";
import { go, route } from "../../app/router";
import { facts, lastRun, runOf } from "../../app/state";
import { Copyable } from "../../parts/Copyable";
import { loadSets, sets } from "../../parts/sets";
import { Controls, paceOf } from "./Controls";
import { Curves } from "./Curves";
import { DataChips } from "./DataChips";
import { DecisionMap } from "./DecisionMap";
import { draft, faults, isSame, plan } from "./draft";
import { NetworkGraph, type WeightAt } from "./NetworkGraph";
import { SettingsForm } from "./SettingsForm";
import { Diverged, Outcome, Status, StatusBadge } from "./Status";
import "./train.css";
import { Preview } from "./Preview";
import { useRun, type LiveRun } from "./useRun";
import { WeightEditor } from "./WeightEditor";
import { Welcome } from "./Welcome";

/** Build a network and watch it learn. */
export default function TrainView() {
  const id = route.value.id ?? (runOf(lastRun.value) ? lastRun.value : undefined);
  const live = useRun(id);
  const run = live.update?.summary ?? live.detail?.summary;

  useEffect(() => void loadSets(), []);

  // Whoever opens a run finds its settings in the form.
  const settings = live.detail?.settings;
  useEffect(() => {
    if (settings) draft.value = { ...settings };
  }, [live.detail?.summary.id]);

  const isNew = !run || !settings || !isSame(draft.value, settings);
  return (
    <div class={`train ${isNew ? "" : "is-live"}`}>
      <div class="row head">
        <h1 class="grow">{run && !isNew ? run.name : "Train a network"}</h1>
        {run && !isNew && <StatusBadge run={run} />}
      </div>
      <Welcome />
      <div class="split aside-left">
        <Form />
        <div class="stack">{isNew ? <Begin old={run} onBack={() => settings && (draft.value = { ...settings })} /> : <Live live={live} run={run} />}</div>
      </div>
    </div>
  );
}

/** Data and settings. A component of its own, without properties: it is not made anew with every message of a training. (A kept piece of the tree would keep every tree since.) */
function Form() {
  return (
    <div class="stack">
      <DataChips sets={(sets.value ?? []).filter((s) => s.count > 0)} onNewPoints={() => go("teach", "new")} />
      <SettingsForm />
    </div>
  );
}

/** A training that is not begun yet: what it will be, and the button. */
function Begin({ old, onBack }: { old: RunSummary | undefined; onBack: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const begin = async (plays: boolean): Promise<void> => {
    setBusy(true);
    const made = await attempt(() => post<RunSummary>("/api/runs", { settings: draft.value }));
    setBusy(false);
    if (!made) return;
    go("train", made.id);
    const kind = facts.value?.data.find((d) => d.id === draft.value["data"])?.kind ?? sets.value?.find((s) => s.data === draft.value["data"])?.dataKind ?? made.kind;
    if (plays) await attempt(() => post(`/api/runs/${made.id}/play`, paceOf(kind)));
  };
  const isFaulty = Object.keys(faults.value).length > 0;
  return (
    <section class="card begin stack">
      <p class="lead">{plan.value ? `${plan.value.settings["layers"] === "none" ? "No hidden layer" : `Hidden layers: ${plan.value.settings["layers"]}`}, ${plan.value.settings["epochs"]} epochs.` : ""}</p>
      <div class="buttons">
        <button type="button" class="primary big" disabled={isBusy || isFaulty} onClick={() => void begin(true)}>
          ▶ Train
        </button>
        <button type="button" disabled={isBusy || isFaulty} onClick={() => void begin(false)}>
          Make it, and step by hand
        </button>
        {old && (
          <button type="button" class="quiet" onClick={onBack}>
            Back to {old.name}
          </button>
        )}
      </div>
      {isFaulty && <p class="bad">Mend what is marked first.</p>}
      <Preview />
    </section>
  );
}

function Live({ live, run }: { live: LiveRun; run: RunSummary }) {
  const [picked, setPicked] = useState<WeightAt>();
  const rate = Number(plan.value?.settings["lr"] ?? "0.1");
  const isMap = live.map && run.kind === "points";
  return (
    <>
      <section class="card stack" aria-label="Training">
        <Controls run={run} />
        <Status run={run} progress={live.update?.progress} />
      </section>
      {live.update && <Diverged update={live.update} rate={rate} />}
      {isMap && (
        <section class="card stack" aria-label="The network and its answers">
          <div class="playground">
            <NetworkGraph map={live.map!} picked={picked} onPick={setPicked} />
            <DecisionMap map={live.map!} points={live.points} classes={run.classes} size={320} accuracy={run.accuracy} />
          </div>
          {live.map!.weights.length > 0 && <WeightEditor run={run.id} map={live.map!} picked={picked} onPick={setPicked} />}
        </section>
      )}
      {run.status === "done" && live.detail?.summary.status === "done" && <Outcome detail={live.detail} />}
      {live.curve.epochs.length > 1 && (
        <section class="card" aria-label="Curves">
          <Curves curve={live.curve} />
        </section>
      )}
      {live.detail && <Repeat live={live} />}
    </>
  );
}

/** What repeats the run without the studio. */
function Repeat({ live }: { live: LiveRun }) {
  const { command, code, notes, lines, summary } = live.detail!;
  return (
    <section class="card">
      <details>
        <summary>
          {summary.shape}, {lines[0]}: the command and the program that repeat it
        </summary>
        {command && (
          <>
            <h3>As a command</h3>
            <Copyable text={command} what="The command" wrap />
          </>
        )}
        <h3>As a C# program</h3>
        <Copyable text={code} what="The program" />
        {notes.length > 0 && (
          <>
            <h3>Done by hand, and not in these</h3>
            <ul>
              {notes.map((n, i) => (
                <li key={i}>{n}</li>
              ))}
            </ul>
          </>
        )}
      </details>
    </section>
  );
}
