import { useEffect, useImperativeHandle, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { isDark } from "../app/theme";
import "./drawPad.css";

/** What is on the pad. */
export interface Ink {
  /** 255 for ink on 0, row by row. */
  grey: Uint8Array<ArrayBuffer>;
  side: number;
  strokes: number;
  /** Whether the pen is on the paper. */
  isDown: boolean;
}

export interface PadControl {
  clear: () => void;
}

interface DrawPadProps {
  label: string;
  /** Told with every movement of the pen, at most once a frame. */
  onChange: (ink: Ink) => void;
  control?: RefObject<PadControl | null>;
}

const side = 224; // large enough for the ink preparation, small enough to be sent with every movement
const pen = 0.065; // of the side
const step = 0.03; // of the side, for arrow keys

type Point = [number, number];

const arrows: Record<string, Point> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };

/** A square to draw on with mouse, pen, finger or keys: arrow keys move the pen, the space bar sets it down and lifts it. */
export function DrawPad({ label, onChange, control }: DrawPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<Point[][]>([]);
  const pointer = useRef<number | undefined>(undefined);
  const keyPen = useRef<{ at: Point; isDown: boolean }>({ at: [0.5, 0.5], isDown: false });
  const frame = useRef(0);
  const latest = useRef(onChange);
  const [isEmpty, setEmpty] = useState(true);
  const [cursor, setCursor] = useState<Point | undefined>(undefined);
  latest.current = onChange;
  const dark = isDark.value;

  const paint = (): void => {
    const context = canvas.current?.getContext("2d", { willReadFrequently: true });
    if (context) draw(context, strokes.current, dark);
  };

  const changed = (): void => {
    setEmpty(strokes.current.length === 0);
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      paint();
      const context = canvas.current?.getContext("2d", { willReadFrequently: true });
      if (context) latest.current({ grey: greyOf(context), side, strokes: strokes.current.length, isDown: pointer.current !== undefined || keyPen.current.isDown });
    });
  };

  const clear = (): void => {
    if (strokes.current.length === 0) return;
    strokes.current = [];
    keyPen.current.isDown = false;
    changed();
  };

  const undo = (): void => {
    strokes.current = strokes.current.slice(0, -1);
    keyPen.current.isDown = false;
    changed();
  };

  useImperativeHandle(control ?? null, () => ({ clear }), []);
  useEffect(paint, [dark]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const pointOf = (e: PointerEvent): Point => {
    const box = canvas.current!.getBoundingClientRect();
    return [(e.clientX - box.left) / box.width, (e.clientY - box.top) / box.height];
  };

  const down = (e: PointerEvent): void => {
    if (e.button !== 0 || pointer.current !== undefined) return;
    e.preventDefault();
    canvas.current!.focus({ preventScroll: true });
    canvas.current!.setPointerCapture(e.pointerId);
    pointer.current = e.pointerId;
    setCursor(undefined);
    strokes.current = [...strokes.current, [pointOf(e)]];
    changed();
  };

  const move = (e: PointerEvent): void => {
    if (e.pointerId !== pointer.current) return;
    const stroke = strokes.current.at(-1)!;
    for (const each of e.getCoalescedEvents?.() ?? []) stroke.push(pointOf(each));
    stroke.push(pointOf(e));
    changed();
  };

  const up = (e: PointerEvent): void => {
    if (e.pointerId !== pointer.current) return;
    pointer.current = undefined;
    changed();
  };

  const key = (e: KeyboardEvent): void => {
    const by = arrows[e.key];
    const pen = keyPen.current;
    if (by) {
      pen.at = [clamp(pen.at[0] + by[0]), clamp(pen.at[1] + by[1])];
      if (pen.isDown) strokes.current.at(-1)!.push([...pen.at]);
    } else if (e.key === " ") {
      pen.isDown = !pen.isDown;
      if (pen.isDown) strokes.current = [...strokes.current, [[...pen.at]]];
    } else if (e.key === "z" && (e.ctrlKey || e.metaKey)) undo();
    else if (e.key === "Delete" || e.key === "Backspace") clear();
    else return;
    e.preventDefault();
    setCursor([...pen.at]);
    changed();
  };

  return (
    <div class="draw-pad">
      <div class="paper">
        <canvas
          ref={canvas}
          width={side}
          height={side}
          tabIndex={0}
          role="application"
          aria-label={`${label}. Draw with mouse, pen or finger; or with the arrow keys, the space bar sets the pen down and lifts it, Delete clears.`}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
          onKeyDown={key}
          onBlur={() => setCursor(undefined)}
        />
        {cursor && <span class={`cursor ${keyPen.current.isDown ? "down" : ""}`} style={{ left: `${100 * cursor[0]}%`, top: `${100 * cursor[1]}%` }} />}
        {isEmpty && !cursor && (
          <span class="invitation" aria-hidden="true">
            Draw here
          </span>
        )}
      </div>
      <div class="buttons">
        <button type="button" disabled={isEmpty} onClick={undo}>
          Undo
        </button>
        <button type="button" disabled={isEmpty} onClick={clear}>
          Clear
        </button>
      </div>
    </div>
  );
}

const clamp = (x: number): number => Math.min(1, Math.max(0, x));

function draw(context: CanvasRenderingContext2D, strokes: Point[][], dark: boolean): void {
  context.clearRect(0, 0, side, side);
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = pen * side;
  context.strokeStyle = dark ? "#fff" : "#14171b";
  for (const stroke of strokes) {
    context.beginPath();
    const [first, ...rest] = stroke as [Point, ...Point[]];
    context.moveTo(first[0] * side, first[1] * side);
    for (const [x, y] of rest.length > 0 ? rest : [first]) context.lineTo(x * side, y * side);
    context.stroke();
  }
}

// The canvas is transparent where nothing is drawn: how opaque it is says how much ink there is, whatever its colour.
function greyOf(context: CanvasRenderingContext2D): Uint8Array<ArrayBuffer> {
  const { data } = context.getImageData(0, 0, side, side);
  const grey = new Uint8Array(side * side);
  for (let i = 0; i < grey.length; i++) grey[i] = data[4 * i + 3]!;
  return grey;
}
