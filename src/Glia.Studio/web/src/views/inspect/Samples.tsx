import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { get } from "../../api/http";
import type { Fragment } from "../../api/types";
import { complain } from "../../app/messages";
import { Bars } from "../../parts/Bars";
import { PageView } from "../../parts/PageView";
import { PixelCanvas } from "../../parts/PixelCanvas";
import { percent } from "../../parts/numbers";
import type { MistakesView, SampleFact } from "./types";

interface SamplesProps {
  run: string;
  view: MistakesView;
  samples: SampleFact[];
  /** Whether the caption tells the classes, too. */
  tellsClasses?: boolean;
}

/** Samples with their answers; a click on one says more. */
export function Samples({ run, view, samples, tellsClasses }: SamplesProps) {
  const [open, setOpen] = useState<SampleFact>();
  return (
    <>
      <ul class="samples">
        {samples.map((s) => (
          <li key={s.index}>
            <button type="button" onClick={() => setOpen(s)} title="Why?">
              {s.picture ? <Picture view={view} sample={s} size={64} /> : <span class="values">{s.text}</span>}
              <span>
                {tellsClasses && (
                  <>
                    <b>{view.classes[s.actual]}</b> → {nameOf(view, s.predicted)}
                    <br />
                  </>
                )}
                {percent(s.confidence, 0)} sure{s.isUnsure ? ", in doubt" : ""}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && <Closer run={run} view={view} sample={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

export const nameOf = (view: MistakesView, label: number): string => (label < 0 ? "nothing" : view.classes[label]!);

function Picture({ view, sample, size }: { view: MistakesView; sample: SampleFact; size: number }) {
  const pixels = useMemo(() => bytesOf(sample.picture!), [sample.picture]);
  return <PixelCanvas pixels={pixels} width={view.width} height={view.height} size={size} description={`Sample ${sample.index}, which is ${view.classes[sample.actual]}, and the answer ${nameOf(view, sample.predicted)}`} />;
}

/** One sample: how much the network believes in each class, and which of its inputs the answer hangs on. */
function Closer({ run, view, sample, onClose }: { run: string; view: MistakesView; sample: SampleFact; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [why, setWhy] = useState<Fragment>();
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const leaving = new AbortController();
    get<Fragment>(`/api/runs/${run}/look/mistakes/sample?index=${sample.index}`, leaving.signal).then(setWhy, complain);
    return () => leaving.abort();
  }, [run, sample.index]);
  return (
    <dialog ref={dialog} class="closer" aria-labelledby="closer-title" onClose={onClose}>
      <div class="row">
        <h2 id="closer-title">
          No. {sample.index}: is {view.classes[sample.actual]}, {sample.actual === sample.predicted ? "and was found" : `taken for ${nameOf(view, sample.predicted)}`}
        </h2>
        <button type="button" class="quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </div>
      <div class="stack">
        <div class="row both">
          {sample.picture ? <Picture view={view} sample={sample} size={140} /> : <p>{sample.text}</p>}
          {sample.beliefs && (
            <div class="grow">
              <Bars names={view.classes} values={sample.beliefs} best={sample.predicted} />
            </div>
          )}
        </div>
        {why ? <PageView page={why} heading={false} /> : <p class="loading">Computing …</p>}
      </div>
    </dialog>
  );
}
