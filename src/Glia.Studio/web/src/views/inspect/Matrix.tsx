import { useRef } from "preact/hooks";
import { count, percent } from "../../parts/numbers";
import type { MistakesView } from "./types";

export interface CellAt {
  actual: number;
  /** −1 for nothing. */
  predicted: number;
}

interface MatrixProps {
  view: MistakesView;
  picked: CellAt | undefined;
  onPick: (cell: CellAt) => void;
}

/** The confusion matrix: down what it is, across what it was taken for. Every cell is a button; the arrow keys go from cell to cell. */
export function Matrix({ view, picked, onPick }: MatrixProps) {
  const table = useRef<HTMLTableElement>(null);
  const counts = view.counts!;
  const columns = [...view.classes, ...(view.hasNone ? ["nothing"] : [])];
  const worst = Math.max(1, ...counts.flatMap((row, a) => row.filter((_, p) => p !== a)));
  const first = firstCell(counts);
  const move = (e: KeyboardEvent, row: number, column: number): void => {
    const by = steps[e.key];
    if (!by) return;
    e.preventDefault();
    for (let r = row + by[0], c = column + by[1]; r >= 0 && c >= 0 && r < counts.length && c < columns.length; r += by[0], c += by[1]) {
      const cell = table.current?.querySelector<HTMLButtonElement>(`button[data-cell="${r}-${c}"]`);
      if (cell) return cell.focus();
    }
  };
  return (
    <div class="scroll">
      <table class="matrix" ref={table} aria-label="Confusion matrix">
        <thead>
          <tr>
            <th scope="col">is</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" class="found">
              found
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map((row, actual) => (
            <tr key={actual}>
              <th scope="row">{view.classes[actual]}</th>
              {row.map((n, column) => {
                const predicted = column < view.classes.length ? column : -1;
                const isRight = actual === column;
                if (n === 0)
                  return (
                    <td key={column} class="none">
                      ·
                    </td>
                  );
                return (
                  <td key={column}>
                    <button
                      type="button"
                      class={isRight ? "right" : "wrong"}
                      data-cell={`${actual}-${column}`}
                      style={{ "--shade": `${isRight ? 16 : 10 + 34 * Math.sqrt(n / worst)}%` }}
                      tabIndex={(picked ? picked.actual === actual && picked.predicted === predicted : first === `${actual}-${column}`) ? 0 : -1}
                      aria-pressed={picked?.actual === actual && picked.predicted === predicted}
                      aria-label={`${count(n)} of ${view.classes[actual]} ${isRight ? "found" : `taken for ${columns[column]}`}`}
                      onKeyDown={(e) => move(e, actual, column)}
                      onClick={() => onPick({ actual, predicted })}
                    >
                      {n}
                    </button>
                  </td>
                );
              })}
              <td class="found">{percent(row[actual]! / Math.max(1, row.reduce((a, b) => a + b, 0)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function firstCell(counts: number[][]): string {
  for (const [r, row] of counts.entries()) for (const [c, n] of row.entries()) if (n > 0) return `${r}-${c}`;
  return "";
}
