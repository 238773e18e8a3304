/** A number as wide as its last: 0.500, 12.0, -3.25. */
export const level = (x: number | null | undefined): string => (x === undefined || x === null ? "–" : Math.abs(x) >= 1e5 ? x.toExponential(2) : x.toFixed(Math.abs(x) >= 100 ? 1 : Math.abs(x) >= 10 ? 2 : 3));

/** A number in a table: as it is, to six digits. */
export const cell = (x: number | null): string => (x === null ? "–" : String(Number(x.toPrecision(6))));

/** Where a value lies between two others, 0 … 1. */
export const part = (x: number, low: number, high: number): number => (high > low ? Math.max(0, Math.min(1, (x - low) / (high - low))) : 0);

/** How one says it: 1 example, 2 examples. */
export const many = (n: number, what: string): string => `${n.toLocaleString("en-US")} ${what}${n === 1 ? "" : "s"}`;

/** Reads a number that somebody wrote, with a comma or a point; undefined where it is none. */
export function read(text: string): number | undefined {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) ? value : undefined;
}
