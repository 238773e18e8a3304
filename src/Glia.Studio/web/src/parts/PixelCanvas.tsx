import { useEffect, useRef } from "preact/hooks";

interface PixelCanvasProps {
  /** Grey values 0 … 255 row by row, or RGBA where there are four times as many. */
  pixels: Uint8Array;
  width: number;
  height: number;
  /** Width on the page, in CSS pixels. */
  size: number;
  /** What it shows, in words; empty where what stands around it says so already. */
  description: string;
}

/** A small picture, its pixels as squares. */
export function PixelCanvas({ pixels, width, height, size, description }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(width, height);
    if (pixels.length === image.data.length) image.data.set(pixels);
    else
      for (let i = 0; i < width * height; i++) {
        const grey = pixels[i] ?? 0;
        image.data.set([grey, grey, grey, 255], 4 * i);
      }
    context.putImageData(image, 0, 0);
  }, [pixels, width, height]);
  return <canvas ref={canvas} class="pixels" width={width} height={height} style={{ width: `${size}px`, height: `${(size * height) / width}px` }} {...(description ? { role: "img", "aria-label": description } : { "aria-hidden": true })} />;
}
