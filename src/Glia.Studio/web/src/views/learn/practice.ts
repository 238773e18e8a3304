import { post } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { attempt } from "../../app/messages";
import { go, type ViewName } from "../../app/router";
import { lastRun, runs } from "../../app/state";

/** Where one does by hand what a lesson was about. */
export interface Practice {
  label: string;
  view: ViewName;
  /** The data of the network that it takes. */
  data: string;
}

const practices: Record<string, Practice> = {
  gates: { label: "Train a neuron on AND", view: "train", data: "and" },
  line: { label: "Train on two groups of points", view: "train", data: "blobs" },
  xor: { label: "Train XOR yourself", view: "train", data: "xor" },
  "feed-forward": { label: "Follow a sample through a network", view: "step", data: "xor" },
  loss: { label: "See the loss of a real step", view: "step", data: "xor" },
  "splitting-the-error": { label: "Follow the error back through a network", view: "step", data: "xor" },
  "training-step": { label: "Take a step yourself", view: "step", data: "xor" },
  "gradient-descent": { label: "Watch a loss go down", view: "train", data: "circle" },
  digits: { label: "Train a network that reads digits", view: "train", data: "generated" },
  inside: { label: "Look into a network that reads digits", view: "inspect", data: "generated" },
};

export const practiceOf = (lesson: string): Practice | undefined => practices[lesson];

/** Opens the newest network of that data, or makes one. */
export async function practise({ view, data }: Practice): Promise<void> {
  const found = runs.value?.find((r) => r.dataId === data && r.status !== "failed" && (view === "train" || r.epoch > 0)) ?? runs.value?.find((r) => r.dataId === data && r.status !== "failed");
  const run = found ?? (await attempt(() => post<RunSummary>("/api/runs", { settings: { data } })));
  if (!run) return;
  if (!found && view !== "train") await attempt(() => post(`/api/runs/${run.id}/play`, {}));
  lastRun.value = run.id;
  go(view, run.id);
}
