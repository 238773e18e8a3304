import { signal } from "@preact/signals";
import { get } from "../api/http";
import { complain } from "../app/messages";
import type { DataKind } from "../api/types";

// Data sets of one's own, as the server sends them; each type bears the name of its record in C#.

export interface ClassCount {
  name: string;
  count: number;
}

export interface SetSummary {
  id: string;
  name: string;
  /** How it is made. */
  kind: "pictures" | "points" | "table";
  /** digit: the ink is found and framed; whole: the picture as it is. */
  fit: "digit" | "whole";
  side: number;
  created: string;
  /** What a run's setting `data` says for it. */
  data: string;
  /** What a run on it is. */
  dataKind: DataKind;
  /** The recipe that suits it. */
  preset: string;
  count: number;
  classes: ClassCount[];
  canTrain: boolean;
  /** What would make it better. */
  hint?: string;
}

export interface SetPoint {
  number: number;
  label: string;
  /** −1 … 1, from the left. */
  x: number;
  /** −1 … 1, from the bottom. */
  y: number;
}

export interface SetDetail {
  summary: SetSummary;
  /** Of pictures: the numbers of each class's examples. */
  examples?: Record<string, number[]>;
  points?: SetPoint[];
  table?: { rows: number; values: number; dataKind: DataKind; counts: ClassCount[] };
}

export interface Imported {
  summary: SetSummary;
  count: number;
  passedOver: string[];
}

/** All data sets, newest first; undefined until they have been asked for with loadSets. */
export const sets = signal<SetSummary[] | undefined>(undefined);

export async function loadSets(): Promise<void> {
  try {
    sets.value = await get<SetSummary[]>("/api/sets");
  } catch (e) {
    complain(e);
  }
}

/** Puts a set that has changed into the list. */
export function keepSet(set: SetSummary): void {
  const list = sets.value ?? [];
  sets.value = list.some((s) => s.id === set.id) ? list.map((s) => (s.id === set.id ? set : s)) : [set, ...list];
}

export function dropSet(id: string): void {
  sets.value = sets.value?.filter((s) => s.id !== id);
}

/** `/api/sets/ID/…` with what is asked for. */
export const setPath = (id: string, rest = "", query?: Record<string, string>): string => `/api/sets/${encodeURIComponent(id)}${rest}${query ? `?${new URLSearchParams(query)}` : ""}`;
