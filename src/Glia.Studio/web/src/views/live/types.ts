/** What a session is: it changes seldom. */
export interface Session {
  id: number;
  inputs: string[];
  outputs: Output[];
  gestures: string[];
  inputAddress: string;
  outputAddress: string;
  listening: string;
  inputPort: number;
  isOpenToOthers: boolean;
  sendingTo: string;
  isStrict: boolean;
}

export interface Output {
  name: string;
  isClass: boolean;
  minimum: number;
  maximum: number;
  isHardLimited: boolean;
  isInteger: boolean;
  classes: number;
  sendsProbabilities: boolean;
  /** Indices of inputs; all where there is none. */
  selectedInputs?: number[];
  learner: string;
  settings: Record<string, string>;
  isRecorded: boolean;
  isRun: boolean;
}

/** What it does and says now; null is what is no finite number. */
export interface Now {
  isRecording: boolean;
  isRunning: boolean;
  isLearning: boolean;
  part: number;
  epoch: number;
  loss?: number;
  outcome?: { end: "done" | "cancelled" | "failed"; text: string; seconds: number };
  round: number;
  examples: number;
  undoable?: string;
  canRestore: boolean;
  inputs: (number | null)[];
  outputs: OutputNow[];
  gestures: GestureNow[];
  /** Another one when examples may have changed. */
  changes: number;
}

export interface OutputNow {
  label?: number;
  value?: number;
  probabilities: (number | null)[];
  examples: number;
  learnedFrom: number;
}

export interface GestureNow {
  examples: number;
  distance?: number;
  isMatch: boolean;
  isRecording: boolean;
}

export interface Example {
  id: number;
  time: string;
  round: number;
  inputs: (number | null)[];
  outputs: (number | null)[];
}

export interface ExamplePage {
  start: number;
  count: number;
  examples: Example[];
}

export interface Traffic {
  in: number;
  out: number;
  unknown: number;
  malformed: number;
  datagrams: number;
  dropped: number;
  overflown?: number;
  last: { isIn: boolean; text: string }[];
}

export interface Warning {
  number: number;
  time: string;
  text: string;
}

export interface LearnerKind {
  name: string;
  learnsValues: boolean;
  learnsClasses: boolean;
  settings: Record<string, string>;
}

export interface Scores {
  isBusy: boolean;
  part: number;
  folds: number;
  seed: number;
  examples: number;
  outputs: { name: string; isClass: boolean; examples: number; folds: number; training?: number; validation?: number; problem?: string }[];
  ended?: string;
}
