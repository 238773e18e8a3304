import { useEffect, useState } from "preact/hooks";
import { put } from "../../api/http";
import type { LayerWeights, MapUpdate, WeightChange } from "../../api/types";
import { attempt } from "../../app/messages";
import { percent, short } from "../../parts/numbers";
import { TypedInput } from "../../parts/TypedInput";
import type { WeightAt } from "./NetworkGraph";

/** Sets one weight by hand and says what came of it; the table reaches every one of them by keyboard. */
export function WeightEditor({ run, map, picked, onPick }: { run: string; map: MapUpdate; picked: WeightAt | undefined; onPick: (at: WeightAt) => void }) {
  const [change, setChange] = useState<WeightChange>();
  useEffect(() => setChange(undefined), [picked?.dense, picked?.unit, picked?.input]);
  const set = async (at: WeightAt, value: number): Promise<void> => {
    const layer = map.weights[at.dense];
    if (!layer || !Number.isFinite(value)) return;
    const came = await attempt(() => put<WeightChange>(`/api/runs/${run}/weights`, { layer: layer.layer, unit: at.unit, input: at.input, value }));
    if (came) setChange(came);
  };
  const value = picked && valueOf(map.weights[picked.dense], picked);
  return (
    <>
      {picked && value !== undefined && (
        <div class="weight-editor card">
          <label for="weight">
            {nameOf(picked)} is <b>{short(value)}</b>
          </label>
          <div class="row">
            <input id="weight" type="range" class="grow" min={Math.min(-5, value)} max={Math.max(5, value)} step="0.05" value={value} onChange={(e) => void set(picked, e.currentTarget.valueAsNumber)} />
            <TypedInput isNumber aria-label={nameOf(picked)} step="any" value={Number(value.toFixed(4))} style={{ width: "7rem" }} onChange={(v) => v && void set(picked, Number(v))} />
          </div>
          <p role="status">
            {change ? (
              <>
                Loss {short(change.lossBefore)} → <b>{short(change.loss)}</b>
                {change.accuracy !== undefined && (
                  <>
                    , accuracy {percent(change.accuracyBefore, 0)} → <b>{percent(change.accuracy, 0)}</b>
                  </>
                )}
              </>
            ) : (
              <span class="faint">Move it, and see what becomes of the answers.</span>
            )}
          </p>
        </div>
      )}
      <details>
        <summary>Every weight as a number</summary>
        {map.weights.map((layer, l) => (
          <WeightTable key={l} layer={layer} l={l} onPick={onPick} picked={picked} />
        ))}
      </details>
    </>
  );
}

function WeightTable({ layer, l, onPick, picked }: { layer: LayerWeights; l: number; onPick: (at: WeightAt) => void; picked: WeightAt | undefined }) {
  const inputs = layer.rows[0]?.length ?? 0;
  const cell = (unit: number, input: number, value: number) => {
    const is = picked?.dense === l && picked.unit === unit && picked.input === input;
    return (
      <td key={input} class="number">
        <button type="button" class="quiet cell" aria-pressed={is} aria-label={`${nameOf({ dense: l, unit, input })}: ${short(value)}`} onClick={() => onPick({ dense: l, unit, input })}>
          {short(value)}
        </button>
      </td>
    );
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`Weights of layer ${l + 1}`}>
      <table class="plain weights">
        <caption>Layer {l + 1}</caption>
        <thead>
          <tr>
            <th scope="col">neuron</th>
            {Array.from({ length: inputs }, (_, i) => (
              <th scope="col" class="number" key={i}>
                {l === 0 ? "xy"[i] : `${l}.${i + 1}`}
              </th>
            ))}
            {layer.biases.length > 0 && (
              <th scope="col" class="number">
                bias
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {layer.rows.map((row, u) => (
            <tr key={u}>
              <th scope="row">
                {l + 1}.{u + 1}
              </th>
              {row.map((w, i) => cell(u, i, w))}
              {layer.biases.length > 0 && cell(u, -1, layer.biases[u] ?? 0)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const valueOf = (layer: LayerWeights | undefined, at: WeightAt): number | undefined => (at.input < 0 ? layer?.biases[at.unit] : layer?.rows[at.unit]?.[at.input]);

const nameOf = (at: WeightAt): string =>
  at.input < 0 ? `Bias of neuron ${at.dense + 1}.${at.unit + 1}` : `Weight from ${at.dense === 0 ? "xy"[at.input] : `${at.dense}.${at.input + 1}`} to neuron ${at.dense + 1}.${at.unit + 1}`;
