import { isDark } from "../../app/theme";

export type Rgb = readonly [number, number, number];

/** The page's colours, as a canvas needs them. */
export interface Colours {
  below: Rgb;
  above: Rgb;
  card: Rgb;
  ink: Rgb;
  faint: Rgb;
  line: Rgb;
  accent: Rgb;
}

let known: { dark: boolean; colours: Colours } | undefined;

/** Whoever draws with them is drawn anew when the page turns dark or light. */
export function colours(): Colours {
  const dark = isDark.value;
  if (known?.dark === dark) return known.colours;
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): Rgb => {
    const text = style.getPropertyValue(`--${name}`).trim().replace("#", ""), hex = text.length === 3 ? text.replace(/./g, "$&$&") : text;
    return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16)) as unknown as Rgb;
  };
  known = { dark, colours: { below: read("below"), above: read("above"), card: read("card"), ink: read("ink"), faint: read("faint"), line: read("line"), accent: read("accent") } };
  return known.colours;
}

export const mix = (from: Rgb, to: Rgb, part: number): Rgb => [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * part)) as unknown as Rgb;

export const css = (c: Rgb, alpha = 1): string => `rgb(${c[0]} ${c[1]} ${c[2]} / ${alpha})`;

/** A number from −1 to 1 as a colour: below 0, above 0, and the ground at 0. */
export const signed = (c: Colours, value: number, ground: Rgb = c.card): Rgb => mix(ground, value < 0 ? c.below : c.above, Math.min(1, Math.abs(value)));
