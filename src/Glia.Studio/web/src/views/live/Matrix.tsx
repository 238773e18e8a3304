import { selectInputs } from "./live";
import type { Output } from "./types";

const mostCells = 1200;

/** Which input goes to which output, from the next training on. */
export function Matrix({ inputs, outputs }: { inputs: string[]; outputs: Output[] }) {
  const chosen = (o: Output): number[] => o.selectedInputs ?? inputs.map((_, i) => i);
  const set = (output: number, input: number, isOn: boolean): void => {
    const before = chosen(outputs[output]!);
    selectInputs(output, isOn ? [...before, input] : before.filter((i) => i !== input));
  };
  return (
    <section class="card stack" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Which input goes to which output</h2>
      {inputs.length * outputs.length > mostCells ? (
        <p class="faint">
          There are too many to tick here. Send <code>/wekinator/control/selectInputsForOutput</code> with the output's number and those of its inputs.
        </p>
      ) : (
        <>
          <p class="faint">An output that looks only at what matters learns from fewer examples. It counts from the next training on.</p>
          <div class="scroll" tabIndex={0} role="region" aria-label="Inputs and outputs">
            <table class="plain matrix-table">
              <thead>
                <tr>
                  <td />
                  {outputs.map((o) => (
                    <th key={o.name} scope="col">
                      {o.name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {inputs.map((name, i) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {outputs.map((o, k) => {
                      const all = chosen(o);
                      const isOn = all.includes(i);
                      return (
                        <td key={o.name}>
                          <input
                            type="checkbox"
                            aria-label={`${name} goes to ${o.name}`}
                            title={isOn && all.length === 1 ? "An output needs one input at least" : undefined}
                            checked={isOn}
                            disabled={isOn && all.length === 1}
                            onChange={(e) => set(k, i, e.currentTarget.checked)}
                          />
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
