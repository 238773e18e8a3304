import { kept } from "../../app/kept";
import { hrefTo } from "../../app/router";
import { runs } from "../../app/state";
import { choose } from "./draft";

const isWelcome = kept<boolean>("welcome", true, (v) => typeof v === "boolean");

/** For whoever is here for the first time: three things to do, in order. */
export function Welcome() {
  if (!isWelcome.value || (runs.value?.length ?? 0) > 3) return null;
  return (
    <section class="card welcome" aria-labelledby="welcome-title">
      <div class="row">
        <h2 id="welcome-title" class="grow">
          Three things to do first
        </h2>
        <button type="button" class="quiet" onClick={() => (isWelcome.value = false)}>
          I know my way
        </button>
      </div>
      <ol>
        <li>
          <button type="button" onClick={() => choose("xor")}>
            XOR
          </button>{" "}
          and press Train: watch six neurons bend one line into two.
        </li>
        <li>
          <button type="button" onClick={() => choose("generated")}>
            Drawn digits
          </button>{" "}
          and press Train: a network that reads handwriting, in seconds.
        </li>
        <li>
          <a href={hrefTo("draw")}>Draw</a> a digit for it, see every neuron answer, and click one to see its sum. Words that are new: <a href={hrefTo("learn")}>Learn</a>.
        </li>
      </ol>
    </section>
  );
}
