import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, post } from "../../api/http";
import type { Fragment, RunSummary } from "../../api/types";
import { kept } from "../../app/kept";
import { attempt, complain, say } from "../../app/messages";
import { go, hrefTo, route } from "../../app/router";
import { currentRun, lastRun, runOf, runs } from "../../app/state";
import { TextField } from "../../parts/Field";
import { PageView } from "../../parts/PageView";
import { RunPicker } from "../../parts/RunPicker";
import { short } from "../../parts/numbers";
import { Diagram } from "./Diagram";
import { SamplePicker } from "./SamplePicker";
import "./step.css";
import type { StepAsk, StepView as Step } from "./types";

/** One sample, one training step, forward and back, with every number in it. */
export default function StepView() {
  const id = route.value.id;
  const run = id ? runOf(id) : currentRun.value;
  if (!run) return <Empty isGone={id !== undefined && (runs.value?.length ?? 0) > 0} />;
  return (
    <div class="step stack">
      <div class="row">
        <h1 class="grow">Step</h1>
        <RunPicker value={run.id} onPick={(picked) => go("step", picked)} />
      </div>
      {run.shape === "" ? <p class="loading">{run.message ?? "This network is being prepared."}</p> : <Walk key={run.id} run={run} first={Number(route.value.query.get("sample") ?? "0") || 0} />}
    </div>
  );
}

function Empty({ isGone }: { isGone: boolean }) {
  const make = async (): Promise<void> => {
    const run = await attempt(() => post<RunSummary>("/api/runs", { settings: { data: "xor" } }));
    if (run) go("step", run.id);
  };
  return (
    <div class="step">
      <h1>Step</h1>
      <section class="card empty">
        <p>{isGone ? "There is no run of that name any more." : "There is no network yet to walk through."}</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => void make()}>
            Make a small one that learns XOR
          </button>
          {isGone && (
            <a class="button" href={hrefTo("step")}>
              Another run
            </a>
          )}
        </div>
      </section>
    </div>
  );
}

const isWhole = kept<boolean>("step-whole", false, (v) => typeof v === "boolean");

function Walk({ run, first }: { run: RunSummary; first: number }) {
  const [ask, setAsk] = useState<StepAsk>({ index: first });
  const [step, setStep] = useState<Step>();
  const [rate, setRate] = useState("");
  const [error, setError] = useState<{ field: string; message: string }>();
  const [at, setAt] = useState(0);
  const [isBusy, setBusy] = useState(true);

  // An address with another sample is followed while the view is open.
  useEffect(() => {
    if (step && first !== step.index && first !== ask.index) setAsk({ index: first });
  }, [first]);
  useEffect(() => void (lastRun.value = run.id), [run.id]);
  const fail = (e: unknown): void => {
    setBusy(false);
    if (e instanceof ApiError && e.field && ["index", "label", "values", "target", "rate"].includes(e.field)) setError({ field: e.field, message: e.message });
    else complain(e);
  };
  const body = (of: StepAsk): StepAsk => ({ ...of, rate: rate === "" ? undefined : Number.isNaN(Number(rate)) ? -1 : Number(rate) });

  useEffect(() => {
    const leaving = new AbortController();
    setBusy(true);
    post<Step>(`/api/runs/${run.id}/explain`, body(ask), leaving.signal).then(
      (shown) => {
        setStep(shown);
        setError(undefined);
        setBusy(false);
        history.replaceState(null, "", hrefTo("step", run.id, shown.index > 0 ? { sample: String(shown.index) } : undefined));
      },
      (e: unknown) => !leaving.signal.aborted && fail(e),
    );
    return () => leaving.abort();
  }, [run.id, ask, rate]);

  const same = (): StepAsk => (step && step.index >= 0 ? { index: step.index } : { values: ask.values, target: ask.target });
  const take = async (): Promise<void> => {
    setBusy(true);
    try {
      const taken = await post<Step>(`/api/runs/${run.id}/explain/take`, body(same()));
      setStep(taken);
      setError(undefined);
      setBusy(false);
      setAt(taken.stages.length - 1);
      say(`The step is taken: the loss of this sample went from ${short(taken.lossBefore)} to ${short(taken.lossAfter)}.`, { label: "Explain the next", run: () => (setAsk(same()), setAt(0)) });
    } catch (e) {
      fail(e);
    }
  };
  const batch = async (): Promise<void> => {
    if (await attempt(() => post(`/api/runs/${run.id}/step`, { count: 1 }))) setAsk(same());
  };
  return (
    <div class="split aside-left">
      <div class="stack">
        <SamplePicker run={run} step={step} error={error} onAsk={setAsk} />
        <section class="card stack" aria-label="The step">
          <h2>The step</h2>
          <TextField label="Learning rate α" value={rate === "" && step ? String(Number(step.runRate.toPrecision(5))) : rate} inputMode="decimal" onChange={setRate} error={error?.field === "rate" ? error.message : undefined} />
          {step && (
            <dl class="facts">
              <dt>loss</dt>
              <dd>
                {step.loss}: {short(step.lossBefore)} → <b>{short(step.lossAfter)}</b>
              </dd>
              <dt>epoch</dt>
              <dd>{step.epoch}</dd>
            </dl>
          )}
          <div class="buttons">
            <button type="button" class="primary" disabled={!step || isBusy} onClick={() => void take()}>
              Take this step
            </button>
            <button type="button" disabled={!step || isBusy} onClick={() => void batch()}>
              Next batch instead
            </button>
          </div>
          {step && (
            <small>
              What is shown is plain gradient descent on this one sample, and “Take this step” changes the weights by just that. The run itself learns by {step.optimizer}: “Next batch” takes one step of its own, and a training goes on with it from wherever the weights are.
            </small>
          )}
        </section>
      </div>
      {step ? <Shown run={run} step={step} at={at} onAt={setAt} ask={body(same())} /> : <p class="loading">Computing …</p>}
    </div>
  );
}

function Shown({ run, step, at, onAt, ask }: { run: RunSummary; step: Step; at: number; onAt: (at: number) => void; ask: StepAsk }) {
  return (
    <div class="stack">
      <div class="chips" role="group" aria-label="How it is shown">
        <button type="button" aria-pressed={!isWhole.value} onClick={() => (isWhole.value = false)}>
          Stage by stage
        </button>
        <button type="button" aria-pressed={isWhole.value} onClick={() => (isWhole.value = true)}>
          All on one page
        </button>
      </div>
      {isWhole.value ? <Whole run={run} step={step} ask={ask} /> : <Stages step={step} at={Math.min(at, step.stages.length - 1)} onAt={onAt} />}
    </div>
  );
}

function Whole({ run, step, ask }: { run: RunSummary; step: Step; ask: StepAsk }) {
  const [page, setPage] = useState<Fragment>();
  useEffect(() => {
    const leaving = new AbortController();
    post<Fragment>(`/api/runs/${run.id}/explain/page`, ask, leaving.signal).then(setPage, complain);
    return () => leaving.abort();
  }, [step]);
  return <section class="card">{page ? <PageView page={page} /> : <p class="loading">Computing …</p>}</section>;
}

/** The walk: arrow keys go from stage to stage. */
function Stages({ step, at, onAt }: { step: Step; at: number; onAt: (at: number) => void }) {
  const stage = step.stages[at]!;
  const last = step.stages.length - 1;
  const place = useRef(at);
  place.current = at;
  useEffect(() => {
    const keys: Record<string, (i: number) => number> = { ArrowRight: (i) => i + 1, ArrowLeft: (i) => i - 1, Home: () => 0, End: () => last };
    const walk = (e: KeyboardEvent): void => {
      const to = keys[e.key];
      if (!to || e.altKey || e.ctrlKey || e.metaKey || (e.target instanceof Element && e.target.closest("input, select, textarea, .diagram, dialog"))) return;
      e.preventDefault();
      onAt(Math.max(0, Math.min(last, to(place.current))));
    };
    addEventListener("keydown", walk);
    return () => removeEventListener("keydown", walk);
  }, [last]);
  return (
    <section class="card stack" aria-label="The stages of the step">
      <div class="row walk">
        <button type="button" disabled={at === 0} onClick={() => onAt(at - 1)} aria-label="Previous stage">
          ←
        </button>
        <div class="grow" aria-live="polite">
          <h2>{stage.title}</h2>
          <small>
            Stage {at + 1} of {step.stages.length}; the arrow keys walk.
          </small>
        </div>
        <button type="button" class="primary" disabled={at === last} onClick={() => onAt(at + 1)} aria-label="Next stage">
          →
        </button>
      </div>
      <ol class="trail">
        {step.stages.map((s, i) => (
          <li key={i}>
            <button type="button" aria-current={i === at ? "step" : undefined} class={i < at ? "past" : ""} title={s.title} aria-label={`${sign(s)}: ${s.title}`} onClick={() => onAt(i)}>
              {sign(s)}
            </button>
          </li>
        ))}
      </ol>
      <div class="beside">
        <Diagram step={step} at={at} />
        <PageView page={stage.page} heading={false} />
      </div>
    </section>
  );
}

const sign = (s: Step["stages"][number]): string => names[s.part] + (s.layer > 0 ? ` ${s.layer}` : "");

const names: Record<Step["stages"][number]["part"], string> = { input: "x", sum: "z", activation: "a", loss: "L", delta: "δ", gradient: "∂w", after: "after" };
