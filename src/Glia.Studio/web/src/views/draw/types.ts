// What the server sends of a look; each type bears the name of its record in C#.

export interface LookFacts {
  height: number;
  width: number;
  /** Whether the ink of pictures can be prepared as MNIST's was. */
  canPrepare: boolean;
  /** Whether its pictures are dark on light. */
  hasLightPaper: boolean;
  classes: string[];
  layers: LayerLook[];
}

export interface LayerLook {
  /** Its place among the network's layers, for addresses. */
  index: number;
  units: number;
  activation: string;
}

export interface LookView {
  version: number;
  isEmpty: boolean;
  /** What the network was given: bytes in base64. */
  pixels: string;
  outputs: number[];
  beliefs: number[];
  answer: number;
  second: number;
  sureness: "sure" | "fairly sure" | "unsure" | "";
  isRefused?: boolean;
  isFamiliar: boolean;
  warnings: string[];
  /** The outputs of each layer, floats in base64. */
  layers: string[];
  links: StrongLinks[];
  stages?: StageView[];
}

/** The strongest connections into a layer: what weight times activation contributes. */
export interface StrongLinks {
  from: number[];
  to: number[];
  value: number[];
}

export interface StageView {
  name: "original" | "gray" | "background" | "ink" | "cleaned" | "framed";
  width: number;
  height: number;
  pixels: string;
}

/** The weights of the first layer as pictures: 128 is 0. */
export interface FirstWeights {
  version: number;
  units: number;
  limit: number;
  bytes: string;
}

export interface ExampleView {
  index: number;
  label: number;
  pixels: string;
}

export interface WhyView {
  label: number;
  belief: number;
  /** How the class gains on the others with the ink of each pixel. */
  slope: string;
  /** What its output loses when the pixels around each are covered. */
  covered?: string;
  mostCovered?: number;
}

export interface ChangeView {
  label: number;
  isFound: boolean;
  pixels: string;
  change: string;
  changed: number;
  words: string;
}

export interface PageLook {
  width: number;
  height: number;
  rows: string[];
  digits: PageDigitView[];
}

export interface PageDigitView {
  row: number;
  column: number;
  left: number;
  top: number;
  width: number;
  height: number;
  name: string;
  belief: number;
  second: number;
  sureness: LookView["sureness"];
  pixels: string;
}

/** A neuron: its layer by its place in the drawing, from 0, and its number, from 0. */
export interface Picked {
  layer: number;
  unit: number;
}
