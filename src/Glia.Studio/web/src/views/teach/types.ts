import type { SetSummary } from "../../parts/sets";

/** An example that was recorded. */
export interface Added {
  number: number;
  summary: SetSummary;
}

/** What a network says to a picture that was made ready as its set's pictures are. */
export interface Trial {
  isEmpty: boolean;
  /** Base64. */
  pixels?: string;
  side: number;
  answer: string;
  classes: string[];
  beliefs: number[];
  isUnsure?: boolean;
}
