import { useState } from "preact/hooks";
import { facts } from "../../app/state";
import { Choice, TextField } from "../../parts/Field";
import { change, draft, faults, plan } from "./draft";
import { LayersEditor } from "./LayersEditor";

const text = (name: string): string => draft.value[name] ?? "";
const usual = (name: string): string => plan.value?.settings[name] ?? "";

function Text({ name, label, hint, whole }: { name: string; label: string; hint?: string; whole?: boolean }) {
  return <TextField label={label} hint={hint} value={text(name)} placeholder={usual(name)} error={faults.value[name]} inputMode={whole ? "numeric" : "decimal"} onChange={(v) => change(name, v)} />;
}

function Name({ name, label, hint, none }: { name: string; label: string; hint?: string; none?: string }) {
  const names = facts.value?.choices[name] ?? [];
  const value = text(name) || usual(name);
  return <Choice label={label} hint={hint} value={value} options={none !== undefined && !value ? ["", ...names] : names} error={faults.value[name]} onChange={(v) => change(name, v)} />;
}

/** Everything that decides a training but its data. What is not said is the preset's, shown in grey. */
export function SettingsForm() {
  const [more, setMore] = useState(false);
  const kind = facts.value?.data.find((d) => d.id === draft.value["data"])?.kind;
  const isToy = kind === "points";
  const isGenerated = draft.value["data"] === "generated";
  const presets = facts.value?.presets ?? [];
  const preset = usual("preset");
  return (
    <section class="card stack" aria-labelledby="settings-title">
      <div class="row">
        <h2 id="settings-title" class="grow">
          Network and training
        </h2>
        {Object.keys(draft.value).some((k) => k !== "data") && (
          <button type="button" class="quiet" onClick={() => (draft.value = { data: draft.value["data"] ?? "xor" })}>
            Back to usual
          </button>
        )}
      </div>
      <LayersEditor />
      <div class="fields">
        <Name name="activation" label="Activation" hint="Of the hidden layers" />
        <Text name="lr" label="Learning rate" />
        <Text name="epochs" label="Epochs" whole hint="Times through the data" />
        <Text name="batch" label="Batch" whole hint="Samples per step; 0 for all at once" />
        <Name name="optimizer" label="Optimiser" />
        <Text name="seed" label="Seed" whole hint="The same seed gives the same network, to the bit" />
        {isToy && <Text name="noise" label="Noise" hint="How far points are moved off their places; the square is 2 wide" />}
        {(isToy || isGenerated) && <Text name="count" label={isToy ? "Points" : "Digits"} whole />}
        <Text name="validation" label="Held out" whole hint="Samples to measure on after each epoch, never trained on" />
      </div>
      <details open={more} onToggle={(e) => setMore((e.currentTarget as HTMLDetailsElement).open)}>
        <summary>More settings</summary>
        <div class="fields">
          <Choice label="Recipe" value={preset} options={presets.map((p) => p.name)} error={faults.value["preset"]} onChange={(v) => change("preset", v)} hint={presets.find((p) => p.name === preset)?.about} />
          <Name name="loss" label="Loss" />
          <Name name="schedule" label="Schedule" hint="How the rate changes" />
          {usual("momentum") !== "" && <Text name="momentum" label="Momentum" />}
          <Text name="dropout" label="Dropout" hint="Part of the hidden values left out in each step" />
          <Text name="l2" label="L2" hint="Penalty on the weights' squares" />
          <Text name="l1" label="L1" hint="Penalty on the weights' sizes" />
          <Text name="clip" label="Clip gradient" hint="Longest gradient; 0 for none" />
          <Text name="label-smoothing" label="Label smoothing" />
          <Name name="scale" label="Inputs" hint="How inputs are scaled" />
          <Name name="targets" label="Targets" hint="How classes are written as outputs" />
          <Name name="init" label="Starting weights" none="" />
          {!isToy && <TextField label="Change pictures" hint="shift=1.5,rotation=10,scale=0.1, noise, pen, elastic, cutout, or none" value={text("augment")} placeholder={usual("augment")} error={faults.value["augment"]} onChange={(v) => change("augment", v)} />}
        </div>
        <label class="check">
          <input type="checkbox" checked={(text("no-bias") || usual("no-bias")) === "true"} onChange={(e) => change("no-bias", e.currentTarget.checked ? "true" : "")} />
          Leave the biases out
        </label>
      </details>
      {plan.value && <p class="faint lines">{plan.value.lines.join("; ")}</p>}
      {faults.value["recipe"] && <p class="bad">{faults.value["recipe"]}</p>}
    </section>
  );
}
