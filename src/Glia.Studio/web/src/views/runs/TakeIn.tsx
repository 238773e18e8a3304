import { send } from "../../api/http";
import type { RunSummary } from "../../api/types";
import { attempt, say } from "../../app/messages";
import { go, route } from "../../app/router";

/** Takes in a file that somebody shared, or a model that glia train made. */
export function TakeIn() {
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const made = await attempt(() => send<RunSummary>("/api/runs/import", file, "application/octet-stream"));
    if (!made) return;
    say(`“${made.name}” was taken in.`);
    go("train", made.id);
  };
  return (
    <label class="button">
      Take in a file …
      <input
        class="visually-hidden"
        type="file"
        accept=".safetensors"
        onChange={(e) => {
          void take(e.currentTarget.files?.[0]);
          e.currentTarget.value = "";
        }}
      />
    </label>
  );
}

/** A run that came in a link is taken in only when the person says so. */
export function FromLink() {
  const text = route.value.query.get("import");
  if (!text) return null;
  const take = async (): Promise<void> => {
    const made = await attempt(() => send<RunSummary>("/api/runs/import", new Blob([text]), "text/plain"));
    go("train", made?.id);
  };
  return (
    <section class="card" role="alert">
      <h2>A run came with this link</h2>
      <p>It is data only: settings, curves and weights. Take it in?</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => void take()}>
          Take it in
        </button>
        <button type="button" onClick={() => go("runs")}>
          Leave it
        </button>
      </div>
    </section>
  );
}
