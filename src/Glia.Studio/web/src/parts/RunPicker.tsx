import { lastRun, runs } from "../app/state";
import type { RunSummary } from "../api/types";
import { useId } from "preact/hooks";

interface RunPickerProps {
  value: string | undefined;
  onPick: (id: string) => void;
  /** Which runs do here; all unless told. */
  fits?: (run: RunSummary) => boolean;
  label?: string;
}

/** Which network to look at. */
export function RunPicker({ value, onPick, fits = () => true, label = "Network" }: RunPickerProps) {
  const id = useId();
  const list = (runs.value ?? []).filter(fits);
  return (
    <div class="picker row">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(e) => {
          lastRun.value = e.currentTarget.value;
          onPick(e.currentTarget.value);
        }}
      >
        {list.map((r) => (
          <option key={r.id} value={r.id}>
            {r.name} · {r.shape}
            {r.testAccuracy !== undefined ? ` · ${(100 * r.testAccuracy).toFixed(1)} %` : ""}
          </option>
        ))}
      </select>
    </div>
  );
}
