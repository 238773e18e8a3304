import type { LookFacts, Picked } from "./types";

/** Where something is, in CSS pixels of the drawing. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A layer as rows of cells. */
export interface Grid extends Box {
  columns: number;
  cell: number;
  units: number;
}

export interface Layout {
  width: number;
  height: number;
  input: Box;
  layers: Grid[];
  /** Whether the signal runs downwards: on narrow screens. */
  isTall: boolean;
}

const caption = 24, fewOutputs = 24, narrow = 600;

/** Where every neuron is drawn, for so much room. */
export const layOut = (facts: LookFacts, width: number): Layout => (width < narrow ? tall(facts, width) : wide(facts, width));

function wide(facts: LookFacts, width: number): Layout {
  const outputs = facts.layers.at(-1)!.units, height = Math.max(Math.min(560, width * 0.8), outputs <= fewOutputs ? outputs * 30 + caption : 0), room = height - caption;
  const side = Math.min(170, width * 0.2), gap = Math.min(84, Math.max(30, width * 0.06));
  const input = fit(facts, side, 0, caption, room);
  const hidden = facts.layers.slice(0, -1), last = outputs <= fewOutputs ? Math.min(44, room / outputs) : Math.min(220, width * 0.25);
  const free = width - side - last - gap * facts.layers.length, shares = hidden.map((l) => Math.min(22, Math.max(3, Math.sqrt(l.units)))), all = shares.reduce((a, b) => a + b, 0);
  let x = side + gap;
  const layers = hidden.map((layer, i) => {
    const box = { x, y: caption, width: (free * shares[i]!) / all, height: room };
    x += box.width + gap;
    return grid(layer.units, box, i === 0 ? 54 : 42);
  });
  const end = hidden.length ? width - last : Math.min(width - last, side + gap * 4);
  layers.push(outputs <= fewOutputs ? column(outputs, { x: end, y: caption, width: last, height: room }) : grid(outputs, { x: end, y: caption, width: last, height: room }, 30));
  return { width, height, input, layers, isTall: false };
}

function tall(facts: LookFacts, width: number): Layout {
  const gap = 40, side = Math.min(140, width * 0.4);
  const input = { ...fit(facts, side, (width - side) / 2, caption, side) };
  let y = caption + side + gap;
  const layers = facts.layers.map((layer, i) => {
    const isLast = i === facts.layers.length - 1;
    const box = { x: 0, y: y + caption, width, height: isLast ? 90 : 300 };
    const made = grid(layer.units, box, isLast ? Math.min(36, width / Math.min(layer.units, 12)) : i === 0 ? 40 : 30);
    made.y = box.y;
    y = made.y + made.height + gap;
    return made;
  });
  return { width, height: y - gap + 6, input, layers, isTall: true };
}

function fit(facts: LookFacts, side: number, x: number, y: number, room: number): Box {
  const scale = side / Math.max(facts.width, facts.height), width = facts.width * scale, height = facts.height * scale;
  return { x: x + (side - width) / 2, y: y + (room - height) / 2, width, height };
}

// The largest cells with which all units fit.
function grid(units: number, box: Box, most: number): Grid {
  let cell = most;
  while (cell > 2 && Math.floor(box.width / cell) * Math.floor(box.height / cell) < units) cell -= cell > 12 ? 1 : 0.5;
  const fitting = Math.max(1, Math.floor(box.width / cell)), rows = Math.ceil(units / fitting), columns = Math.ceil(units / rows);
  const width = columns * cell, height = rows * cell;
  return { units, cell, columns, width, height, x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2 };
}

function column(units: number, box: Box): Grid {
  const cell = box.height / units;
  return { units, cell, columns: 1, x: box.x, y: box.y, width: box.width, height: box.height };
}

/** The middle of a neuron. */
export function centre(grid: Grid, unit: number): { x: number; y: number } {
  const column = unit % grid.columns, row = Math.floor(unit / grid.columns);
  return { x: grid.x + (grid.columns === 1 ? grid.width / 2 : (column + 0.5) * grid.cell), y: grid.y + (row + 0.5) * grid.cell };
}

/** The neuron at a place. */
export function neuronAt(layout: Layout, x: number, y: number): Picked | undefined {
  for (const [layer, grid] of layout.layers.entries()) {
    if (x < grid.x || y < grid.y || x >= grid.x + grid.width || y >= grid.y + grid.height) continue;
    const column = grid.columns === 1 ? 0 : Math.floor((x - grid.x) / grid.cell), unit = Math.floor((y - grid.y) / grid.cell) * grid.columns + column;
    return unit < grid.units ? { layer, unit } : undefined;
  }
  return undefined;
}
