import { kept } from "../../app/kept";

/** How far one is with a lesson: looked at, or its question answered. */
export type Mark = "seen" | "answered";

const isMarks = (value: unknown): boolean => typeof value === "object" && value !== null && Object.values(value).every((m) => m === "seen" || m === "answered");

const marks = kept<Record<string, Mark>>("lessons", {}, isMarks);

export const markOf = (id: string): Mark | undefined => marks.value[id];

/** A lesson that was answered stays so. */
export function mark(id: string, how: Mark): void {
  if (marks.value[id] === how || marks.value[id] === "answered") return;
  marks.value = { ...marks.value, [id]: how };
}

export const forget = (): void => void (marks.value = {});
