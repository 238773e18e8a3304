import { expect, test } from "vitest";
import { classColor, manyClasses, signed } from "./colors";

const pixel = (pixels: Uint8Array, i: number): number[] => [...pixels.slice(4 * i, 4 * i + 4)];

test("zero is paper, below it is blue, above it orange, and all is opaque", () => {
  const pixels = signed(Uint8Array.of(0, 128, 255));
  expect(pixel(pixels, 1)).toEqual([247, 247, 245, 255]);
  expect(pixel(pixels, 0)[2]).toBeGreaterThan(pixel(pixels, 0)[0]!);
  expect(pixel(pixels, 2)[0]).toBeGreaterThan(pixel(pixels, 2)[2]!);
});

test("each class has a hue of its own, fuller where the network is surer", () => {
  const [unsure, sure, other] = [0, 1, 2].map((i) => pixel(manyClasses(Uint8Array.of(0, 84, 85), 3), i));
  expect(sure![0]).toBeLessThan(unsure![0]!);
  expect(other).not.toEqual(unsure);
  expect(classColor(0)).not.toBe(classColor(1));
});
