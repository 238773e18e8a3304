import { signal } from "@preact/signals";
import { get, patch, post, put, remove } from "../../api/http";
import { attempt, complain, say } from "../../app/messages";
import { keepSet, setPath, type SetDetail, type SetSummary } from "../../parts/sets";

// The set that is open, and what can be done to it. The server's answer is what is shown.

export const detail = signal<SetDetail | undefined>(undefined);

/** The class that is being recorded. */
export const recorded = signal<string | undefined>(undefined);

export function show(changed: SetDetail): void {
  keepSet(changed.summary);
  if (detail.value?.summary.id === changed.summary.id) detail.value = changed;
}

export async function open(id: string): Promise<void> {
  detail.value = undefined;
  try {
    const found = await get<SetDetail>(setPath(id));
    detail.value = found;
    keepSet(found.summary);
    recorded.value = found.summary.classes.find((c) => c.count === 0)?.name ?? found.summary.classes[0]?.name;
  } catch (e) {
    complain(e);
  }
}

/** Shows an example that was recorded, without asking for all of them again. */
export function added(summary: SetSummary, label: string, number: number): void {
  const now = detail.value;
  keepSet(summary);
  if (now?.summary.id !== summary.id) return;
  const examples = { ...now.examples, [label]: [...(now.examples?.[label] ?? []), number] };
  detail.value = { ...now, summary, examples };
}

const change = async (work: () => Promise<SetDetail>): Promise<boolean> => {
  const changed = await attempt(work);
  if (changed) show(changed);
  return changed !== undefined;
};

const sample = (id: string, kind: "examples" | "points", number: number, rest = ""): string => setPath(id, `/${kind}/${number}${rest}`);

export async function deleteSample(id: string, kind: "examples" | "points", number: number): Promise<void> {
  if (!(await change(() => remove(sample(id, kind, number))))) return;
  say(kind === "points" ? "A point was deleted." : "An example was deleted.", { label: "Undo", run: () => void change(() => post(sample(id, kind, number, "/restore"))) });
}

export const relabel = (id: string, number: number, label: string): Promise<boolean> => change(() => put(sample(id, "examples", number), { label }));

export const addPoint = (id: string, label: string, x: number, y: number): Promise<boolean> => change(() => post(setPath(id, "/points"), { points: [{ label, x, y }] }));

export const addClass = (id: string, name: string): Promise<boolean> => change(() => post(setPath(id, "/classes"), { name }));

export async function renameClass(id: string, label: string, name: string): Promise<void> {
  if ((await change(() => patch(setPath(id, "/classes", { label }), { name }))) && recorded.value === label) recorded.value = name;
}

export async function deleteClass(id: string, label: string): Promise<void> {
  if (!(await change(() => remove(setPath(id, "/classes", { label }))))) return;
  if (recorded.value === label) recorded.value = detail.value?.summary.classes[0]?.name;
  say(`${label} was deleted.`, { label: "Undo", run: () => void change(() => post(setPath(id, "/classes/restore", { label }))) });
}
