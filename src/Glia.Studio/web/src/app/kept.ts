import { effect, signal, type Signal } from "@preact/signals";

/** A signal whose value the browser keeps. A private window that keeps nothing is no error. */
export function kept<T>(key: string, otherwise: T, isGood: (value: unknown) => boolean): Signal<T> {
  const name = `glia.${key}`;
  let start = otherwise;
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    if (found !== null && isGood(found)) start = found as T;
  } catch {
    // Nothing kept, or not ours.
  }
  const value = signal(start);
  effect(() => {
    try {
      localStorage.setItem(name, JSON.stringify(value.value));
    } catch {
      // Not kept then.
    }
  });
  return value;
}
