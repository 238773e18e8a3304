import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RunSummary } from "../../api/types";
import { post } from "../../api/http";
import { attempt } from "../../app/messages";
import { go, route } from "../../app/router";
import { digitRun, lastRun, runOf, runs } from "../../app/state";
import { RunPicker } from "../../parts/RunPicker";
import { Answer } from "./Answer";
import { usePictures } from "./dropped";
import { follow } from "./follow";
import { NetworkPicture } from "./NetworkPicture";
import { NeuronPanel } from "./NeuronPanel";
import { PageReader } from "./PageReader";
import { Paper } from "./Paper";
import { Stages } from "./Stages";
import { WhyPanel } from "./WhyPanel";
import { facts, look, trouble, choose } from "./look";
import "./draw.css";

const fits = (r: RunSummary): boolean => (r.kind === "digits" || r.kind === "pictures") && r.classes.length > 1 && r.status !== "failed";

/** Draw a digit, and see the signal run through every layer. */
export default function DrawView() {
  const run = useComputed(() => {
    const named = runOf(route.value.id), last = runOf(lastRun.value);
    return named ?? (last && fits(last) ? last : (digitRun.value ?? runs.value?.find(fits)));
  });
  const r = run.value;
  if (!r) return <Nothing />;
  return (
    <div class="draw stack">
      <div class="row">
        <h1 class="grow">Draw</h1>
        <RunPicker value={r.id} onPick={(id) => go("draw", id)} fits={(one) => fits(one) || one.id === r.id} />
      </div>
      {fits(r) ? <Room key={r.id} run={r} /> : <Unfit run={r} />}
    </div>
  );
}

function Nothing() {
  const isBusy = useSignal(false);
  const make = async (): Promise<void> => {
    isBusy.value = true;
    const made = await attempt(() => post<RunSummary>("/api/runs", { settings: { data: "generated" } }));
    if (made && (await attempt(() => post(`/api/runs/${made.id}/play`, {})))) {
      lastRun.value = made.id;
      go("draw", made.id);
    }
    isBusy.value = false;
  };
  return (
    <div class="draw stack">
      <h1>Draw</h1>
      <div class="card empty">
        <h2>There is no network that reads digits yet</h2>
        <p>One can be trained here and now, on digits that Glia draws itself. You can draw while it learns, and watch it get better at reading your hand.</p>
        <div class="buttons">
          <button type="button" class="primary" disabled={isBusy.value} onClick={make}>
            {isBusy.value ? "Preparing …" : "Train one now"}
          </button>
          <a class="button" href="#/train">
            Choose the settings
          </a>
        </div>
      </div>
    </div>
  );
}

function Unfit({ run }: { run: RunSummary }) {
  return (
    <div class="card empty">
      <h2>{run.status === "failed" ? "This network could not be made" : "This network does not look at pictures"}</h2>
      <p>{run.status === "failed" ? run.message : `${run.name} takes ${run.inputs} numbers. Choose one that was trained on digits or other pictures.`}</p>
      <div class="buttons">
        <a class="button" href={`#/train/${run.id}`}>
          See it in Train
        </a>
      </div>
    </div>
  );
}

function Room({ run }: { run: RunSummary }) {
  const isReady = run.status !== "preparing";
  useEffect(() => {
    if (!isReady) return;
    void choose(run.id);
    return follow(run.id);
  }, [run.id, isReady]);
  usePictures();
  if (!isReady) return <p class="loading">{run.message ?? "The data are being prepared …"}</p>;
  if (!facts.value) return trouble.value ? <p class="card bad">{trouble.value}</p> : <p class="loading">Loading …</p>;
  return (
    <>
      <div class="theatre">
        <Paper run={run} />
        <section class="card stage" aria-label="The network">
          <NetworkPicture />
          <Legend />
        </section>
        <Answer run={run} />
      </div>
      <PageReader />
      <WhyPanel />
      <NeuronPanel />
      {look.value && (
        <section class="card" aria-label="From the drawing to the input">
          <h2>From the drawing to the input</h2>
          <Stages />
        </section>
      )}
    </>
  );
}

function Legend() {
  return (
    <p class="legend faint">
      <span class="key below">below 0</span>
      <span class="key above">above 0</span>
      <span>Frames and circles: what each neuron gives. Pictures in them: its weights. Lines: the strongest connections, weight × activation. Choose a neuron to look inside.</span>
    </p>
  );
}
