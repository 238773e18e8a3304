import { useEffect, useMemo, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { get } from "../../api/http";
import type { Fragment, RunSummary } from "../../api/types";
import { complain } from "../../app/messages";
import { PageView } from "../../parts/PageView";
import { short } from "../../parts/numbers";
import { LookState } from "./LookState";
import type { LayerLook, NeuronsView } from "./types";
import { useLook } from "./useLook";
import { NeuronPicture } from "./Weights";

interface NeuronAt {
  layer: number;
  unit: number;
}

/** Every neuron: what it is tuned to, whether it is dead or saturated; a click says what excites it. */
export function Neurons({ run }: { run: RunSummary }) {
  const looked = useLook<NeuronsView>(run.id, "neurons");
  const [picked, setPicked] = useState<NeuronAt>({ layer: 1, unit: 0 });
  return (
    <LookState run={run} looked={looked}>
      {(view) => {
        const at = picked.unit > 0 ? picked : { layer: 1, unit: view.layers[0]!.neurons[0]!.unit };
        return (
          <div class="split even">
            <div class="stack">
              {view.layers.map((layer) => (
                <Layer key={layer.number} layer={layer} hasClasses={run.classes.length > 0} picked={at} onPick={setPicked} />
              ))}
            </div>
            <section class="card beside" aria-live="polite">
              <Closer key={`${view.look.epoch}-${at.layer}-${at.unit}`} run={run.id} at={at} />
            </section>
          </div>
        );
      }}
    </LookState>
  );
}

function Layer({ layer, hasClasses, picked, onPick }: { layer: LayerLook; hasClasses: boolean; picked: NeuronAt; onPick: (at: NeuronAt) => void }) {
  const bytes = useMemo(() => (layer.weights && layer.width > 0 ? bytesOf(layer.weights) : undefined), [layer.weights, layer.width]);
  const dead = layer.neurons.filter((n) => n.state === "dead").length;
  const saturated = layer.neurons.filter((n) => n.state === "saturated").length;
  return (
    <section class="card">
      <h2>
        Layer {layer.name}: {layer.outputs} neurons
      </h2>
      <p class="faint">
        {layer.activation}. {dead > 0 ? `${dead} dead: active on no sample. ` : ""}
        {saturated > 0 ? `${saturated} saturated: it answers almost the same to everything. ` : ""}
        {dead + saturated === 0 ? "All of them are at work. " : ""}
        {hasClasses ? "Under each number the classes that excite it most." : ""}
      </p>
      <ul class="neurons">
        {layer.neurons.map((n, i) => (
          <li key={n.unit}>
            <button type="button" class={n.state} aria-pressed={picked.layer === layer.number && picked.unit === n.unit} title={`mean output ${short(n.mean)}`} onClick={() => onPick({ layer: layer.number, unit: n.unit })}>
              {bytes && <NeuronPicture layer={layer} bytes={bytes} index={i} neuron={n} size={44} />}
              <b>
                {layer.number}.{n.unit}
              </b>
              <small>{n.state ? `✗ ${n.state}` : n.tuned}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Closer({ run, at }: { run: string; at: NeuronAt }) {
  const [page, setPage] = useState<Fragment>();
  useEffect(() => {
    const leaving = new AbortController();
    get<Fragment>(`/api/runs/${run}/look/neurons/${at.layer}/${at.unit}`, leaving.signal).then(setPage, complain);
    return () => leaving.abort();
  }, [run, at.layer, at.unit]);
  return page ? <PageView page={page} /> : <p class="loading">Looking for what excites neuron {at.layer}.{at.unit} …</p>;
}
