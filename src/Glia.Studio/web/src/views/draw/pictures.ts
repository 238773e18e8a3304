const mostBytes = 4 << 20, mostSide = 2400;

/** Any picture that the browser can show, as a PNG file: its own bytes where it is one already and not too large. */
export async function asPng(file: Blob): Promise<Blob> {
  if (file.size <= mostBytes && (await isPng(file))) {
    const own = await createImageBitmap(file);
    const fits = Math.max(own.width, own.height) <= mostSide;
    own.close();
    if (fits) return file;
  }
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, mostSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The browser could not redraw the picture."))), "image/png"));
}

async function isPng(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return head[0] === 0x89 && head[1] === 0x50 && head[2] === 0x4e && head[3] === 0x47;
}
