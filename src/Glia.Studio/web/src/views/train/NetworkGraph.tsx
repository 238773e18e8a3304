import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import type { LayerWeights, MapUpdate } from "../../api/types";
import { PixelCanvas } from "../../parts/PixelCanvas";
import { short } from "../../parts/numbers";
import { signed } from "./colors";

const box = 38;
const gap = 12;
const mostShown = 8;
const narrowest = box + 20;

/** One weight: input −1 is the bias. */
export interface WeightAt {
  dense: number;
  unit: number;
  input: number;
}

interface NetworkGraphProps {
  map: MapUpdate;
  picked: WeightAt | undefined;
  onPick: (at: WeightAt) => void;
}

/** The network as neurons and lines: each neuron shows where in the square it answers, each line its weight. */
export function NetworkGraph({ map, picked, onPick }: NetworkGraphProps) {
  const sizes = [2, ...map.layers.map((l) => Math.min(l.length, mostShown))];
  const host = useRef<HTMLDivElement>(null);
  const room = useWidth(host);
  const usual = sizes.length <= 3 ? 170 : sizes.length === 4 ? 142 : 118;
  const column = Math.max(narrowest, Math.min(usual, Math.floor((room - box - 12) / Math.max(1, sizes.length - 1))));
  const tallest = Math.max(...sizes);
  const height = tallest * (box + gap) + 24;
  const width = sizes.length * column - (column - box) + 8;
  const x = (layer: number): number => 4 + layer * column;
  const y = (layer: number, unit: number): number => (height - 24 - sizes[layer]! * (box + gap) + gap) / 2 + unit * (box + gap) + 4;
  const largest = useMemo(() => Math.max(1e-6, ...map.weights.flatMap((l) => l.rows.flat().map(Math.abs))), [map.weights]);
  return (
    <div class="scroll graph" ref={host} tabIndex={0} role="group" aria-label="The network. Its weights stand in the table below.">
      <div style={{ width: `${width}px`, height: `${height}px`, position: "relative" }}>
        <svg width={width} height={height}>
          {map.weights.map((layer, l) => (
            <Lines key={l} layer={layer} dense={l} from={sizes[l]!} to={sizes[l + 1]!} largest={largest} x={x} y={y} picked={picked} onPick={onPick} />
          ))}
        </svg>
        {["x", "y"].map((name, i) => (
          <div key={name} class="node" style={{ left: `${x(0)}px`, top: `${y(0, i)}px` }}>
            <span class="input">{name}</span>
          </div>
        ))}
        {map.layers.map((layer, l) => (
          <Layer key={l} maps={layer.slice(0, mostShown)} more={layer.length - mostShown} l={l} side={map.neuronSide} left={x(l + 1)} top={(u) => y(l + 1, u)} bottom={height - 20} onPick={onPick} picked={picked} />
        ))}
      </div>
    </div>
  );
}

/** How much room there is: on a phone the layers stand closer. */
function useWidth(host: { current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = host.current!;
    const watching = new ResizeObserver(() => setWidth(element.clientWidth));
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  return width;
}

interface LayerProps {
  maps: string[];
  more: number;
  l: number;
  side: number;
  left: number;
  top: (unit: number) => number;
  bottom: number;
  picked: WeightAt | undefined;
  onPick: (at: WeightAt) => void;
}

function Layer({ maps, more, l, side, left, top, bottom, picked, onPick }: LayerProps) {
  return (
    <>
      {maps.map((m, u) => (
        <button
          key={u}
          type="button"
          class="node"
          aria-pressed={picked?.dense === l && picked.unit === u}
          title={`Neuron ${l + 1}.${u + 1}: set its bias`}
          aria-label={`Neuron ${l + 1}.${u + 1}: set its bias`}
          style={{ left: `${left}px`, top: `${top(u)}px` }}
          onClick={() => onPick({ dense: l, unit: u, input: -1 })}
        >
          <NeuronMap map={m} side={side} />
        </button>
      ))}
      {more > 0 && (
        <span class="more faint" style={{ left: `${left - 10}px`, top: `${bottom}px` }}>
          and {more} more
        </span>
      )}
    </>
  );
}

function NeuronMap({ map, side }: { map: string; side: number }) {
  const pixels = useMemo(() => signed(bytesOf(map)), [map]);
  return <PixelCanvas pixels={pixels} width={side} height={side} size={box} description="" />;
}

interface LinesProps {
  layer: LayerWeights;
  dense: number;
  from: number;
  to: number;
  largest: number;
  x: (layer: number) => number;
  y: (layer: number, unit: number) => number;
  picked: WeightAt | undefined;
  onPick: (at: WeightAt) => void;
}

function Lines({ layer, dense, from, to, largest, x, y, picked, onPick }: LinesProps) {
  const lines = [];
  for (let unit = 0; unit < to; unit++)
    for (let input = 0; input < from; input++) {
      const weight = layer.rows[unit]?.[input] ?? 0;
      const [x1, y1, x2, y2] = [x(dense) + box, y(dense, input) + box / 2, x(dense + 1), y(dense + 1, unit) + box / 2];
      const bend = (x2 - x1) / 2;
      const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
      const isPicked = picked?.dense === dense && picked.unit === unit && picked.input === input;
      lines.push(
        <g key={`${unit}-${input}`} class={`line ${weight < 0 ? "below" : "above"} ${isPicked ? "picked" : ""}`} onClick={() => onPick({ dense, unit, input })}>
          <path d={path} class="touch" />
          <path d={path} stroke-width={0.4 + 5 * Math.sqrt(Math.abs(weight) / largest)} stroke-dasharray={weight < 0 ? "7 3" : undefined}>
            <title>{`weight ${short(weight)}`}</title>
          </path>
        </g>,
      );
    }
  return <>{lines}</>;
}
