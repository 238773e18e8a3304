import { useSignal, useSignalEffect } from "@preact/signals";
import type { RunSummary } from "../../api/types";
import { Bars } from "../../parts/Bars";
import { percent } from "../../parts/numbers";
import { askWhy } from "./WhyPanel";
import { asked, facts, look, delays, trouble } from "./look";

const signs: Record<string, string> = { sure: "✓", "fairly sure": "≈", unsure: "?" };

/** What the network says, how sure it is, and how quick. */
export function Answer({ run }: { run: RunSummary }) {
  const found = look.value, { classes } = facts.value!;
  const isEmpty = !found || found.isEmpty, name = isEmpty ? "" : (classes[found.answer] ?? "?");
  return (
    <section class="card answer" aria-label="The answer">
      <div class="row verdict">
        <b class={`name ${name.length > 4 ? "long" : ""}`}>{name || "–"}</b>
        <div class="grow">
          {isEmpty ? (
            <span class="faint">{found?.isEmpty ? found.warnings[0] : `Draw ${run.readsDigits ? "a digit" : "something"}, and see what the network makes of it.`}</span>
          ) : (
            <>
              <span class={`badge ${found.sureness === "sure" ? "good" : found.sureness === "unsure" ? "bad" : ""}`}>
                {signs[found.sureness]} {found.sureness}
              </span>{" "}
              <span>{found.answer >= 0 ? percent(found.beliefs[found.answer]) : "no answer"}</span>
              {found.isRefused && <p class="faint">{found.isFamiliar ? "Better not to rely on it" : "There is more or less ink than in anything it knows"}: a calibrated network would pass this on to a person.</p>}
            </>
          )}
        </div>
      </div>
      <div class={classes.length > 14 ? "many" : ""}>
        <Bars names={classes} values={isEmpty ? [] : found.beliefs} best={isEmpty ? -1 : found.answer} onPick={askWhy} picked={asked.value} />
      </div>
      {!isEmpty && found.warnings.length > 0 && (
        <ul class="warnings">
          {found.warnings.map((w) => (
            <li key={w}>{w}</li>
          ))}
        </ul>
      )}
      {trouble.value && <p class="bad">{trouble.value}</p>}
      <Delay />
      <Spoken />
    </section>
  );
}

function Delay() {
  const list = delays.value;
  if (list.length === 0) return <p class="faint">Choose a bar to ask why.</p>;
  const sorted = [...list].sort((a, b) => a - b);
  return (
    <p class="faint" title="The middle of the last strokes: from the pen's movement until the bars have been painted.">
      Choose a bar to ask why. Bars follow the pen in {sorted[Math.floor(sorted.length / 2)]!.toFixed(0)} ms.
    </p>
  );
}

/** The answer for those who hear the page: once the pen has come to rest. */
function Spoken() {
  const words = useSignal("");
  useSignalEffect(() => {
    const found = look.value, names = facts.value?.classes;
    const next = !found || !names ? "" : found.isEmpty ? (found.warnings[0] ?? "") : `${names[found.answer] ?? "No answer"}, ${found.sureness}, ${percent(found.beliefs[found.answer], 0)}`;
    const timer = setTimeout(() => (words.value = next), 900);
    return () => clearTimeout(timer);
  });
  return (
    <span class="visually-hidden" role="status">
      {words.value}
    </span>
  );
}
