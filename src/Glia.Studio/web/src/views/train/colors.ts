// Colours of maps: the same in the light and in the dark, for a map is a picture. Class 0 blue and class 1 orange, told apart by everybody; several classes by six hues.

type Rgb = [number, number, number];

const paper: Rgb = [247, 247, 245];
const blue: Rgb = [33, 102, 172];
const orange: Rgb = [214, 110, 26];
const hues: Rgb[] = [blue, orange, [27, 122, 61], [139, 63, 168], [138, 109, 0], [14, 116, 144]];

export const classColor = (label: number): string => `rgb(${hues[label % hues.length]!.join(" ")})`;

const mix = (a: Rgb, b: Rgb, part: number): Rgb => [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];

/** From below zero over paper to above it: byte 128 is zero. */
export function signed(bytes: Uint8Array): Uint8Array {
  return paint(bytes, (b) => (b < 128 ? mix(paper, blue, (128 - b) / 128) : mix(paper, orange, (b - 128) / 127)));
}

/** One output of two classes: blue where it says the first, orange where it says the second. */
export const twoClasses = signed;

/** Several classes, each in its hue, the fuller the surer. */
export function manyClasses(bytes: Uint8Array, classes: number): Uint8Array {
  const levels = Math.floor(256 / classes);
  return paint(bytes, (b) => mix(paper, hues[Math.floor(b / levels) % hues.length]!, 0.15 + (0.85 * (b % levels)) / levels));
}

function paint(bytes: Uint8Array, color: (byte: number) => Rgb): Uint8Array {
  const table = Array.from({ length: 256 }, (_, b) => color(b));
  const pixels = new Uint8Array(bytes.length * 4);
  bytes.forEach((b, i) => {
    const [red, green, blueness] = table[b]!;
    pixels[4 * i] = red;
    pixels[4 * i + 1] = green;
    pixels[4 * i + 2] = blueness;
    pixels[4 * i + 3] = 255;
  });
  return pixels;
}
