import type { Colours, Rgb } from "./colours";
import { css, mix, signed } from "./colours";
import { centre, type Grid, type Layout } from "./layout";
import type { FirstWeights, LookFacts, LookView, Picked } from "./types";

export interface Scene {
  layout: Layout;
  facts: LookFacts;
  look: LookView | undefined;
  pixels: Uint8Array | undefined;
  activations: Float32Array[];
  atlas: Atlas | undefined;
  picked: Picked | undefined;
  hovered: Picked | undefined;
  colours: Colours;
}

/** The first layer's weights as pictures on one canvas, side by side. */
export interface Atlas {
  canvas: HTMLCanvasElement;
  columns: number;
  units: number;
}

export function makeAtlas(facts: LookFacts, weights: FirstWeights, bytes: Uint8Array, colours: Colours): Atlas {
  const { width, height } = facts, columns = Math.ceil(Math.sqrt(weights.units));
  const canvas = document.createElement("canvas");
  canvas.width = columns * width;
  canvas.height = Math.ceil(weights.units / columns) * height;
  const context = canvas.getContext("2d")!, image = context.createImageData(canvas.width, canvas.height);
  const shades = Array.from({ length: 256 }, (_, b) => signed(colours, (b - 128) / 127));
  for (let unit = 0; unit < weights.units; unit++) {
    const left = (unit % columns) * width, top = Math.floor(unit / columns) * height;
    for (let i = 0; i < width * height; i++) {
      const at = 4 * ((top + Math.floor(i / width)) * canvas.width + left + (i % width)), shade = shades[bytes[unit * width * height + i]!]!;
      image.data[at] = shade[0];
      image.data[at + 1] = shade[1];
      image.data[at + 2] = shade[2];
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return { canvas, columns, units: weights.units };
}

export function paintNetwork(context: CanvasRenderingContext2D, scene: Scene, scale: number): void {
  const { layout } = scene;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  paintInput(context, scene);
  layout.layers.forEach((grid, i) => paintLayer(context, scene, grid, i));
  scene.look?.links.forEach((_, i) => paintLinks(context, scene, i));
  paintOutputNames(context, scene);
  if (scene.hovered) ring(context, scene, scene.hovered, scene.colours.faint, 2);
  if (scene.picked) ring(context, scene, scene.picked, scene.colours.accent, 3);
  paintCaptions(context, scene);
}

const small = new OffscreenCanvas(28, 28).getContext("2d")!; // the input, pixel for pixel

function paintInput(context: CanvasRenderingContext2D, { layout, facts, pixels, colours }: Scene): void {
  const { x, y, width, height } = layout.input, { width: columns, height: rows } = facts;
  context.fillStyle = "#000";
  context.fillRect(x, y, width, height);
  if (pixels) {
    if (small.canvas.width !== columns || small.canvas.height !== rows) [small.canvas.width, small.canvas.height] = [columns, rows];
    const image = small.createImageData(columns, rows);
    for (let i = 0; i < pixels.length; i++) image.data.set([pixels[i]!, pixels[i]!, pixels[i]!, 255], 4 * i);
    small.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small.canvas, x, y, width, height);
  }
  context.strokeStyle = css(colours.line);
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

/** How strong each neuron is beside what its layer reaches: −1 to 1. */
export function strengths(values: Float32Array | undefined): Float32Array {
  if (!values) return new Float32Array();
  let most = 0;
  for (const v of values) most = Math.max(most, Math.abs(v));
  const limit = most > 1 ? most : 1; // sigmoid, tanh and softmax reach 1; others are shown beside their largest
  return values.map((v) => v / limit);
}

function paintLayer(context: CanvasRenderingContext2D, scene: Scene, grid: Grid, layer: number): void {
  const { colours, atlas, facts } = scene, strong = strengths(scene.activations[layer]), off = mix(colours.card, colours.ink, 0.07);
  const hasPictures = layer === 0 && atlas && grid.cell >= 11, isLast = layer === scene.layout.layers.length - 1;
  for (let unit = 0; unit < grid.units; unit++) {
    const { x, y } = centre(grid, unit), strength = strong[unit] ?? 0;
    if (hasPictures && !isLast && unit < atlas.units) paintPicture(context, atlas, facts, unit, x, y, grid.cell, strength, strong.length > 0, colours, off);
    else paintNeuron(context, x, y, isLast ? Math.min(grid.cell, 34) : grid.cell, signed(colours, emphasis(strength), off), colours);
  }
}

// Weak activations are to be seen as well.
const emphasis = (strength: number): number => Math.sign(strength) * Math.sqrt(Math.abs(strength));

function paintNeuron(context: CanvasRenderingContext2D, x: number, y: number, cell: number, fill: Rgb, colours: Colours): void {
  context.fillStyle = css(fill);
  if (cell < 9) {
    const gap = cell > 4 ? 1 : 0;
    context.fillRect(x - cell / 2, y - cell / 2, cell - gap, cell - gap);
    return;
  }
  context.beginPath();
  context.arc(x, y, cell / 2 - 2, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = css(colours.faint, 0.5);
  context.stroke();
}

// Its weights, framed in the colour of its activation; what is silent stands back.
function paintPicture(context: CanvasRenderingContext2D, atlas: Atlas, facts: LookFacts, unit: number, x: number, y: number, cell: number, strength: number, isOn: boolean, colours: Colours, off: Rgb): void {
  const size = cell - 2, frame = Math.max(1.5, cell * 0.09), left = x - size / 2, top = y - size / 2;
  context.fillStyle = css(signed(colours, emphasis(strength), mix(off, colours.ink, 0.12)));
  context.beginPath();
  context.roundRect(left, top, size, size, 3);
  context.fill();
  context.fillStyle = css(colours.card);
  context.fillRect(left + frame, top + frame, size - 2 * frame, size - 2 * frame);
  context.globalAlpha = isOn ? 0.5 + 0.5 * Math.min(1, Math.abs(strength) * 1.4) : 0.85;
  context.imageSmoothingEnabled = cell < 1.5 * facts.width;
  context.drawImage(atlas.canvas, (unit % atlas.columns) * facts.width, Math.floor(unit / atlas.columns) * facts.height, facts.width, facts.height, left + frame, top + frame, size - 2 * frame, size - 2 * frame);
  context.globalAlpha = 1;
}

function paintLinks(context: CanvasRenderingContext2D, scene: Scene, layer: number): void {
  const { layout, facts, colours, look } = scene, links = look!.links[layer]!, to = layout.layers[layer]!, from = layer > 0 ? layout.layers[layer - 1]! : undefined;
  const most = Math.abs(links.value[0] ?? 0);
  for (let i = links.from.length - 1; i >= 0; i--) {
    const start = from ? centre(from, links.from[i]!) : pixel(layout, facts, links.from[i]!), end = centre(to, links.to[i]!), part = Math.abs(links.value[i]!) / most;
    context.strokeStyle = css(links.value[i]! < 0 ? colours.below : colours.above, 0.12 + 0.6 * part * part);
    context.lineWidth = 0.6 + 2 * part;
    context.beginPath();
    context.moveTo(start.x, start.y);
    if (layout.isTall) context.bezierCurveTo(start.x, (start.y + end.y) / 2, end.x, (start.y + end.y) / 2, end.x, end.y);
    else context.bezierCurveTo((start.x + end.x) / 2, start.y, (start.x + end.x) / 2, end.y, end.x, end.y);
    context.stroke();
  }
}

function pixel(layout: Layout, facts: LookFacts, index: number): { x: number; y: number } {
  const { x, y, width, height } = layout.input;
  return { x: x + (((index % facts.width) + 0.5) * width) / facts.width, y: y + ((Math.floor(index / facts.width) + 0.5) * height) / facts.height };
}

function paintOutputNames(context: CanvasRenderingContext2D, scene: Scene): void {
  const grid = scene.layout.layers.at(-1)!, { facts, colours } = scene, strong = strengths(scene.activations.at(-1));
  if (grid.units !== facts.classes.length || grid.cell < 16) return;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const off = mix(colours.card, colours.ink, 0.07);
  for (let unit = 0; unit < grid.units; unit++) {
    const { x, y } = centre(grid, unit), radius = Math.min(grid.cell, 34) / 2 - 2, fill = signed(colours, emphasis(strong[unit] ?? 0), off), name = facts.classes[unit]!;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = css(fill);
    context.fill();
    context.fillStyle = css(readable(fill));
    context.font = `600 ${Math.min(14, radius * 1.1)}px system-ui, sans-serif`;
    context.fillText(name.length > 3 ? `${name.slice(0, 2)}…` : name, x, y + 0.5, 2 * radius - 4);
  }
}

const readable = (ground: Rgb): Rgb => (0.299 * ground[0] + 0.587 * ground[1] + 0.114 * ground[2] > 140 ? [20, 24, 30] : [255, 255, 255]);

function ring(context: CanvasRenderingContext2D, { layout }: Scene, at: Picked, colour: Rgb, width: number): void {
  const grid = layout.layers[at.layer];
  if (!grid || at.unit >= grid.units) return;
  const { x, y } = centre(grid, at.unit), half = Math.min(grid.cell, at.layer === layout.layers.length - 1 ? 34 : grid.cell) / 2 + 1;
  context.strokeStyle = css(colour);
  context.lineWidth = width;
  context.beginPath();
  context.roundRect(x - half, y - half, 2 * half, 2 * half, 5);
  context.stroke();
}

function paintCaptions(context: CanvasRenderingContext2D, { layout, facts, colours }: Scene): void {
  context.fillStyle = css(colours.faint);
  context.font = "13px system-ui, sans-serif";
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  const { input } = layout, clamp = (x: number, text: string): number => Math.min(Math.max(x, context.measureText(text).width / 2), layout.width - context.measureText(text).width / 2);
  context.strokeStyle = css(colours.card, 0.85); // lines may run behind the words
  context.lineWidth = 4;
  context.lineJoin = "round";
  const put = (text: string, x: number, y: number): void => {
    context.strokeText(text, clamp(x, text), y);
    context.fillText(text, clamp(x, text), y);
  };
  put(`${facts.width} × ${facts.height} pixels`, input.x + input.width / 2, layout.isTall ? input.y - 8 : input.y - 9);
  facts.layers.forEach((layer, i) => {
    const grid = layout.layers[i]!, isLast = i === facts.layers.length - 1;
    put(`${layer.units} ${isLast ? "outputs" : "neurons"}, ${layer.activation}`, grid.x + grid.width / 2, layout.isTall ? grid.y - 8 : Math.max(14, grid.y - 9));
  });
}
