import { useState } from "preact/hooks";
import { Choice, TextField } from "../../parts/Field";
import { deleteFor, learners, now, sendProbabilities, setLearner, setLimits } from "./live";
import { read } from "./numbers";
import type { Output } from "./types";

export const learnerTitles: Record<string, string> = {
  network: "Neural network",
  linear: "Straight line",
  polynomial: "Polynomial",
  knn: "Nearest neighbours",
  classifier: "Neural network (classes)",
};

const about: Record<string, string> = {
  network: "A small neural network: a smooth surface through your examples.",
  linear: "A straight line for each input: simple, and it goes on beyond your examples.",
  polynomial: "A curve for each input: bends more, the higher its degree.",
  knn: "Takes the class that most of the nearest examples have: exact where you have recorded.",
  classifier: "A small neural network that gives every class a probability.",
};

const fields: Record<string, { label: string; hint: string }> = {
  "hidden-layers": { label: "Hidden layers", hint: "0 to 3: more can learn more twisted things, and take longer." },
  "hidden-nodes": { label: "Nodes in a layer", hint: "1 to 1000, or auto: as many as there are inputs." },
  "learning-rate": { label: "Learning rate", hint: "How far a step goes: greater than 0." },
  momentum: { label: "Momentum", hint: "How much of a step the next one keeps: from 0 to less than 1." },
  epochs: { label: "Epochs", hint: "How often all examples are gone through, or auto." },
  degree: { label: "Degree", hint: "1 to 5: the highest power of an input." },
  k: { label: "Neighbours", hint: "How many of the nearest examples vote: 1 to 1000." },
};

/** How an output is learnt, and what it may say. What is refused is told by a warning, and the field shows again what is in force. */
export function OutputSettings({ index, output }: { index: number; output: Output }) {
  const [round, setRound] = useState(0);
  const kinds = learners.value.filter((l) => (output.isClass ? l.learnsClasses : l.learnsValues));
  const again = (): void => void setTimeout(() => setRound((r) => r + 1), 400);
  const change = (setting: string, value: string): void => {
    setLearner(index, output.learner, { ...output.settings, [setting]: value });
    again();
  };
  const limit = (low: string, high: string, isHard: boolean): void => {
    setLimits(index, read(low) ?? NaN, read(high) ?? NaN, isHard);
    again();
  };
  const examples = now.value?.outputs[index]?.examples ?? 0;
  return (
    <details class="output-settings">
      <summary>
        Learner<span class="visually-hidden"> of {output.name}</span>: {learnerTitles[output.learner] ?? output.learner}
      </summary>
      <div class="stack" key={round}>
        <Choice
          label="Learner"
          value={learnerTitles[output.learner] ?? output.learner}
          options={kinds.map((l) => learnerTitles[l.name] ?? l.name)}
          onChange={(title) => {
            const kind = kinds.find((l) => (learnerTitles[l.name] ?? l.name) === title);
            if (kind) setLearner(index, kind.name, kind.settings);
          }}
        />
        <p class="faint">{about[output.learner]} It counts from the next training on.</p>
        <div class="fields">
          {Object.entries(output.settings).map(([name, value]) => (
            <TextField key={name} label={fields[name]?.label ?? name} hint={fields[name]?.hint} value={value} onChange={(v) => change(name, v)} />
          ))}
        </div>
        {output.isClass ? (
          <label class="check">
            <input type="checkbox" checked={output.sendsProbabilities} onChange={(e) => sendProbabilities(index, e.currentTarget.checked)} />
            <span>
              Send the probabilities too, as <code>/{output.name}</code>
            </span>
          </label>
        ) : (
          <>
            <div class="fields">
              <TextField label="Least value" inputMode="decimal" value={String(output.minimum)} onChange={(v) => limit(v, String(output.maximum), output.isHardLimited)} />
              <TextField label="Greatest value" inputMode="decimal" value={String(output.maximum)} onChange={(v) => limit(String(output.minimum), v, output.isHardLimited)} />
            </div>
            <label class="check">
              <input type="checkbox" checked={output.isHardLimited} onChange={(e) => setLimits(index, output.minimum, output.maximum, e.currentTarget.checked)} />
              Never go beyond these
            </label>
          </>
        )}
        <div class="buttons">
          <button type="button" class="danger" disabled={examples === 0} onClick={() => deleteFor(index)}>
            Delete the examples of {output.name}
          </button>
        </div>
      </div>
    </details>
  );
}
