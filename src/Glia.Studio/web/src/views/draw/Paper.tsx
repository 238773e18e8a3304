import { useRef } from "preact/hooks";
import type { RunSummary } from "../../api/types";
import { DrawSurface, penWidth } from "./DrawSurface";
import { openPicture } from "./dropped";
import { ask, clear, facts, prepares, showExample, subject, undo } from "./look";

/** What is drawn on, and what else there is to look at. */
export function Paper({ run }: { run: RunSummary }) {
  const file = useRef<HTMLInputElement>(null);
  const { classes, canPrepare } = facts.value!, what = subject.value, isDigits = run.readsDigits;
  return (
    <section class="card paper" aria-label="The drawing">
      <DrawSurface />
      <div class="buttons tools">
        <button type="button" onClick={undo} disabled={what.kind === "nothing"}>
          Undo
        </button>
        <button type="button" onClick={clear} disabled={what.kind === "nothing"}>
          Clear
        </button>
        <label class="pen">
          <span>Pen</span>
          <input type="range" min="6" max="48" value={penWidth.value} onInput={(e) => (penWidth.value = +e.currentTarget.value)} aria-label="Width of the pen" />
        </label>
      </div>
      {what.kind === "pixels" && <p class="faint about">{what.about}. Draw on it to change it.</p>}
      <div class="chips examples" role="group" aria-label={isDigits ? "An example digit" : "An example"}>
        <span class="label">Example</span>
        <button type="button" onClick={() => void showExample()}>
          any
        </button>
        {classes.length <= 20 &&
          classes.map((name, i) => (
            <button key={name} type="button" onClick={() => void showExample(i)} aria-label={`Example of ${name}`}>
              {name}
            </button>
          ))}
      </div>
      <div class="buttons">
        <button type="button" onClick={() => file.current!.click()}>
          Open a picture …
        </button>
        <span class="faint">{canPrepare ? "of one digit or a whole page; or drop or paste it" : "or drop or paste it"}</span>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          onChange={(e) => {
            void openPicture(e.currentTarget.files?.[0]);
            e.currentTarget.value = "";
          }}
        />
      </div>
      {canPrepare && !isDigits && (
        <label class="check">
          <input
            type="checkbox"
            checked={prepares.value}
            onChange={(e) => {
              prepares.value = e.currentTarget.checked;
              ask();
            }}
          />
          Frame the ink as MNIST does
        </label>
      )}
    </section>
  );
}
