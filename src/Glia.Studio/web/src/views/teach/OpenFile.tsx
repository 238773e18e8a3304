import { useState } from "preact/hooks";
import { send } from "../../api/http";
import { attempt, complain, say } from "../../app/messages";
import { count } from "../../parts/numbers";
import { keepSet, type Imported } from "../../parts/sets";

/** Makes a set of a CSV or zip file. */
export function OpenFile({ onMade }: { onMade: (id: string) => void }) {
  const [busy, setBusy] = useState<string>();
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file) return;
    setBusy(file.name);
    const isZip = /\.zip$/i.test(file.name);
    const made = await attempt(() => send<Imported>(`/api/sets/import?${new URLSearchParams({ name: file.name })}`, file, isZip ? "application/zip" : "text/csv"));
    setBusy(undefined);
    input.value = "";
    if (made) tell(made, onMade);
  };
  return (
    <label class={`button file ${busy ? "busy" : ""}`}>
      {busy ? `Reading ${busy} …` : "Open a CSV or zip file"}
      <input type="file" class="visually-hidden" accept=".csv,.txt,.zip,text/csv,application/zip" disabled={busy !== undefined} onChange={(e) => void take(e.currentTarget)} />
    </label>
  );
}

function tell(made: Imported, onMade: (id: string) => void): void {
  keepSet(made.summary);
  say(`${made.summary.name}: ${count(made.count)} examples.`);
  if (made.passedOver.length > 0) complain(`Some pictures were passed over: ${made.passedOver.slice(0, 3).join("; ")}`);
  onMade(made.summary.id);
}
