import { useEffect, useRef } from "preact/hooks";
import { colours, css, mix, signed, type Rgb } from "./colours";

interface SignedPictureProps {
  /** Below 0 and above 0 have colours of their own. */
  values: Float32Array;
  /** A grey picture under them; none for plain paper. */
  over?: Uint8Array;
  width: number;
  height: number;
  /** What gets the full colour; the number farthest from 0 unless given. */
  limit?: number;
  caption: string;
}

/** Numbers that may be below 0, as a picture, over the digit that they are about. */
export function SignedPicture({ values, over, width, height, limit, caption }: SignedPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null), c = colours();
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!, image = context.createImageData(width, height);
    const most = limit ?? values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    for (let i = 0; i < values.length; i++) image.data.set([...shade(most > 0 ? values[i]! / most : 0, over?.[i]), 255], 4 * i);
    context.putImageData(image, 0, 0);
  }, [values, over, width, height, limit, c]);
  const shade = (part: number, grey: number | undefined): Rgb => {
    const strength = Math.sign(part) * Math.sqrt(Math.min(1, Math.abs(part)));
    if (grey === undefined) return signed(c, strength);
    return mix([grey * 0.75, grey * 0.75, grey * 0.75], part < 0 ? [76, 160, 235] : [240, 80, 80], Math.abs(strength) * 0.8);
  };
  return (
    <figure class="small-picture">
      <canvas ref={canvas} class="pixels" width={width} height={height} role="img" aria-label={caption} style={{ background: css(c.card) }} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/** A grey picture with words under it. */
export function GreyPicture({ pixels, width, height, caption }: { pixels: Uint8Array; width: number; height: number; caption: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current!.getContext("2d")!, image = context.createImageData(width, height);
    for (let i = 0; i < pixels.length; i++) image.data.set([pixels[i]!, pixels[i]!, pixels[i]!, 255], 4 * i);
    context.putImageData(image, 0, 0);
  }, [pixels, width, height]);
  return (
    <figure class="small-picture">
      <canvas ref={canvas} class="pixels" width={width} height={height} role="img" aria-label={caption} />
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
