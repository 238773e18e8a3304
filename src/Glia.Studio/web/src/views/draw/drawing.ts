/** A point of a stroke: where, and how wide the pen is there, in units of which the longer side has 280. */
export interface Point {
  x: number;
  y: number;
  w: number;
}

export const units = 280;
const inkSide = 112; // pixels that are sent, on the longer side: four times as fine as what the network is given; finer ones take the preparation longer, and change nothing to be seen

/** What is drawn: strokes over a picture, as ink. Nothing in it knows of the page. */
export class Drawing {
  readonly width: number;
  readonly height: number;
  private strokes: Point[][] = [];
  private base: HTMLCanvasElement | undefined;
  private readonly ink: CanvasRenderingContext2D;
  private readonly scale: number;

  constructor(rows: number, columns: number) {
    const longer = Math.max(rows, columns);
    this.width = (units * columns) / longer;
    this.height = (units * rows) / longer;
    this.scale = inkSide / units;
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(this.width * this.scale));
    canvas.height = Math.max(1, Math.round(this.height * this.scale));
    this.ink = canvas.getContext("2d", { willReadFrequently: true })!;
  }

  get isEmpty(): boolean {
    return this.strokes.length === 0 && !this.base;
  }

  get hasStrokes(): boolean {
    return this.strokes.length > 0;
  }

  begin(point: Point): void {
    this.strokes.push([point]);
    paint(this.ink, point, point, this.scale, "#fff");
  }

  /** Goes on with the last stroke. */
  add(point: Point): void {
    const stroke = this.strokes.at(-1)!;
    paint(this.ink, stroke.at(-1)!, point, this.scale, "#fff");
    stroke.push(point);
  }

  undo(): void {
    if (this.strokes.pop()) this.repaint();
    else this.clear();
  }

  clear(): void {
    this.strokes = [];
    this.base = undefined;
    this.repaint();
  }

  /** Lays pixels under the strokes, as ink from 0 to 255, and takes the strokes away. */
  lay(pixels: Uint8Array, rows: number, columns: number): void {
    const canvas = document.createElement("canvas");
    canvas.width = columns;
    canvas.height = rows;
    const context = canvas.getContext("2d")!;
    const image = context.createImageData(columns, rows);
    for (let i = 0; i < pixels.length; i++) image.data.set([255, 255, 255, pixels[i]!], 4 * i);
    context.putImageData(image, 0, 0);
    this.strokes = [];
    this.base = canvas;
    this.repaint();
  }

  /** The ink of every pixel, 0 to 255. */
  bytes(): { bytes: Uint8Array<ArrayBuffer>; width: number; height: number } {
    const { width, height } = this.ink.canvas;
    const rgba = this.ink.getImageData(0, 0, width, height).data;
    const bytes = new Uint8Array(width * height);
    for (let i = 0; i < bytes.length; i++) bytes[i] = rgba[4 * i + 3]!;
    return { bytes, width, height };
  }

  /** Paints everything on a canvas that is so many times as large as the units. */
  show(context: CanvasRenderingContext2D, scale: number, colour: string): void {
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    this.paintAll(context, scale, colour);
  }

  private repaint(): void {
    this.ink.clearRect(0, 0, this.ink.canvas.width, this.ink.canvas.height);
    this.paintAll(this.ink, this.scale, "#fff");
  }

  private paintAll(context: CanvasRenderingContext2D, scale: number, colour: string): void {
    if (this.base) {
      context.imageSmoothingEnabled = true;
      context.imageSmoothingQuality = "high";
      context.drawImage(this.base, 0, 0, this.width * scale, this.height * scale);
      context.globalCompositeOperation = "source-in";
      context.fillStyle = colour;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      context.globalCompositeOperation = "source-over";
    }
    for (const stroke of this.strokes) stroke.forEach((point, i) => paint(context, stroke[Math.max(0, i - 1)]!, point, scale, colour));
  }
}

/** One piece of a stroke. */
export function paint(context: CanvasRenderingContext2D, from: Point, to: Point, scale: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineCap = "round";
  context.lineWidth = ((from.w + to.w) / 2) * scale;
  context.beginPath();
  context.moveTo(from.x * scale, from.y * scale);
  context.lineTo(to.x * scale + (from === to ? 0.01 : 0), to.y * scale);
  context.stroke();
}
