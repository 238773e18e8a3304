import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import { short } from "../../parts/numbers";
import { colours } from "./colours";
import { centre, layOut, neuronAt, type Grid } from "./layout";
import { activations, facts, look, pick, picked, pixels, weights } from "./look";
import { makeAtlas, paintNetwork, type Scene } from "./paintNetwork";
import type { LayerLook, Picked } from "./types";

const leastPause = 80; // milliseconds between two paintings of the network

/** The network, every neuron in the colour of its activation, with the connections that matter most now. */
export function NetworkPicture() {
  const host = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null), waiting = useRef<(() => void) | undefined>(undefined), painted = useRef(0);
  const width = useSignal(0), hovered = useSignal<Picked | undefined>(undefined);
  const layout = useComputed(() => (facts.value && width.value > 0 ? layOut(facts.value, width.value) : undefined));
  const atlas = useComputed(() => (facts.value && weights.value ? makeAtlas(facts.value, weights.value, bytesOf(weights.value.bytes), colours()) : undefined));

  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => (width.value = Math.floor(entry!.contentRect.width)));
    watcher.observe(host.current!);
    return () => watcher.disconnect();
  }, []);

  useSignalEffect(() => {
    const element = canvas.current, at = layout.value;
    if (!element || !at) return;
    const scale = Math.min(2, Math.max(1, devicePixelRatio));
    const [w, h] = [Math.round(at.width * scale), Math.round(at.height * scale)];
    const scene: Scene = { layout: at, facts: facts.value!, look: look.value, pixels: pixels.value, activations: activations.value, atlas: atlas.value, picked: picked.value, hovered: hovered.value, colours: colours() };
    // After the frame in which the bars move, and some twelve times a second: the bars are what one waits for. Of several states only the newest is painted.
    if (!waiting.current) setTimeout(() => requestAnimationFrame(() => setTimeout(() => waiting.current!())), Math.max(0, painted.current + leastPause - performance.now()));
    waiting.current = () => {
      waiting.current = undefined;
      painted.current = performance.now();
      if (element.width !== w || element.height !== h) [element.width, element.height] = [w, h];
      paintNetwork(element.getContext("2d")!, scene, scale);
    };
  });

  const at = (e: MouseEvent): Picked | undefined => layout.value && neuronAt(layout.value, e.offsetX, e.offsetY);
  const over = hovered.value, shown = layout.value;
  return (
    <div class="network" ref={host} style={{ height: shown ? `${shown.height}px` : "430px" }}>
      <canvas
        ref={canvas}
        aria-hidden="true"
        style={shown ? { width: `${shown.width}px`, height: `${shown.height}px` } : undefined}
        onPointerMove={(e) => {
          const next = at(e);
          if (next?.layer !== hovered.value?.layer || next?.unit !== hovered.value?.unit) hovered.value = next;
        }}
        onPointerLeave={() => (hovered.value = undefined)}
        onClick={(e) => {
          const next = at(e);
          if (next) pick(next);
        }}
      />
      {shown && facts.value!.layers.map((layer, i) => <LayerKeys key={`${layer.index}`} layer={layer} number={i} grid={shown.layers[i]!} onMove={(unit) => (hovered.value = unit === undefined ? undefined : { layer: i, unit })} />)}
      {shown && over && <Tip grid={shown.layers[over.layer]!} width={shown.width} at={over} />}
    </div>
  );
}

/** What a neuron is called and gives. */
function describe(at: Picked): string {
  const layer = facts.value!.layers[at.layer]!, isLast = at.layer === facts.value!.layers.length - 1, value = activations.value[at.layer]?.[at.unit];
  const name = isLast && facts.value!.classes.length === layer.units ? `Output ${facts.value!.classes[at.unit]}` : `Neuron ${at.unit + 1}`;
  return value === undefined ? name : `${name}: ${short(value)}`;
}

function Tip({ grid, at, width }: { grid: Grid; at: Picked; width: number }) {
  const { x, y } = centre(grid, at.unit);
  return (
    <div class="tip" aria-hidden="true" style={{ left: `${Math.min(Math.max(x, 70), width - 70)}px`, top: `${y - grid.cell / 2 - 4}px` }}>
      {describe(at)}
    </div>
  );
}

/** Keys for one layer: arrows walk over its neurons, Enter opens one. Only the neuron that one is at is told of: a list of thousands helps nobody. */
function LayerKeys({ layer, number, grid, onMove }: { layer: LayerLook; number: number; grid: Grid; onMove: (unit: number | undefined) => void }) {
  const unit = useSignal(0), isLast = number === facts.value!.layers.length - 1;
  const id = `layer-${layer.index}-neuron`;
  const steps = useMemo((): Record<string, number> => ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -grid.columns, ArrowDown: grid.columns, Home: -Infinity, End: Infinity }), [grid.columns]);
  const onKey = (e: KeyboardEvent): void => {
    const step = steps[e.key];
    if (step !== undefined) unit.value = Math.min(layer.units - 1, Math.max(0, unit.value + step));
    else if (e.key === "Enter" || e.key === " ") pick({ layer: number, unit: unit.value });
    else if (e.key === "s" || e.key === "S") unit.value = strongest(number);
    else return;
    e.preventDefault();
    onMove(unit.value);
  };
  const isPicked = picked.value?.layer === number && picked.value.unit === unit.value;
  return (
    <div
      class="layer-keys"
      role="listbox"
      tabIndex={0}
      aria-label={`Layer ${number + 1}${isLast ? ", outputs" : ""}: ${layer.units} neurons, ${layer.activation}. Arrow keys walk, S goes to the most active, Enter opens.`}
      aria-activedescendant={id}
      style={{ left: `${grid.x - 3}px`, top: `${grid.y - 3}px`, width: `${grid.width + 6}px`, height: `${grid.height + 6}px` }}
      onKeyDown={onKey}
      onFocus={() => onMove(unit.value)}
      onBlur={() => onMove(undefined)}
    >
      <div id={id} role="option" class="visually-hidden" aria-selected={isPicked} aria-setsize={layer.units} aria-posinset={unit.value + 1}>
        {describe({ layer: number, unit: unit.value })}
      </div>
    </div>
  );
}

function strongest(layer: number): number {
  let best = 0;
  activations.value[layer]?.forEach((value, i, all) => Math.abs(value) > Math.abs(all[best]!) && (best = i));
  return best;
}
