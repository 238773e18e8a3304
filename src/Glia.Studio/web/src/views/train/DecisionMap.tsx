import { Component } from "preact";
import { useMemo, useState } from "preact/hooks";
import { bytesOf } from "../../api/bytes";
import type { MapUpdate, Points } from "../../api/types";
import { PixelCanvas } from "../../parts/PixelCanvas";
import { brief } from "../../parts/numbers";
import { classColor, manyClasses, signed } from "./colors";

interface DecisionMapProps {
  map: MapUpdate;
  points: Points | undefined;
  classes: string[];
  size: number;
  accuracy: number | undefined;
}

/** What the network answers all over the square, and the points it learns from. */
export function DecisionMap({ map, points, classes, size, accuracy }: DecisionMapProps) {
  const count = Math.max(classes.length, 1);
  const pixels = useMemo(() => {
    const bytes = bytesOf(map.answer);
    return map.range[1] > 1 && classes.length > 2 ? manyClasses(bytes, classes.length) : signed(bytes);
  }, [map.answer, count]);
  const [showsTest, setShowsTest] = useState(false);
  const hasTest = points?.isTest.some((t) => t) ?? false;
  const said = accuracy === undefined ? "" : ` ${(100 * accuracy).toFixed(0)} % of the points are right.`;
  return (
    <figure class="decision" style={{ width: `${size}px` }}>
      <div class="ground" style={{ width: `${size}px`, height: `${size}px` }}>
        <PixelCanvas pixels={pixels} width={map.side} height={map.side} size={size} description={`The network's answer over the square.${said}`} />
        {points && <Dots points={points} size={size} showsTest={showsTest} />}
      </div>
      {hasTest && (
        <label class="check">
          <input type="checkbox" checked={showsTest} onChange={(e) => setShowsTest(e.currentTarget.checked)} />
          Points of the test too
        </label>
      )}
      <figcaption class="axis">
        <span>
          x: {brief(map.low[0])} … {brief(map.high[0])}, y: {brief(map.low[1])} … {brief(map.high[1])}
        </span>
        <Legend classes={classes} range={map.range} showsTest={showsTest} />
      </figcaption>
    </figure>
  );
}

/** The points alone, before there is a network. */
export function PointsOnly({ points, classes, size }: { points: Points; classes: string[]; size: number }) {
  return (
    <div class="decision" style={{ width: `${size}px` }}>
      <div class="ground bare" style={{ width: `${size}px`, height: `${size}px` }} role="img" aria-label={`${points.x.length} points`}>
        <Dots points={points} size={size} showsTest={false} />
      </div>
      <div class="axis">
        <Legend classes={classes} showsTest={false} range={points.values ? [Math.min(...points.values), Math.max(...points.values)] : [0, 1]} />
      </div>
    </div>
  );
}

function Legend({ classes, range, showsTest }: { classes: string[]; range: [number, number]; showsTest: boolean }) {
  if (classes.length === 0)
    return (
      <span class="legend">
        from {brief(range[0])} (blue) to {brief(range[1])} (orange)
      </span>
    );
  return (
    <span class="legend">
      {classes.map((name, i) => (
        <span key={name}>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <Mark label={i} x={0} y={0} r={5} isTest={false} />
          </svg>
          {name}
        </span>
      ))}
      {showsTest && <span class="faint">hollow: of the test</span>}
    </span>
  );
}

interface DotsProps {
  points: Points;
  size: number;
  showsTest: boolean;
}

/**
 * The points, made anew only when they change: there may be thousands of them, and the map under them changes many times a second. A component that says so, not a kept piece of the tree: that
 * would keep every tree since.
 */
class Dots extends Component<DotsProps> {
  override shouldComponentUpdate(next: DotsProps): boolean {
    return next.points !== this.props.points || next.size !== this.props.size || next.showsTest !== this.props.showsTest;
  }

  override render({ points, size, showsTest }: DotsProps) {
    const [left, bottom] = points.low;
    const [right, top] = points.high;
    const radius = points.x.length > 400 ? 2.6 : points.x.length > 60 ? 3.6 : 8;
    const range = points.values ? [Math.min(...points.values), Math.max(...points.values)] : [0, 1];
    const half = (range[1]! - range[0]!) / 2;
    return (
      <svg class="dots" width={size} height={size} aria-hidden="true">
        {points.x.map((x, i) => {
          if (points.isTest[i] && !showsTest) return null;
          const label = points.labels?.[i] ?? ((points.values?.[i] ?? 0) - range[0]! > half ? 1 : 0);
          return <Mark key={i} label={label} x={((x - left) / (right - left)) * size} y={((top - points.y[i]!) / (top - bottom)) * size} r={radius} isTest={points.isTest[i] ?? false} />;
        })}
      </svg>
    );
  }
}

// Class by colour and by shape: a disk, a square, a triangle, a diamond.
function Mark({ label, x, y, r, isTest }: { label: number; x: number; y: number; r: number; isTest: boolean }) {
  const paint = isTest ? { fill: "none", stroke: classColor(label), "stroke-width": 1.4 } : { fill: classColor(label), stroke: "#fff", "stroke-width": r > 5 ? 2.5 : 1, filter: r > 5 ? "drop-shadow(0 0 1.5px rgb(0 0 0 / .7))" : undefined };
  switch (label % 4) {
    case 0:
      return <circle cx={x} cy={y} r={r} {...paint} />;
    case 1:
      return <rect x={x - r * 0.9} y={y - r * 0.9} width={r * 1.8} height={r * 1.8} {...paint} />;
    case 2:
      return <path d={`M${x} ${y - r * 1.15}l${r} ${r * 1.9}h${-2 * r}z`} {...paint} />;
    default:
      return <path d={`M${x} ${y - r * 1.2}l${r * 1.2} ${r * 1.2}l${-r * 1.2} ${r * 1.2}l${-r * 1.2} ${-r * 1.2}z`} {...paint} />;
  }
}
