import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RunSummary } from "../../api/types";
import { post } from "../../api/http";
import { attempt, complain } from "../../app/messages";
import { go, route } from "../../app/router";
import { digitRun, lastRun, runOf, runs, watch } from "../../app/state";
import { Bars } from "../../parts/Bars";
import { percent } from "../../parts/numbers";
import { RunPicker } from "../../parts/RunPicker";
import { DrawSurface, penWidth } from "./DrawSurface";
import { NetworkPicture } from "./NetworkPicture";
import { NeuronPanel } from "./NeuronPanel";
import { PageReader } from "./PageReader";
import { asPng } from "./pictures";
import { Stages } from "./Stages";
import { askWhy, WhyPanel } from "./WhyPanel";
import { ask, asked, choose, clear, delays, facts, loadWeights, look, prepares, showExample, showPicture, subject, trouble, undo } from "./look";
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

const lookEvery = 250, weightsEvery = 1000; // milliseconds, while a network learns

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

/** Asks again whenever the network has changed, a few times a second at most. */
function follow(id: string): () => void {
  let known = 0, timers: ReturnType<typeof setTimeout>[] = [];
  const soon = (work: () => void, every: number): (() => void) => {
    let waits = false;
    return () => {
      if (waits) return;
      waits = true;
      timers.push(
        setTimeout(() => {
          waits = false;
          work();
        }, every),
      );
      timers = timers.slice(-4);
    };
  };
  const askSoon = soon(() => ask(), lookEvery), weightsSoon = soon(() => void loadWeights().catch(complain), weightsEvery);
  const end = watch(id, (update) => {
    if (update.version === known) return;
    const isFirst = known === 0;
    known = update.version;
    if (isFirst && update.summary.status !== "training") return; // what was loaded just now is the same
    askSoon();
    weightsSoon();
  });
  return () => {
    end();
    timers.forEach(clearTimeout);
  };
}

const openPicture = async (file: Blob | null | undefined): Promise<void> => {
  if (!file) return;
  try {
    await showPicture(await asPng(file));
  } catch {
    complain("The browser cannot show this file as a picture. PNG, JPEG and WebP files do.");
  }
};

/** Pictures may be dropped anywhere on the view, and pasted. */
function usePictures(): void {
  useEffect(() => {
    const paste = (e: ClipboardEvent): void => {
      const file = [...(e.clipboardData?.files ?? [])].find((f) => f.type.startsWith("image/"));
      if (!file) return;
      e.preventDefault();
      void openPicture(file);
    };
    const over = (e: DragEvent): void => {
      if (e.dataTransfer?.types.includes("Files")) e.preventDefault();
    };
    const drop = (e: DragEvent): void => {
      if (!e.dataTransfer?.files.length) return;
      e.preventDefault();
      void openPicture(e.dataTransfer.files[0]);
    };
    addEventListener("paste", paste);
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("paste", paste);
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);
}

function Paper({ run }: { run: RunSummary }) {
  const file = useRef<HTMLInputElement>(null);
  const { classes, canPrepare } = facts.value!, what = subject.value, isDigits = run.readsDigits;
  return (
    <section class="card paper" aria-label="The drawing">
      <DrawSurface />
      <div class="buttons tools">
        <button type="button" onClick={undo} disabled={what.kind === "nothing"}>
          Undo
        </button>
        <button type="button" onClick={clear} disabled={what.kind === "nothing"}>
          Clear
        </button>
        <label class="pen">
          <span>Pen</span>
          <input type="range" min="6" max="48" value={penWidth.value} onInput={(e) => (penWidth.value = +e.currentTarget.value)} aria-label="Width of the pen" />
        </label>
      </div>
      {what.kind === "pixels" && <p class="faint about">{what.about}. Draw on it to change it.</p>}
      <div class="chips examples" role="group" aria-label={isDigits ? "An example digit" : "An example"}>
        <span class="label">Example</span>
        <button type="button" onClick={() => void showExample()}>
          any
        </button>
        {classes.length <= 20 &&
          classes.map((name, i) => (
            <button key={name} type="button" onClick={() => void showExample(i)} aria-label={`Example of ${name}`}>
              {name}
            </button>
          ))}
      </div>
      <div class="buttons">
        <button type="button" onClick={() => file.current!.click()}>
          Open a picture …
        </button>
        <span class="faint">{canPrepare ? "of one digit or a whole page; or drop or paste it" : "or drop or paste it"}</span>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          onChange={(e) => {
            void openPicture(e.currentTarget.files?.[0]);
            e.currentTarget.value = "";
          }}
        />
      </div>
      {canPrepare && !isDigits && (
        <label class="check">
          <input
            type="checkbox"
            checked={prepares.value}
            onChange={(e) => {
              prepares.value = e.currentTarget.checked;
              ask();
            }}
          />
          Frame the ink as MNIST does
        </label>
      )}
    </section>
  );
}

const signs: Record<string, string> = { sure: "✓", "fairly sure": "≈", unsure: "?" };

function Answer({ run }: { run: RunSummary }) {
  const found = look.value, { classes } = facts.value!;
  const isEmpty = !found || found.isEmpty, name = isEmpty ? "" : (classes[found.answer] ?? "?");
  return (
    <section class="card answer" aria-label="The answer">
      <div class="row verdict">
        <b class={`name ${name.length > 4 ? "long" : ""}`}>{name || "–"}</b>
        <div class="grow">
          {isEmpty ? (
            <span class="faint">{found?.isEmpty ? found.warnings[0] : `Draw ${run.readsDigits ? "a digit" : "something"}, and see what the network makes of it.`}</span>
          ) : (
            <>
              <span class={`badge ${found.sureness === "sure" ? "good" : found.sureness === "unsure" ? "bad" : ""}`}>
                {signs[found.sureness]} {found.sureness}
              </span>{" "}
              <span>{found.answer >= 0 ? percent(found.beliefs[found.answer]) : "no answer"}</span>
              {found.isRefused && <p class="faint">{found.isFamiliar ? "Better not to rely on it" : "There is more or less ink than in anything it knows"}: a calibrated network would pass this on to a person.</p>}
            </>
          )}
        </div>
      </div>
      <div class={classes.length > 14 ? "many" : ""}>
        <Bars names={classes} values={isEmpty ? [] : found.beliefs} best={isEmpty ? -1 : found.answer} onPick={askWhy} picked={asked.value} />
      </div>
      {!isEmpty && found.warnings.length > 0 && (
        <ul class="warnings">
          {found.warnings.map((w) => (
            <li key={w}>{w}</li>
          ))}
        </ul>
      )}
      {trouble.value && <p class="bad">{trouble.value}</p>}
      <Delay />
      <Spoken />
    </section>
  );
}

function Delay() {
  const list = delays.value;
  if (list.length === 0) return <p class="faint">Choose a bar to ask why.</p>;
  const sorted = [...list].sort((a, b) => a - b);
  return (
    <p class="faint" title="The middle of the last strokes: from the pen's movement until the bars have been painted.">
      Choose a bar to ask why. Bars follow the pen in {sorted[Math.floor(sorted.length / 2)]!.toFixed(0)} ms.
    </p>
  );
}

/** The answer for those who hear the page: once the pen has come to rest. */
function Spoken() {
  const words = useSignal("");
  useSignalEffect(() => {
    const found = look.value, names = facts.value?.classes;
    const next = !found || !names ? "" : found.isEmpty ? (found.warnings[0] ?? "") : `${names[found.answer] ?? "No answer"}, ${found.sureness}, ${percent(found.beliefs[found.answer], 0)}`;
    const timer = setTimeout(() => (words.value = next), 900);
    return () => clearTimeout(timer);
  });
  return (
    <span class="visually-hidden" role="status">
      {words.value}
    </span>
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
