import { useEffect, useState } from "preact/hooks";
import { get } from "../../api/http";
import type { RunDetail } from "../../api/types";
import { attempt } from "../../app/messages";
import { hrefTo } from "../../app/router";
import { Copyable } from "../../parts/Copyable";
import { count, duration, percent, short } from "../../parts/numbers";
import { ComparedCurves } from "./ComparedCurves";

/** Runs side by side: curves, settings, scores. */
export function CompareRuns({ ids, onClear }: { ids: string[]; onClear: () => void }) {
  const [details, setDetails] = useState<RunDetail[]>([]);
  useEffect(() => {
    let isWanted = true;
    void attempt(() => Promise.all(ids.map((id) => get<RunDetail>(`/api/runs/${id}`)))).then((d) => isWanted && d && setDetails(d));
    return () => {
      isWanted = false;
    };
  }, [ids.join()]);
  const [first, second] = details;
  return (
    <section class="card stack" aria-labelledby="compare-title">
      <div class="row">
        <h2 id="compare-title" class="grow">
          {ids.length === 1 ? "One run picked" : `${ids.length} runs side by side`}
        </h2>
        {ids.length === 2 && first && second && (
          <a class="button primary" href={hrefTo("inspect", first.summary.id, { with: second.summary.id })}>
            Where do they disagree?
          </a>
        )}
        <button type="button" class="quiet" onClick={onClear}>
          Clear
        </button>
      </div>
      {ids.length === 1 ? <p class="faint">Pick one more to compare them.</p> : <ComparedCurves details={details} />}
      {details.length > 0 && <Table details={details} />}
      {details.length === 1 && details[0]!.command && <Copyable text={details[0]!.command} what="The command" wrap />}
    </section>
  );
}

function Table({ details }: { details: RunDetail[] }) {
  const names = [...new Set(details.flatMap((d) => Object.keys(d.settings)))].sort();
  const rows: [string, (d: RunDetail) => string][] = [
    ["network", (d) => d.summary.shape],
    ...names.map((n): [string, (d: RunDetail) => string] => [n, (d) => d.settings[n] ?? "as usual"]),
    ["epochs done", (d) => count(d.summary.epoch)],
    ["loss", (d) => short(d.summary.loss)],
    ["right in training", (d) => percent(d.summary.accuracy, 2)],
    ["right, held out", (d) => percent(d.summary.validationAccuracy, 2)],
    ["right in the test", (d) => percent(d.summary.testAccuracy, 2)],
    ["time", (d) => duration(d.summary.seconds)],
  ];
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Settings and scores">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col" />
            {details.map((d) => (
              <th scope="col" key={d.summary.id}>
                {d.summary.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, of]) => {
            const cells = details.map(of);
            const differs = new Set(cells).size > 1;
            return (
              <tr key={title}>
                <th scope="row">{title}</th>
                {cells.map((c, i) => (
                  <td key={i} class={differs ? "differs" : ""}>
                    {c}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
