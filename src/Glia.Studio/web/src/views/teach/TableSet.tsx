import { count } from "../../parts/numbers";
import type { SetDetail } from "../../parts/sets";
import { Learner } from "./Learner";

/** What a table holds. */
export function TableSet({ set }: { set: SetDetail }) {
  const table = set.table!;
  return (
    <div class="split aside-right">
      <section class="card">
        <h2>The table</h2>
        <p>
          {count(table.rows)} rows of {count(table.values)} {table.values === 1 ? "value" : "values"} each
          {table.dataKind === "digits" || table.dataKind === "pictures" ? ": pictures, by the number of values" : ""}.
        </p>
        <div class="scroll" tabIndex={0}>
          <table class="plain">
            <thead>
              <tr>
                <th>Class</th>
                <th class="number">Rows</th>
              </tr>
            </thead>
            <tbody>
              {table.counts.map((c) => (
                <tr key={c.name}>
                  <td>{c.name}</td>
                  <td class="number">{count(c.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="faint">A table stays as it was handed in. To change it, change the file and open it again.</p>
      </section>
      <Learner set={set.summary} />
    </div>
  );
}
