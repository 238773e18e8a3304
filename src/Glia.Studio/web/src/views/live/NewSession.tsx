import { useState } from "preact/hooks";
import { ApiError, get, post } from "../../api/http";
import { Choice, TextField } from "../../parts/Field";
import { kept, opened } from "./live";
import { read } from "./numbers";
import type { Session } from "./types";

const kinds = ["a value", "a whole number", "a class"] as const;
type Kind = (typeof kinds)[number];

interface Wanted {
  name: string;
  kind: Kind;
  low: string;
  high: string;
  isHard: boolean;
  classes: string;
}

interface Preset {
  title: string;
  about: string;
  inputs: number;
  outputs: { kind: Kind; classes?: number }[];
  gestures?: string;
}

const presets: Preset[] = [
  { title: "One slider → one value", about: "The smallest of all: move a slider, say what should come out, and hear the curve between.", inputs: 1, outputs: [{ kind: "a value" }] },
  { title: "Two inputs → one value", about: "A place on a pad, and how loud or bright it is there.", inputs: 2, outputs: [{ kind: "a value" }] },
  { title: "Two inputs → 3 classes", about: "Tells three things apart, and how sure it is of each.", inputs: 2, outputs: [{ kind: "a class", classes: 3 }] },
  { title: "Two inputs → 3 gestures", about: "Movements that take time, such as a circle, a line and a tap: each is shown a few times, and known again whether it is made fast or slowly.", inputs: 2, outputs: [{ kind: "a value" }], gestures: "circle, line, tap" },
  { title: "5 inputs → 5 values", about: "What Wekinator begins with: any patch that was made for it works unchanged.", inputs: 5, outputs: Array.from({ length: 5 }, () => ({ kind: "a value" as const })) },
];

const output = (index: number, kind: Kind = "a value", classes = 3): Wanted => ({ name: `outputs-${index + 1}`, kind, low: "0", high: kind === "a whole number" ? "10" : "1", isHard: false, classes: String(classes) });

const whole = (text: string, low: number, high: number): number | undefined => (/^\d+$/.test(text.trim()) && Number(text) >= low && Number(text) <= high ? Number(text) : undefined);

/** What a session is to be. */
export function NewSession() {
  const [preset, setPreset] = useState(0);
  const [inputs, setInputs] = useState("1");
  const [outputs, setOutputs] = useState<Wanted[]>([output(0)]);
  const [gestures, setGestures] = useState<string>();
  const [input, setInput] = useState("6448");
  const [host, setHost] = useState("127.0.0.1");
  const [port, setPort] = useState("12000");
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  const [free, setFree] = useState<number>();
  const [again, setAgain] = useState<(port: number) => Promise<void>>();
  const [isBusy, setBusy] = useState(false);

  const pick = (index: number): void => {
    const p = presets[index]!;
    setPreset(index);
    setInputs(String(p.inputs));
    setOutputs(p.outputs.map((o, i) => output(i, o.kind, o.classes)));
    setGestures(p.gestures);
  };
  const change = (index: number, part: Partial<Wanted>): void => {
    setPreset(-1);
    setOutputs((all) => all.map((o, i) => (i === index ? { ...o, ...part } : o)));
  };

  const inputCount = whole(inputs, 1, 1000);
  const inputPort = whole(input, 0, 65535);
  const outputPort = whole(port, 1, 65535);
  const names = gestures?.split(",").map((g) => g.trim()).filter((g) => g !== "");
  const badNames = names && (names.length === 0 || names.length > 50 ? "Name 1 to 50." : new Set(names).size < names.length ? "Two of them have the same name." : undefined);
  const isGood = badNames === undefined && inputCount !== undefined && inputPort !== undefined && outputPort !== undefined && (names !== undefined || outputs.every((o) => wrong(o, outputs) === undefined));

  const begin = (at: number): Promise<void> =>
    open(at, "/api/live", () => ({
        inputs: Array.from({ length: inputCount! }, (_, i) => `inputs-${i + 1}`),
        gestures: names,
        outputs: names ? undefined : outputs.map((o) =>
          o.kind === "a class"
            ? { name: o.name.trim(), kind: "class", classes: Number(o.classes) }
            : { name: o.name.trim(), kind: "value", minimum: read(o.low), maximum: read(o.high), isHardLimited: o.isHard, isInteger: o.kind === "a whole number" },
        ),
        inputPort: at,
        outputHost: host,
        outputPort,
        isOpenToOthers: isOpen,
    }));
  const goOn = (at?: number): Promise<void> => open(at ?? 0, "/api/live/last", () => ({ inputPort: at }));

  const open = async (at: number, path: string, body: () => unknown): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    setFree(undefined);
    try {
      const { session } = await post<{ session: Session }>(path, body());
      opened(session);
    } catch (e) {
      const error = e instanceof ApiError ? e : new ApiError(String(e), 0);
      setProblem(error);
      setAgain(() => (path === "/api/live" ? begin : goOn));
      if (error.status === 409 && error.field === "inputPort") setFree((await get<{ port: number }>(`/api/live/port?from=${Math.min(65_535, (at || 6448) + 1)}`).catch(() => undefined))?.port);
    }
    setBusy(false);
  };

  return (
    <form
      class="card stack new-session"
      onSubmit={(e) => {
        e.preventDefault();
        if (isGood) void begin(inputPort);
      }}
    >
      <div>
        <h2>Teach by showing</h2>
        <p class="faint">
          Move something, say what should come out, record a few examples, and train: a moment later the network answers while you move. Sensors, phones and music programs speak to it by OSC, with the same messages as
          Wekinator; sliders do to try it out.
        </p>
      </div>
      {kept.value !== undefined && (
        <div class="buttons">
          <button type="button" disabled={isBusy} onClick={() => void goOn()}>
            Go on with the last session
          </button>
        </div>
      )}
      <div class="chips" role="group" aria-label="Begin with">
        {presets.map((p, i) => (
          <button key={p.title} type="button" aria-pressed={preset === i} onClick={() => pick(i)}>
            {p.title}
          </button>
        ))}
      </div>
      <p class="faint">{preset >= 0 ? presets[preset]!.about : "Your own."}</p>
      <div class="fields">
        <TextField
          label="Inputs"
          inputMode="numeric"
          value={inputs}
          onChange={(v) => {
            setPreset(-1);
            setInputs(v);
          }}
          error={inputCount === undefined ? "From 1 to 1000." : undefined}
        />
      </div>
      {gestures !== undefined ? (
        <TextField label="Gestures, with commas between" value={gestures} onChange={setGestures} error={badNames} />
      ) : (
      <fieldset class="stack">
        <legend>Outputs</legend>
        {outputs.map((o, i) => (
          <OutputRow key={i} output={o} index={i} error={wrong(o, outputs)} onChange={(p) => change(i, p)} onRemove={outputs.length > 1 ? () => (setPreset(-1), setOutputs((all) => all.filter((_, k) => k !== i))) : undefined} />
        ))}
        <div class="buttons">
          <button type="button" disabled={outputs.length >= 40} onClick={() => (setPreset(-1), setOutputs((all) => [...all, { ...all.at(-1)!, name: unused(all) }]))}>
            One more output
          </button>
        </div>
      </fieldset>
      )}
      <fieldset class="stack">
        <legend>Ports</legend>
        <div class="fields">
          <TextField label="Listen on port" inputMode="numeric" value={input} onChange={setInput} error={inputPort === undefined ? "A port is a number from 1 to 65535." : undefined} hint="6448 is what patches for Wekinator send to; 0 takes any that is free" />
          <TextField label="Send to" value={host} onChange={setHost} error={problem?.field === "outputHost" ? problem.message : undefined} hint="The address of the computer that plays; 127.0.0.1 is this one" />
          <TextField label="at port" inputMode="numeric" value={port} onChange={setPort} error={outputPort === undefined ? "A port is a number from 1 to 65535." : undefined} hint="12000 is where patches for Wekinator listen" />
        </div>
        <label class="check">
          <input type="checkbox" checked={isOpen} onChange={(e) => setOpen(e.currentTarget.checked)} />
          Listen to other devices too, such as a phone: whoever is in your network can then send
        </label>
      </fieldset>
      {problem && problem.field !== "outputHost" && (
        <div class="row problem" role="alert">
          <span class="bad grow">{problem.message}</span>
          {free !== undefined && (
            <button
              type="button"
              onClick={() => {
                setInput(String(free));
                void again?.(free);
              }}
            >
              Listen on port {free} instead
            </button>
          )}
        </div>
      )}
      <div class="buttons">
        <button type="submit" class="primary" disabled={!isGood || isBusy}>
          Begin
        </button>
      </div>
    </form>
  );
}

function unused(all: Wanted[]): string {
  let n = all.length + 1;
  while (all.some((o) => o.name === `outputs-${n}`)) n++;
  return `outputs-${n}`;
}

/** What is wrong with an output, in a sentence. */
function wrong(o: Wanted, all: Wanted[]): string | undefined {
  if (o.name.trim() === "") return "It needs a name.";
  if (all.some((other) => other !== o && other.name.trim() === o.name.trim())) return "Another output has this name.";
  if (o.kind === "a class") return whole(o.classes, 1, 1000) === undefined ? "There can be 1 to 1000 classes." : undefined;
  const [low, high] = [read(o.low), read(o.high)];
  return low === undefined || high === undefined || low >= high ? "The least value must be a number below the greatest." : undefined;
}

interface OutputRowProps {
  output: Wanted;
  index: number;
  error: string | undefined;
  onChange: (part: Partial<Wanted>) => void;
  onRemove: (() => void) | undefined;
}

function OutputRow({ output: o, index, error, onChange, onRemove }: OutputRowProps) {
  return (
    <div class="output-row" role="group" aria-label={`Output ${index + 1}`}>
      <div class="fields">
        <TextField label="Name" value={o.name} onChange={(name) => onChange({ name })} error={error} />
        <Choice label="It is" value={o.kind} options={kinds} onChange={(kind) => onChange({ kind: kind as Kind })} />
        {o.kind === "a class" ? (
          <TextField label="Classes" inputMode="numeric" value={o.classes} onChange={(classes) => onChange({ classes })} />
        ) : (
          <>
            <TextField label="Least" inputMode="decimal" value={o.low} onChange={(low) => onChange({ low })} />
            <TextField label="Greatest" inputMode="decimal" value={o.high} onChange={(high) => onChange({ high })} />
          </>
        )}
      </div>
      <div class="row">
        {o.kind !== "a class" && (
          <label class="check">
            <input type="checkbox" checked={o.isHard} onChange={(e) => onChange({ isHard: e.currentTarget.checked })} />
            Never go beyond these
          </label>
        )}
        {onRemove && (
          <button type="button" class="quiet" onClick={onRemove}>
            Remove <span class="visually-hidden">output {index + 1}</span>
          </button>
        )}
      </div>
    </div>
  );
}
