// Weights: blue below zero, red above it, white at zero, in light and dark alike, for a picture is a picture (Brewer's RdBu, told apart by everybody).
const below = [33, 102, 172];
const above = [178, 24, 43];

const table = Uint8Array.from(
  Array.from({ length: 256 }, (_, b) => {
    const part = b < 128 ? (128 - b) / 128 : (b - 128) / 127;
    const end = b < 128 ? below : above;
    return [...end.map((c) => 255 + (c - 255) * part), 255];
  }).flat(),
);

/** Bytes around 128 as RGBA. */
export function signedPixels(bytes: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(bytes.length * 4);
  bytes.forEach((b, i) => pixels.set(table.subarray(4 * b, 4 * b + 4), 4 * i));
  return pixels;
}
