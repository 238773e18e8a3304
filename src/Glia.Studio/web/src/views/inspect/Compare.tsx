import type { RunSummary } from "../../api/types";
import { go } from "../../app/router";
import { lastRun, runOf, runs } from "../../app/state";
import { PageView } from "../../parts/PageView";
import { useId } from "preact/hooks";
import { LookState } from "./LookState";
import type { PageLook } from "./types";
import { useLook } from "./useLook";

/** Two networks on the same samples: who is right more often, whether that means anything, where they disagree. */
export function Compare({ run, other }: { run: RunSummary; other: string | undefined }) {
  const id = useId();
  const fits = (r: RunSummary): boolean => r.id !== run.id && r.inputs === run.inputs && r.classes.length > 0 && r.classes.join("\n") === run.classes.join("\n");
  const list = (runs.value ?? []).filter(fits);
  const picked = other && runOf(other) ? other : undefined;
  if (list.length === 0 && !picked)
    return (
      <section class="card empty">
        <p>There is no other run to compare this one with: it must take the same inputs and tell the same classes apart.</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => go("train", run.id)}>
            Train another one
          </button>
        </div>
      </section>
    );
  return (
    <div class="stack">
      <div class="picker row">
        <label for={id}>Compare {run.name} with</label>
        <select
          id={id}
          value={picked ?? ""}
          onChange={(e) => {
            lastRun.value = run.id;
            go("inspect", run.id, { tab: "compare", with: e.currentTarget.value });
          }}
        >
          {!picked && <option value="">choose a run</option>}
          {picked && !list.some((r) => r.id === picked) && <option value={picked}>{runOf(picked)?.name}</option>}
          {list.map((r) => (
            <option key={r.id} value={r.id}>
              {r.name} · {r.shape}
            </option>
          ))}
        </select>
      </div>
      {other && !picked && <p class="bad">There is no run of that name any more. Choose another.</p>}
      {picked ? <Compared key={picked} run={run} other={picked} /> : <p class="faint">Both answer the test data of {run.name}.</p>}
    </div>
  );
}

function Compared({ run, other }: { run: RunSummary; other: string }) {
  const looked = useLook<PageLook>(run.id, "compare", other);
  return (
    <LookState run={run} looked={looked}>
      {(view) => (
        <section class="card">
          <PageView page={view.page} />
        </section>
      )}
    </LookState>
  );
}
