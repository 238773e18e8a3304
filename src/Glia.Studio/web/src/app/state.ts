import { computed, signal } from "@preact/signals";
import type { AppFacts, MapUpdate, RunSummary, RunUpdate } from "../api/types";
import { get } from "../api/http";
import { kept } from "./kept";
import { complain } from "./messages";

/** What can be chosen; undefined until the server has answered. */
export const facts = signal<AppFacts | undefined>(undefined);

/** All runs, newest first; kept up to date by the live stream. */
export const runs = signal<RunSummary[] | undefined>(undefined);

/** The run that was looked at last: what the other views show unless their address names one. */
export const lastRun = kept<string>("run", "", (v) => typeof v === "string");

export const runOf = (id: string | undefined): RunSummary | undefined => runs.value?.find((r) => r.id === id);

/** The network that a view without an id in its address shows. */
export const currentRun = computed(() => runOf(lastRun.value) ?? runs.value?.[0]);

/** The newest network that reads digits, and has learnt something. */
export const digitRun = computed(() => {
  const isReader = (r: RunSummary) => r.readsDigits && r.epoch > 0;
  const last = runOf(lastRun.value);
  return last && isReader(last) ? last : runs.value?.find(isReader);
});

/** Whether the live stream is open; false once the server has stopped. */
export const isConnected = signal(true);

export async function loadFacts(): Promise<void> {
  try {
    facts.value = await get<AppFacts>("/api/app");
  } catch (e) {
    complain(e);
  }
}

// --- the live stream ---

type Watcher = { run: string; onRun: (update: RunUpdate) => void; onMap?: (map: MapUpdate) => void };

let watcher: Watcher | undefined;
let source: EventSource | undefined;

/** Watches one run besides the list; returns what ends it. One view watches at a time. */
export function watch(run: string, onRun: Watcher["onRun"], onMap?: Watcher["onMap"]): () => void {
  const mine: Watcher = { run, onRun, onMap };
  watcher = mine;
  open();
  return () => {
    if (watcher !== mine) return;
    watcher = undefined;
    open();
  };
}

/** Opens the stream anew. A hidden page holds none: browsers allow six connections to one server, and nobody looks. */
export function open(): void {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  const query = watcher ? `?run=${encodeURIComponent(watcher.run)}${watcher.onMap ? "&map=1" : ""}` : "";
  const mine = new EventSource(`/api/events${query}`);
  source = mine;
  mine.addEventListener("open", () => (isConnected.value = true));
  mine.addEventListener("error", () => {
    isConnected.value = false;
    if (mine.readyState === EventSource.CLOSED && source === mine) setTimeout(() => source === mine && open(), 2000);
  });
  mine.addEventListener("runs", (e) => (runs.value = JSON.parse((e as MessageEvent<string>).data) as RunSummary[]));
  mine.addEventListener("run", (e) => watcher?.onRun(JSON.parse((e as MessageEvent<string>).data) as RunUpdate));
  mine.addEventListener("map", (e) => watcher?.onMap?.(JSON.parse((e as MessageEvent<string>).data) as MapUpdate));
}

document.addEventListener("visibilitychange", open);
