import { Choice, TextField } from "../../parts/Field";
import type { KnobFact, Values } from "./types";

interface KnobsProps {
  knobs: KnobFact[];
  values: Values;
  fault: { field: string; message: string } | undefined;
  onChange: (name: string, value: string) => void;
}

/** The numbers of a lesson, to be changed. */
export function Knobs({ knobs, values, fault, onChange }: KnobsProps) {
  return (
    <>
      <h2>Change the numbers</h2>
      <div class="stack">
        {knobs.map((k) => {
          const value = values[k.name] ?? k.default;
          const error = fault?.field === k.name ? fault.message : undefined;
          const change = (text: string): void => onChange(k.name, text === "" ? k.default : text);
          return (
            <div key={k.name}>
              {k.choices ? (
                <Choice label={k.name} value={value} options={k.choices} onChange={change} error={error} />
              ) : (
                <TextField label={k.name} value={value} onChange={change} error={error} placeholder={k.default} inputMode={k.wanted === "N" ? "decimal" : "text"} />
              )}
              <small>
                {k.meaning} Default: {k.default}.
              </small>
            </div>
          );
        })}
      </div>
    </>
  );
}
