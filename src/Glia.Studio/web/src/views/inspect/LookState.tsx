import type { ComponentChildren } from "preact";
import type { RunSummary } from "../../api/types";
import { count, duration } from "../../parts/numbers";
import type { LookFact, LookProgress } from "./types";
import type { Looked } from "./useLook";

interface LookStateProps<T extends { look: LookFact }> {
  run: RunSummary;
  looked: Looked<T>;
  children: (value: T) => ComponentChildren;
}

/** What is common to all looks: progress while one waits, what went wrong, and of when the result is. */
export function LookState<T extends { look: LookFact }>({ run, looked, children }: LookStateProps<T>) {
  const { value, progress, error, again } = looked;
  return (
    <div class="stack" aria-busy={progress !== undefined}>
      {error && (
        <section class="card row" role="alert">
          <p class="grow bad">{error}</p>
          <button type="button" onClick={again}>
            Try again
          </button>
        </section>
      )}
      {progress && <Going progress={progress} />}
      {value && !progress && <OfWhen run={run} look={value.look} again={again} />}
      {value && children(value)}
    </div>
  );
}

function Going({ progress }: { progress: LookProgress }) {
  const part = progress.total > 0 ? Math.min(1, progress.done / progress.total) : undefined;
  return (
    <section class="card" role="status">
      <p>
        {progress.what}
        {progress.total > 0 && progress.done > 0 ? `: ${count(progress.done)} of ${count(progress.total)}` : ""} …
        {progress.seconds >= 1 ? ` ${progress.seconds.toFixed(0)} s` : ""}
      </p>
      <div class={`progress ${part === undefined ? "unknown" : ""}`}>
        <i style={{ width: part === undefined ? undefined : `${100 * part}%` }} />
      </div>
    </section>
  );
}

function OfWhen({ run, look, again }: { run: RunSummary; look: LookFact; again: () => void }) {
  const isStale = look.isStale || run.epoch !== look.epoch;
  return (
    <p class="row of-when">
      <span class="faint">
        Looked at with {look.data}, after epoch {look.epoch}; that took {duration(look.seconds)}.
      </span>
      {isStale && (
        <>
          <span class="badge live">The network has changed since</span>
          <button type="button" onClick={again}>
            Look again
          </button>
        </>
      )}
    </p>
  );
}
