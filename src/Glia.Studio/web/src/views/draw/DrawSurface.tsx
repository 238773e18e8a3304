import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { kept } from "../../app/kept";
import { colours, css } from "./colours";
import { paint, units, type Point } from "./drawing";
import { clear, drawing, drew, revision, subject, takeUp, undo } from "./look";

const fine = 2; // pixels of the canvas for each unit
export const penWidth = kept<number>("pen", 22, (v) => typeof v === "number" && v >= 6 && v <= 48);

const moves: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Paper for mouse, pen, finger and keys. */
export function DrawSurface() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<number | undefined>(undefined);
  const last = useRef<Point>({ x: 0, y: 0, w: 1 });
  const pen = useSignal<{ x: number; y: number; isDown: boolean } | undefined>(undefined);
  const told = useSignal("");
  const sheet = drawing.value, what = subject.value;

  useSignalEffect(() => {
    void revision.value;
    const context = canvas.current?.getContext("2d");
    if (context) drawing.value.show(context, fine, css(colours().ink));
  });

  const point = (e: PointerEvent): Point => {
    const box = canvas.current!.getBoundingClientRect();
    const width = e.pointerType === "pen" && e.pressure > 0 ? penWidth.value * (0.45 + 1.1 * e.pressure) : penWidth.value;
    return { x: ((e.clientX - box.left) / box.width) * sheet.width, y: ((e.clientY - box.top) / box.height) * sheet.height, w: width };
  };
  const begin = (at: Point): void => {
    takeUp();
    sheet.begin(at);
    paint(canvas.current!.getContext("2d")!, at, at, fine, css(colours().ink));
    last.current = at;
  };
  const line = (to: Point): void => {
    sheet.add(to);
    paint(canvas.current!.getContext("2d")!, last.current, to, fine, css(colours().ink));
    last.current = to;
  };
  const down = (e: PointerEvent): void => {
    if (pointer.current !== undefined || e.button > 0) return;
    e.preventDefault();
    canvas.current!.focus({ preventScroll: true, focusVisible: false } as FocusOptions);
    canvas.current!.setPointerCapture(e.pointerId);
    pointer.current = e.pointerId;
    pen.value = undefined;
    begin(point(e));
    drew(e.timeStamp);
  };
  const move = (e: PointerEvent): void => {
    if (e.pointerId !== pointer.current) return;
    const all = e.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [e]) line(point(one));
    drew((all[0] ?? e).timeStamp);
  };
  const up = (e: PointerEvent): void => {
    if (e.pointerId === pointer.current) pointer.current = undefined;
  };
  const onKey = (e: KeyboardEvent): void => {
    if (e.ctrlKey || e.metaKey || e.altKey) {
      if (e.key.toLowerCase() !== "z" || e.altKey) return;
      undo();
    } else if (moves[e.key]) walk(moves[e.key]!, e.shiftKey ? 2 : 10, e.timeStamp);
    else if (e.key === " ") lower(e.timeStamp);
    else if (e.key === "Backspace") undo();
    else if (e.key === "Delete" || e.key === "Escape") clear();
    else return;
    e.preventDefault();
  };
  const walk = ([dx, dy]: [number, number], step: number, at: number): void => {
    const now = pen.value ?? { x: sheet.width / 2, y: sheet.height / 5, isDown: false };
    const next = { ...now, x: Math.min(sheet.width, Math.max(0, now.x + dx * step)), y: Math.min(sheet.height, Math.max(0, now.y + dy * step)) };
    pen.value = next;
    if (!next.isDown) return;
    line({ x: next.x, y: next.y, w: penWidth.value });
    drew(at);
  };
  const lower = (at: number): void => {
    const now = pen.value ?? { x: sheet.width / 2, y: sheet.height / 5, isDown: false };
    pen.value = { ...now, isDown: !now.isDown };
    told.value = now.isDown ? "Pen lifted" : "Pen down";
    if (now.isDown) return;
    begin({ x: now.x, y: now.y, w: penWidth.value });
    drew(at);
  };

  const percentX = pen.value && (100 * pen.value.x) / sheet.width, percentY = pen.value && (100 * pen.value.y) / sheet.height;
  return (
    <div class="surface" style={{ aspectRatio: `${sheet.width} / ${sheet.height}` }}>
      {what.kind === "picture" && <img src={what.address} alt="The picture that is looked at" />}
      <canvas
        ref={canvas}
        width={sheet.width * fine}
        height={sheet.height * fine}
        tabIndex={0}
        role="application"
        aria-roledescription="drawing paper"
        aria-label="Draw here. Arrow keys move the pen, with Shift finely; Space lowers and lifts it; Backspace takes the last stroke back; Delete clears."
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={onKey}
        onBlur={() => (pen.value = undefined)}
      />
      {what.kind === "nothing" && !pen.value && <span class="hint" aria-hidden="true">Draw here</span>}
      {pen.value && <i class={`nib ${pen.value.isDown ? "down" : ""}`} style={{ left: `${percentX}%`, top: `${percentY}%`, width: `${(100 * penWidth.value) / units}%` }} aria-hidden="true" />}
      <span class="visually-hidden" role="status">
        {told.value}
      </span>
    </div>
  );
}
