// What the server sends and takes; each type bears the name of its record in C#.

/** What can be chosen, asked for once. */
export interface AppFacts {
  version: string;
  folder: string;
  origin: string;
  hasMnist: boolean;
  cores: number;
  data: DataFact[];
  presets: PresetFact[];
  /** The names that a setting can have, by the setting. */
  choices: Record<string, string[]>;
}

export interface DataFact {
  id: string;
  about: string;
  kind: DataKind;
  preset: string;
}

export interface PresetFact {
  name: string;
  about: string;
}

/** points: two inputs, drawn as a map; digits: 28 × 28; pictures: of another size; table: rows of numbers. */
export type DataKind = "points" | "digits" | "pictures" | "table";

/** The options of `glia train` by their names without hyphens, as text; what is left out comes from the preset. */
export type RunSettings = Record<string, string>;

/** Settings with everything filled in, and what repeats them. */
export interface RunPlan {
  settings: RunSettings;
  lines: string[];
  command: string;
  code: string;
}

export type RunStatus = "preparing" | "ready" | "training" | "paused" | "done" | "diverged" | "failed";

export interface RunSummary {
  id: string;
  name: string;
  status: RunStatus;
  /** What went wrong, or what is being done while it is prepared. */
  message?: string;
  /** The data in words. */
  data: string;
  /** The data as the settings name them. */
  dataId: string;
  kind: DataKind;
  /** 784-128-10 */
  shape: string;
  parameters: number;
  inputs: number;
  outputs: number;
  classes: string[];
  readsDigits: boolean;
  epoch: number;
  epochs: number;
  loss?: number;
  accuracy?: number;
  validationAccuracy?: number;
  testAccuracy?: number;
  created: string;
  /** Seconds of training. */
  seconds: number;
}

export interface RunDetail {
  summary: RunSummary;
  settings: RunSettings;
  lines: string[];
  layers: LayerFact[];
  command: string;
  code: string;
  curve: Curve;
  progress?: Progress;
  divergence?: Divergence;
  scores: Score[];
  notes: string[];
}

export interface LayerFact {
  /** Its index among the network's layers, for addresses. */
  index: number;
  kind: string;
  inputs: number;
  outputs: number;
  activation?: string;
  hasBias: boolean;
}

export interface Curve {
  epochs: number[];
  loss: (number | null)[];
  accuracy: (number | null)[];
  validationLoss: (number | null)[];
  validationAccuracy: (number | null)[];
}

export interface Progress {
  epoch: number;
  epochs: number;
  position: number;
  count: number;
  loss?: number;
  accuracy?: number;
  rate: number;
  /** Samples per second. */
  speed: number;
  secondsLeft?: number;
}

export interface Divergence {
  epoch: number;
  step: number;
  cause: string;
  lastGoodEpoch: number;
}

export interface Score {
  name: string;
  accuracy?: number;
  rootMeanSquaredError?: number;
  right: number;
  count: number;
}

/** One message of the live stream on a run. */
export interface RunUpdate {
  summary: RunSummary;
  progress?: Progress;
  divergence?: Divergence;
  /** How many notes there are on what was done by hand. */
  notes: number;
  /** Where in the curve the points belong that follow; 0 for all of them anew. */
  from: number;
  curve?: Curve;
  version: number;
}

/** What a two-input network answers over the square, and each of its neurons; bytes in base64, row by row from the top. */
export interface MapUpdate {
  side: number;
  neuronSide: number;
  low: [number, number];
  high: [number, number];
  /** For each dense layer a map of each neuron: 128 is zero. */
  layers: string[][];
  answer: string;
  /** What byte 0 and byte 255 of the answer stand for; for several classes 0 and their number. */
  range: [number, number];
  weights: LayerWeights[];
  version: number;
}

export interface LayerWeights {
  layer: number;
  rows: number[][];
  biases: number[];
}

/** The points that a network of two inputs learns from. */
export interface Points {
  low: [number, number];
  high: [number, number];
  x: number[];
  y: number[];
  labels?: number[];
  values?: number[];
  isTest: boolean[];
}

export interface WeightChange {
  before: number;
  after: number;
  lossBefore?: number;
  loss?: number;
  accuracyBefore?: number;
  accuracy?: number;
}

/** A page that the server has written: to be shown in a PageView. */
export interface Fragment {
  title: string;
  lead: string;
  html: string;
}
