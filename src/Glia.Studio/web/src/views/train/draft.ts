import { effect, signal } from "@preact/signals";
import { ApiError, post } from "../../api/http";
import type { RunPlan, RunSettings } from "../../api/types";
import { complain } from "../../app/messages";
import { kept } from "../../app/kept";

/** The settings as they stand in the form: only what was said. */
export const draft = kept<RunSettings>("draft", { data: "xor" }, (v) => typeof v === "object" && v !== null && !Array.isArray(v) && Object.values(v).every((x) => typeof x === "string"));

/** The same with everything filled in; undefined until the server has answered. */
export const plan = signal<RunPlan | undefined>(undefined);

/** What is wrong, by setting. */
export const faults = signal<Record<string, string>>({});

/** The settings that the plan was made for: it lags behind the form by an answer of the server. */
let planned: RunSettings | undefined;

/** Changes one setting; an empty text, or what the preset says anyway, leaves it to the preset. */
export function change(name: string, value: string): void {
  const next = { ...draft.value };
  const isUsual = planned === draft.value && plan.value?.settings[name] === value && next[name] === undefined;
  if (value === "" || isUsual) delete next[name];
  else next[name] = value;
  draft.value = next;
}

/** Other data, and the recipe for them where it is not the usual one: settings that suited the old do not suit these. */
export function choose(data: string, preset?: string): void {
  const seed = draft.value["seed"];
  draft.value = { data, ...(preset ? { preset } : {}), ...(seed ? { seed } : {}) };
}

export const isSame = (a: RunSettings, b: RunSettings): boolean => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((n) => (a[n] ?? "") === (b[n] ?? ""));
};

let asked: AbortController | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

effect(() => {
  const settings = draft.value;
  clearTimeout(waiting);
  waiting = setTimeout(() => void ask(settings), plan.peek() ? 120 : 0);
});

async function ask(settings: RunSettings): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  try {
    plan.value = await post<RunPlan>("/api/plan", { settings }, asked.signal);
    planned = settings;
    faults.value = {};
  } catch (e) {
    if (e instanceof ApiError && e.field) faults.value = { [e.field]: e.message };
    else complain(e);
  }
}
