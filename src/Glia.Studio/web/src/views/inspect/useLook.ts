import { useEffect, useState } from "preact/hooks";
import { ApiError, get } from "../../api/http";
import type { LookFact, LookProgress } from "./types";

export interface Looked<T> {
  value?: T;
  /** How the one under way goes; undefined when there is none. */
  progress?: LookProgress;
  error?: string;
  /** Looks anew, at the network as it is now. */
  again: () => void;
}

const patience = 250; // ms before progress is asked for, and between two times

/** What the server computes on the network in the background. Leaving the page gives the work up. */
export function useLook<T extends { look: LookFact }>(run: string, part: string, other?: string): Looked<T> {
  const [state, setState] = useState<{ key: string; value?: T; progress?: LookProgress; error?: string }>({ key: "" });
  const [turn, setTurn] = useState(0);
  const key = `${run}/${part}/${other ?? ""}`;
  useEffect(() => {
    const leaving = new AbortController();
    const query = other ? `with=${encodeURIComponent(other)}` : "";
    const address = `/api/runs/${run}/look/${part}`;
    setState((s) => (s.key === key ? { ...s, error: undefined, progress: waiting } : { key, progress: waiting }));
    const timer = setInterval(() => {
      get<LookProgress>(`${address}/progress?${query}`, leaving.signal).then(
        (progress) => progress.isRunning && setState((s) => (s.progress ? { ...s, progress } : s)),
        () => undefined, // the look itself says what is wrong
      );
    }, patience);
    get<T>(`${address}?${query}${turn > 0 ? "&again=1" : ""}`, leaving.signal)
      .then(
        (value) => setState({ key, value }),
        (e: unknown) => !leaving.signal.aborted && setState((s) => ({ key, value: s.value, error: e instanceof ApiError ? e.message : String(e) })),
      )
      .finally(() => clearInterval(timer));
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [key, turn]);
  return { ...(state.key === key ? state : {}), again: () => setTurn((t) => t + 1) };
}

const waiting: LookProgress = { isRunning: true, what: "Looking", done: 0, total: 0, seconds: 0 };
