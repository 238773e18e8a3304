import { useEffect, useRef, useState } from "preact/hooks";
import type { Fragment } from "../../api/types";
import { get, post } from "../../api/http";
import { complain } from "../../app/messages";
import { PageView } from "../../parts/PageView";
import { facts, pick, picked, runId, settled } from "./look";

/** One neuron: its sum worked out, and what excites it. */
export function NeuronPanel() {
  const at = picked.value, now = settled.value, layer = at && facts.value?.layers[at.layer];
  const [sum, setSum] = useState<Fragment>();
  const [excites, setExcites] = useState<{ of: string; page: Fragment }>();
  const name = at && layer ? `${layer.index}.${at.unit}` : "";

  const host = useRef<HTMLElement>(null);
  useEffect(() => host.current?.scrollIntoView({ block: "nearest" }), [name]);

  useEffect(() => {
    if (!at || !layer || !now || now.isEmpty) return setSum(undefined);
    const stop = new AbortController();
    post<Fragment>(`/api/runs/${runId.value}/look/neuron`, { pixels: now.pixels, layer: layer.index, unit: at.unit }, stop.signal).then(setSum, complain);
    return () => stop.abort();
  }, [name, now]);

  useEffect(() => {
    if (!at || !layer) return;
    const stop = new AbortController();
    get<Fragment>(`/api/runs/${runId.value}/look/excites?layer=${layer.index}&unit=${at.unit}`, stop.signal).then((page) => setExcites({ of: name, page }), complain);
    return () => stop.abort();
  }, [name, now?.version]);

  if (!at || !layer) return null;
  const isOutput = at.layer === facts.value!.layers.length - 1 && facts.value!.classes.length === layer.units;
  return (
    <section class="card neuron-panel" aria-label="The neuron" ref={host}>
      <div class="row">
        <h2 class="grow">{isOutput ? `Output ${facts.value!.classes[at.unit]}` : `Neuron ${at.unit + 1} of layer ${at.layer + 1}`}</h2>
        <button type="button" onClick={() => pick(undefined)}>
          Close
        </button>
      </div>
      {sum ? <PageView page={{ ...sum, lead: "" }} heading={false} /> : <p class="faint">Draw something, and its sum is worked out here.</p>}
      <h3>What it looks for</h3>
      {excites?.of === name ? <PageView page={excites.page} heading={false} /> : <p class="faint">Looking through the test samples …</p>}
    </section>
  );
}
