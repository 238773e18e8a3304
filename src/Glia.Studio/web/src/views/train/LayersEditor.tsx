import { TypedInput } from "../../parts/TypedInput";
import { change, draft, faults, plan } from "./draft";

const most = 16;

/** The hidden layers: as many and as wide as one likes. */
export function LayersEditor() {
  const text = draft.value["layers"] ?? plan.value?.settings["layers"] ?? "none";
  const widths = text === "none" ? [] : text.split(",");
  const set = (next: string[]): void => change("layers", next.length === 0 ? "none" : next.join(","));
  const error = faults.value["layers"];
  return (
    <fieldset class="layers">
      <legend class="label">Hidden layers, from the inputs to the outputs</legend>
      <div class="row">
        {widths.map((w, i) => (
          <div class="layer" key={i}>
            <TypedInput
              aria-label={`Neurons of hidden layer ${i + 1}`}
              inputMode="numeric"
              value={w}
              aria-invalid={error ? true : undefined}
              onChange={(v) => set(widths.map((old, j) => (j === i ? v || "1" : old)))}
            />
            <div class="steps">
              <button type="button" aria-label={`One neuron more in layer ${i + 1}`} onClick={() => set(widths.map((old, j) => (j === i ? String(Number(old) + 1 || 1) : old)))}>
                +
              </button>
              <button type="button" aria-label={`One neuron less in layer ${i + 1}`} disabled={!(Number(w) > 1)} onClick={() => set(widths.map((old, j) => (j === i ? String(Number(old) - 1) : old)))}>
                −
              </button>
            </div>
          </div>
        ))}
        <div class="buttons">
          <button type="button" disabled={widths.length >= most} onClick={() => set([...widths, widths.at(-1) ?? "4"])} aria-label="Add a hidden layer">
            + layer
          </button>
          <button type="button" disabled={widths.length === 0} onClick={() => set(widths.slice(0, -1))} aria-label="Take the last hidden layer away">
            − layer
          </button>
        </div>
      </div>
      {error && <span class="bad">{error}</span>}
    </fieldset>
  );
}
