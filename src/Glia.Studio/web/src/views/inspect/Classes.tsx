import type { RunSummary } from "../../api/types";
import { PageView } from "../../parts/PageView";
import { LookState } from "./LookState";
import type { PageLook } from "./types";
import { useLook } from "./useLook";

/** What the network takes for each class: gradient ascent, and the network run backwards. */
export function Classes({ run }: { run: RunSummary }) {
  const looked = useLook<PageLook>(run.id, "classes");
  return (
    <LookState run={run} looked={looked}>
      {(view) => (
        <section class="card">
          <PageView page={view.page} heading={false} />
        </section>
      )}
    </LookState>
  );
}
