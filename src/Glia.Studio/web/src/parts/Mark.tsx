const shapes = [
  "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z",
  "M-.9-.9H.9V.9H-.9Z",
  "M0-1.15L1.1.85H-1.1Z",
  "M0-1.3L1.1 0L0 1.3L-1.1 0Z",
  "M-.4-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z",
  "M0 1.15L1.1-.85H-1.1Z",
];

/** The colour of a class. Twenty classes differ in colour or shape, and the first six in both. */
export const classColour = (index: number): string => `var(--k${(index + Math.floor(index / shapes.length)) % 6})`;

/** The mark of a class inside a drawing, around its origin: told apart by shape as well as by colour. */
export function Mark({ index, size }: { index: number; size: number }) {
  return <path class="mark" d={shapes[index % shapes.length]} transform={`scale(${size})`} style={{ fill: classColour(index) }} />;
}

/** The same as a small picture beside a name. */
export function MarkIcon({ index }: { index: number }) {
  return (
    <svg class="mark-icon" viewBox="-1.5 -1.5 3 3" width="14" height="14" aria-hidden="true">
      <Mark index={index} size={1} />
    </svg>
  );
}
