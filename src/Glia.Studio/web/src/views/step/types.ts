import type { Fragment } from "../../api/types";

/** Which sample, and how far to step. */
export interface StepAsk {
  index?: number;
  move?: "next" | "previous" | "random";
  label?: number;
  values?: number[];
  target?: string;
  rate?: number;
}

export interface StepView {
  index: number;
  count: number;
  data: string;
  label?: number;
  features?: number[];
  picture?: string;
  width: number;
  height: number;
  targets: number[];
  rate: number;
  runRate: number;
  optimizer: string;
  loss: string;
  lossBefore: number;
  lossAfter?: number;
  epoch: number;
  stages: StageView[];
  columns: StepColumn[];
  links: StepLinks[];
}

export type Part = "input" | "sum" | "activation" | "loss" | "delta" | "gradient" | "after";

export interface StageView {
  part: Part;
  layer: number;
  title: string;
  page: Fragment;
}

export interface StepColumn {
  size: number;
  activation?: string;
  shown: number[];
  outputs: (number | null)[];
  sums?: (number | null)[];
  deltas?: (number | null)[];
  after: (number | null)[];
}

export interface StepLinks {
  weights: number[];
  changes: number[];
}
