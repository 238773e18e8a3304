import { useRef, useState } from "preact/hooks";
import { Mark } from "./Mark";
import type { SetPoint } from "./sets";
import "./pointPad.css";

interface PointPadProps {
  points: readonly SetPoint[];
  classes: readonly string[];
  /** The class that a click adds a point of; undefined to take points away. */
  active: string | undefined;
  onAdd: (x: number, y: number) => void;
  onRemove: (point: SetPoint) => void;
  label: string;
}

const step = 0.05;
const reach = 0.09; // how near a click must be to take a point away

const arrows: Record<string, [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };

/** A square from −1 to 1 on which one clicks points of classes. With keys: arrows move the cross, Enter sets a point, Delete takes the nearest away. */
export function PointPad({ points, classes, active, onAdd, onRemove, label }: PointPadProps) {
  const square = useRef<SVGSVGElement>(null);
  const [cross, setCross] = useState<[number, number] | undefined>(undefined);

  const nearest = (x: number, y: number, within: number): SetPoint | undefined => {
    let found: SetPoint | undefined;
    for (const point of points) {
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance < within) [found, within] = [point, distance];
    }
    return found;
  };

  const act = (x: number, y: number): void => {
    if (active !== undefined) return onAdd(x, y);
    const point = nearest(x, y, reach);
    if (point) onRemove(point);
  };

  const down = (e: PointerEvent): void => {
    if (e.button !== 0) return;
    const box = square.current!.getBoundingClientRect();
    const at = (part: number): number => Math.round(clamp(2.2 * part - 1.1) * 1000) / 1000;
    setCross(undefined);
    act(at((e.clientX - box.left) / box.width), at(1 - (e.clientY - box.top) / box.height));
  };

  const key = (e: KeyboardEvent): void => {
    const [x, y] = cross ?? [0, 0];
    const by = arrows[e.key];
    if (by) setCross([round(clamp(x + by[0])), round(clamp(y + by[1]))]);
    else if (e.key === "Enter" || e.key === " ") act(x, y);
    else if (e.key === "Delete" || e.key === "Backspace") {
      const point = nearest(x, y, Infinity);
      if (point) onRemove(point);
    } else return;
    e.preventDefault();
  };

  return (
    <div class="point-pad">
      <svg
        ref={square}
        viewBox="-1.1 -1.1 2.2 2.2"
        tabIndex={0}
        role="application"
        aria-label={`${label}. ${points.length} points. Arrow keys move the cross, Enter sets a point, Delete takes the nearest away.`}
        onPointerUp={down}
        onKeyDown={key}
        onFocus={(e) => e.currentTarget.matches(":focus-visible") && setCross((c) => c ?? [0, 0])}
        onBlur={() => setCross(undefined)}
      >
        <rect x="-1" y="-1" width="2" height="2" class="frame" />
        <path d="M-1 0H1M0-1V1" class="axes" />
        {points.map((p) => (
          <g key={p.number} transform={`translate(${p.x} ${-p.y})`}>
            <Mark index={classes.indexOf(p.label)} size={0.036} />
          </g>
        ))}
        {cross && <path class="cross" d={`M${cross[0] - 0.07} ${-cross[1]}h.14M${cross[0]} ${-cross[1] - 0.07}v.14`} />}
      </svg>
      <p class="visually-hidden" aria-live="polite">
        {cross ? `x ${cross[0].toFixed(2)}, y ${cross[1].toFixed(2)}` : ""}
      </p>
    </div>
  );
}

const clamp = (x: number): number => Math.min(1, Math.max(-1, x));
const round = (x: number): number => Math.round(x * 100) / 100;
