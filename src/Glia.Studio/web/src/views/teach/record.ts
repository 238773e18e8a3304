import { send } from "../../api/http";
import { setPath } from "../../parts/sets";
import { added } from "./teach";
import type { Added } from "./types";

let last: Promise<unknown> = Promise.resolve();

/** Records one example; one after the other, so that they stand in the order in which they came. Throws what the studio says when it refuses one. */
export function record(set: string, label: string, picture: Uint8Array<ArrayBuffer> | Blob): Promise<void> {
  const mine = last.then(async () => {
    const type = picture instanceof Blob ? "image/png" : "application/octet-stream";
    const { number, summary } = await send<Added>(setPath(set, "/examples", { label }), picture, type);
    added(summary, label, number);
  });
  last = mine.catch(() => undefined);
  return mine;
}

const most = 512; // pixels of a side that is sent: what is kept has 32

/** What can be drawn on a canvas as a PNG file, its middle square where asked for. */
export async function pngOf(source: CanvasImageSource, width: number, height: number, square: boolean): Promise<Blob> {
  const side = Math.min(width, height);
  const [w, h] = square ? [side, side] : [width, height];
  const scale = Math.min(1, most / Math.max(w, h));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(w * scale));
  canvas.height = Math.max(1, Math.round(h * scale));
  canvas.getContext("2d")!.drawImage(source, (width - w) / 2, (height - h) / 2, w, h, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The picture could not be read."))), "image/png"));
}
