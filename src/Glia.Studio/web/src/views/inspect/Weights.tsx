import { useMemo } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import type { RunSummary } from "../../api/types";
import { PageView } from "../../parts/PageView";
import { PixelCanvas } from "../../parts/PixelCanvas";
import { count, short } from "../../parts/numbers";
import { signedPixels } from "./colors";
import { LookState } from "./LookState";
import type { LayerLook, NeuronLook, NeuronsView } from "./types";
import { useLook } from "./useLook";

/** The weights of each layer: pictures where they are some, heat maps elsewhere, and how they are distributed. */
export function Weights({ run }: { run: RunSummary }) {
  const looked = useLook<NeuronsView>(run.id, "neurons");
  return (
    <LookState run={run} looked={looked}>
      {(view) => (
        <>
          {view.layers.map((layer) => (
            <section key={layer.number} class="card">
              <h2>Weights of layer {layer.name}</h2>
              <p class="faint">
                {count(layer.inputs)} → {count(layer.outputs)}, {layer.activation}. From −{short(layer.limit)} (<b class="below">blue</b>) over 0 (white) to {short(layer.limit)} (<b class="above">red</b>).
                {layer.neurons.length < layer.outputs ? ` The ${layer.neurons.length} neurons with the largest weights.` : ""}
              </p>
              {layer.weights === undefined ? <p>These are too many to be shown.</p> : layer.width > 0 ? <Pictures layer={layer} weights={layer.weights} /> : <HeatMap layer={layer} weights={layer.weights} />}
            </section>
          ))}
          <section class="card">
            <PageView page={view.report} heading={false} />
          </section>
        </>
      )}
    </LookState>
  );
}

function Pictures({ layer, weights }: { layer: LayerLook; weights: string }) {
  const bytes = useMemo(() => bytesOf(weights), [weights]);
  return (
    <ul class="pictures">
      {layer.neurons.map((n, i) => (
        <li key={n.unit}>
          <NeuronPicture layer={layer} bytes={bytes} index={i} neuron={n} size={64} />
          <span>
            <b>{n.unit}</b> {n.state || n.tuned}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One neuron's weights, laid out as its inputs are. */
export function NeuronPicture({ layer, bytes, index, neuron, size }: { layer: LayerLook; bytes: Uint8Array; index: number; neuron: NeuronLook; size: number }) {
  const pixels = useMemo(() => signedPixels(bytes.subarray(index * layer.inputs, (index + 1) * layer.inputs)), [bytes, index, layer.inputs]);
  return <PixelCanvas pixels={pixels} width={layer.width} height={layer.height} size={size} description={`Weights of neuron ${layer.number}.${neuron.unit}`} />;
}

function HeatMap({ layer, weights }: { layer: LayerLook; weights: string }) {
  const pixels = useMemo(() => signedPixels(bytesOf(weights)), [weights]);
  const cell = Math.max(2, Math.min(28, Math.floor(880 / layer.inputs), Math.floor(560 / layer.neurons.length)));
  return (
    <figure>
      <div class="scroll heat" tabIndex={0} role="group" aria-label={`Heat map of layer ${layer.number}`}>
        <PixelCanvas pixels={pixels} width={layer.inputs} height={layer.neurons.length} size={cell * layer.inputs} description={`Weights of layer ${layer.number}, a row for each neuron`} />
      </div>
      <figcaption class="faint">A row for each of the {layer.neurons.length} neurons, a column for each of the {layer.inputs} that it hears.</figcaption>
    </figure>
  );
}
