/** 12345 → 12,345. */
export const count = (n: number): string => Math.round(n).toLocaleString("en-US");

/** 0.98123 → 98.1 %. */
export const percent = (part: number | undefined, digits = 1): string => (part === undefined || Number.isNaN(part) ? "–" : `${(100 * part).toFixed(digits)} %`);

/** A number with as many digits as say something: 0.0312, 1.234, 12.3, 4.2e-6. */
export function short(x: number | undefined): string {
  if (x === undefined || Number.isNaN(x)) return "–";
  const size = Math.abs(x);
  if (size === 0) return "0";
  if (size < 0.001 || size >= 1e6) return x.toExponential(2);
  return size < 1 ? x.toFixed(4) : size < 10 ? x.toFixed(3) : size < 100 ? x.toFixed(2) : x.toFixed(1);
}

/** 75 → 1 min 15 s. */
export function duration(seconds: number): string {
  if (seconds < 0.95) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.5) return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** At most three digits: 1.15, -0.15. */
export const brief = (x: number): string => String(Number(x.toPrecision(3)));
