import type { Fragment } from "../../api/types";

export interface LookFact {
  epoch: number;
  isStale: boolean;
  seconds: number;
  data: string;
  count: number;
}

export interface LookProgress {
  isRunning: boolean;
  what: string;
  done: number;
  total: number;
  seconds: number;
}

export interface MistakesView {
  look: LookFact;
  classes: string[];
  /** Row: what it is; column: what it was taken for, a last one for nothing where hasNone. */
  counts?: number[][];
  pairs?: PairFact[];
  hasNone: boolean;
  right: number;
  width: number;
  height: number;
  worst: SampleFact[];
  figures: Fragment;
  perClass?: Fragment;
  sureness?: Fragment;
}

export interface PairFact {
  actual: number;
  predicted: number;
  count: number;
}

export interface CellView {
  actual: number;
  predicted: number;
  total: number;
  from: number;
  samples: SampleFact[];
}

export interface SampleFact {
  index: number;
  actual: number;
  predicted: number;
  confidence: number;
  beliefs?: number[];
  isUnsure: boolean;
  picture?: string;
  text?: string;
}

export interface NeuronsView {
  look: LookFact;
  lead: string;
  layers: LayerLook[];
  report: Fragment;
}

export interface LayerLook {
  number: number;
  name: string;
  inputs: number;
  outputs: number;
  activation: string;
  width: number;
  height: number;
  limit: number;
  weights?: string;
  neurons: NeuronLook[];
}

export interface NeuronLook {
  unit: number;
  state: string;
  tuned: string;
  mean?: number;
  min?: number;
  max?: number;
  activePart: number;
}

export interface PageLook {
  look: LookFact;
  page: Fragment;
}
