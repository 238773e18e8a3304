import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { bytesOf, floatsOf } from "../../api/bytes";
import { post } from "../../api/http";
import { complain } from "../../app/messages";
import { percent } from "../../parts/numbers";
import { GreyPicture, SignedPicture } from "./SignedPicture";
import { asked, facts, look, runId, settled } from "./look";
import type { ChangeView, LookView, WhyView } from "./types";

/** Why a class, or why not; and what would change the answer. */
export function WhyPanel() {
  const label = asked.value, now = settled.value;
  if (label === undefined || !now || now.isEmpty || !facts.value) return null;
  return <Panel label={label} now={now} />;
}

function Panel({ label, now }: { label: number; now: LookView }) {
  const host = useRef<HTMLElement>(null), classes = facts.value!.classes;
  useEffect(() => host.current!.scrollIntoView({ block: "nearest" }), [label]);
  const isAnswer = label === now.answer, name = classes[label]!;
  return (
    <section class="card why-panel" aria-label="Why" ref={host}>
      <div class="row">
        <h2 class="grow">{isAnswer ? `Why ${name}?` : `Why not ${name}?`}</h2>
        <button type="button" onClick={() => (asked.value = undefined)}>
          Close
        </button>
      </div>
      <div class="split even">
        <Why label={label} now={now} />
        <Change label={label} now={now} />
      </div>
    </section>
  );
}

function Why({ label, now }: { label: number; now: LookView }) {
  const [why, set] = useState<WhyView>();
  const { width, height, classes } = facts.value!;
  useEffect(() => {
    const stop = new AbortController();
    post<WhyView>(`/api/runs/${runId.value}/look/why`, { pixels: now.pixels, label }, stop.signal).then(set, complain);
    return () => stop.abort();
  }, [label, now]);
  const over = useMemo(() => bytesOf(now.pixels), [now.pixels]);
  const slope = useMemo(() => why && floatsOf(why.slope), [why]), covered = useMemo(() => (why?.covered ? floatsOf(why.covered) : undefined), [why]);
  if (!why || !slope) return <p class="faint">Looking …</p>;
  const name = classes[why.label]!;
  return (
    <div>
      <h3>Which pixels that hangs on</h3>
      <p>
        The network believes in {name} to <b>{percent(why.belief)}</b>. More ink where it is <b class="above">red</b> makes it surer of {name}, where it is <b class="below">blue</b> less sure.
      </p>
      <div class="pictures">
        <SignedPicture values={slope} over={over} width={width} height={height} caption="the slope of its answer along each pixel" />
        <SignedPicture values={slope} width={width} height={height} caption="the same without the picture" />
        {covered && <SignedPicture values={covered} over={over} width={width} height={height} caption={`covered there, it loses up to ${percent(Math.max(0, why.mostCovered!))}`} />}
      </div>
    </div>
  );
}

function Change({ label, now }: { label: number; now: LookView }) {
  const { classes, width, height } = facts.value!;
  const usual = label === now.answer ? now.second : label;
  const [wanted, setWanted] = useState(usual);
  const [change, setChange] = useState<{ of: LookView; view: ChangeView }>();
  useEffect(() => setWanted(usual), [usual]);
  useEffect(() => {
    if (wanted === now.answer || wanted < 0) return;
    const stop = new AbortController();
    post<ChangeView>(`/api/runs/${runId.value}/look/change`, { pixels: now.pixels, label: wanted }, stop.signal).then((view) => setChange({ of: now, view }), complain);
    return () => stop.abort();
  }, [wanted, now]);
  const before = useMemo(() => change && bytesOf(change.of.pixels), [change]), after = useMemo(() => change && bytesOf(change.view.pixels), [change]), delta = useMemo(() => change && floatsOf(change.view.change), [change]);
  if (classes.length < 2) return null;
  return (
    <div>
      <h3>What would change the answer</h3>
      <label class="row inline">
        <span>The smallest change found that makes it</span>
        <select value={wanted} onChange={(e) => setWanted(+e.currentTarget.value)}>
          {classes.map((name, i) => i !== now.answer && <option value={i}>{name}</option>)}
        </select>
      </label>
      {change && before && after && delta ? (
        <>
          <p>{change.view.words}</p>
          <div class="pictures">
            <GreyPicture pixels={before} width={width} height={height} caption={`before: ${classes[change.of.answer] ?? "?"}`} />
            <GreyPicture pixels={after} width={width} height={height} caption={change.view.isFound ? `after: ${classes[change.view.label]}` : "the last that was tried"} />
            <SignedPicture values={delta} over={before} limit={255} width={width} height={height} caption={`${change.view.changed} pixels changed: red is ink added, blue taken away`} />
          </div>
        </>
      ) : (
        <p class="faint">Searching …</p>
      )}
    </div>
  );
}

/** Opens the question, or closes it. */
export const askWhy = (label: number): void => {
  if (!look.value || look.value.isEmpty) return;
  asked.value = asked.value === label ? undefined : label;
};
