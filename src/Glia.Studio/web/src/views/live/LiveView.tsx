import { useEffect, useState } from "preact/hooks";
import { say } from "../../app/messages";
import { Deck } from "./Deck";
import { ExampleTable } from "./ExampleTable";
import { Gestures } from "./Gestures";
import { Inputs } from "./Inputs";
import { closeSession, connect, now, randomize, session } from "./live";
import { Matrix } from "./Matrix";
import { NewSession } from "./NewSession";
import { OutputCard } from "./OutputCard";
import { Performance } from "./Performance";
import { ScoreCard } from "./ScoreCard";
import { TrafficCard } from "./TrafficCard";
import { WarningsCard } from "./WarningsCard";
import { many } from "./numbers";
import "./live.css";

const mostOutputs = 40; // shown; more are taught over OSC all the same

/** Teaching by showing: inputs move, examples are recorded with what the outputs should say, and a moment later the network answers. */
export default function LiveView() {
  useEffect(connect, []);
  const open = session.value;
  return (
    <div class="stack live">
      {open === undefined ? (
        <>
          <h1>Live</h1>
          <p class="loading">Loading …</p>
        </>
      ) : open === null ? (
        <>
          <h1>Live</h1>
          <NewSession />
        </>
      ) : now.value === undefined ? (
        <>
          <h1>Live</h1>
          <p class="loading">Loading …</p>
        </>
      ) : (
        <Desk key={open.id} />
      )}
    </div>
  );
}

function Desk() {
  const [isPerforming, setPerforming] = useState(false);
  const open = session.value!;
  const hasGestures = open.gestures.length > 0;
  return (
    <>
      <div class="row">
        <h1>Live</h1>
        <p class="faint grow ports">
          Listens on port <b>{open.inputPort}</b>
          {open.isOpenToOthers ? " for every device in your network" : ""}, answers to <b>{open.sendingTo}</b>
        </p>
        <div class="buttons">
          <button type="button" onClick={() => setPerforming(true)}>
            Performance view
          </button>
          <Close />
        </div>
      </div>
      <Deck hasGestures={hasGestures} />
      <div class="split even">
        <Inputs names={open.inputs} />
        {hasGestures ? (
          <Gestures names={open.gestures} />
        ) : (
          <section class="stack" aria-labelledby="outputs-title">
            <div class="card row outputs-head">
              <h2 id="outputs-title" class="grow">
                What it should say
              </h2>
              <button type="button" title="Sets every output by chance and sends it: to hear what your instrument can do" onClick={randomize}>
                Randomise
              </button>
            </div>
            {open.outputs.slice(0, mostOutputs).map((o, i) => (
              <OutputCard key={o.name} index={i} output={o} />
            ))}
            {open.outputs.length > mostOutputs && <p class="faint">{many(open.outputs.length - mostOutputs, "output")} more are not shown. They are taught, learnt and answered as these are.</p>}
          </section>
        )}
      </div>
      {!hasGestures && <ExampleTable inputs={open.inputs} outputs={open.outputs} />}
      {!hasGestures && (
        <div class="split even">
          <Matrix inputs={open.inputs} outputs={open.outputs} />
          <ScoreCard />
        </div>
      )}
      <div class="split even">
        <TrafficCard />
        <WarningsCard />
      </div>
      {isPerforming && <Performance onClose={() => setPerforming(false)} />}
    </>
  );
}

/** Ends the session, which is kept: nothing is lost by it. */
function Close() {
  const examples = (now.value?.examples ?? 0) > 0;
  const close = async (): Promise<void> => {
    await closeSession();
    if (examples && session.value === null) say("The session was kept. Go on with it whenever you like.");
  };
  return (
    <button type="button" onClick={() => void close()}>
      Close
    </button>
  );
}
