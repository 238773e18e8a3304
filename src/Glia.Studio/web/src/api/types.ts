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
  activations: string[];
  losses: string[];
  optimizers: string[];
  schedules: string[];
  scalings: string[];
  targets: string[];
  initializers: string[];
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

/** The options of `glia train`; what is left out comes from the preset. */
export interface RunSettings {
  data: string;
  count?: number;
  noise?: number;
  validation?: number;
  preset?: string;
  layers?: number[];
  activation?: string;
  loss?: string;
  optimizer?: string;
  lr?: number;
  momentum?: number;
  schedule?: string;
  batch?: number;
  epochs?: number;
  dropout?: number;
  augment?: string;
  l1?: number;
  l2?: number;
  labelSmoothing?: number;
  clip?: number;
  scale?: string;
  targets?: string;
  init?: string;
  noBias?: boolean;
  seed?: number;
}

/** Settings with everything filled in, and what repeats them. */
export interface RunPlan {
  settings: Required<RunSettings>;
  shape: string;
  parameters: number;
  lines: string[];
  command: string;
  code: string;
  kind: DataKind;
}

export type RunStatus = "preparing" | "ready" | "training" | "paused" | "done" | "diverged" | "failed";

export interface RunSummary {
  id: string;
  name: string;
  status: RunStatus;
  /** What went wrong, or what is being done while it is prepared. */
  message?: string;
  data: string;
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

export interface RunDetail extends RunSummary {
  settings: RunSettings;
  lines: string[];
  layers: LayerFact[];
  command: string;
  code: string;
  curve: Curve;
  progress?: Progress;
  divergence?: Divergence;
  scores: Score[];
  temperature?: number;
  notes: string[];
}

export interface LayerFact {
  /** Its index among the network's layers, for addresses. */
  index: number;
  kind: string;
  inputs: number;
  outputs: number;
  activation?: string;
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
  /** Where in the curve the points belong that follow; 0 for all of them anew. */
  from: number;
  curve?: Curve;
  version: number;
}

/** What a two-input network answers over the square, and each of its neurons; bytes in base64, row by row from the top. */
export interface MapUpdate {
  side: number;
  low: [number, number];
  high: [number, number];
  layers: string[][];
  answer: string;
  /** What byte 0 and byte 255 stand for, of the answer. */
  range: [number, number];
  version: number;
}

/** A page that the server has written: to be shown in a PageView. */
export interface Fragment {
  title: string;
  lead: string;
  html: string;
}
