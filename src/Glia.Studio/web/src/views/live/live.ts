import { computed, signal } from "@preact/signals";
import { get, post, remove } from "../../api/http";
import { attempt } from "../../app/messages";
import { oscPacket, Whole, type OscArgument } from "./osc";
import type { LearnerKind, Now, Scores, Session, Traffic, Warning } from "./types";

// The session as the stream tells it, and the way back: everything that the page does is an OSC message.

/** The session; null where none is open, undefined until that is known. */
export const session = signal<Session | null | undefined>(undefined);
export const now = signal<Now | undefined>(undefined);
export const traffic = signal<Traffic | undefined>(undefined);
export const warnings = signal<Warning[]>([]);
export const scores = signal<Scores | undefined>(undefined);
export const learners = signal<LearnerKind[]>([]);

/** The session that was closed last, if it had examples. */
export const kept = signal<string | undefined>(undefined);

/** Whether inputs, or anything else, came over UDP in the last second: then the sliders only show. */
export const isFed = signal(false);

const held = 500; // milliseconds for which the page believes its own hand and not the stream
const repeat = 50; // milliseconds between two inputs from a slider that rests while it is recorded

// --- what is heard ---

let source: EventSource | undefined;
let socket: WebSocket | undefined;
let waiting: Uint8Array<ArrayBuffer>[] = [];
let isWanted = false;

/** Listens and speaks until what it returns is called. */
export function connect(): () => void {
  isWanted = true;
  open();
  document.addEventListener("visibilitychange", open);
  if (learners.value.length === 0) void attempt(async () => (learners.value = await get<LearnerKind[]>("/api/live/learners")));
  return () => {
    isWanted = false;
    document.removeEventListener("visibilitychange", open);
    source?.close();
    source = undefined;
    hangUp();
    session.value = undefined;
  };
}

// A hidden page holds no stream; what it shows when it comes back is all new.
function open(): void {
  source?.close();
  source = undefined;
  if (document.hidden || !isWanted) return;
  const mine = (source = new EventSource("/api/live/events"));
  const on = <T>(name: string, take: (value: T) => void): void => mine.addEventListener(name, (e) => take(JSON.parse((e as MessageEvent<string>).data) as T));
  mine.addEventListener("error", () => mine.readyState === EventSource.CLOSED && setTimeout(() => source === mine && open(), 2000));
  on<{ session?: Session; last?: string }>("session", (told) => {
    kept.value = told.last;
    take(told.session ?? null);
  });
  on<Now>("now", (told) => (now.value = told));
  on<Traffic>("traffic", heard);
  on<Warning[]>("warnings", (told) => (warnings.value = told));
  on<Scores>("scores", (told) => (scores.value = told));
}

function take(told: Session | null): void {
  if (told?.id !== session.value?.id) {
    now.value = traffic.value = scores.value = undefined;
    warnings.value = [];
    heldInputs.value = heldLabels.value = undefined;
    isFed.value = false;
    hangUp();
  }
  session.value = told;
  if (told && !socket) speak();
}

let quiet: ReturnType<typeof setTimeout> | undefined;

function heard(told: Traffic): void {
  const before = traffic.value;
  traffic.value = told;
  if (!before || told.datagrams <= before.datagrams) return;
  isFed.value = true;
  clearTimeout(quiet);
  quiet = setTimeout(() => (isFed.value = false), 1200);
}

// --- what is said ---

function speak(): void {
  const mine = (socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/live/osc?listen=0`));
  mine.onopen = () => {
    if (socket !== mine) return mine.close();
    for (const packet of waiting) mine.send(packet);
    waiting = [];
  };
  mine.onclose = () => {
    if (socket !== mine) return;
    socket = undefined;
    setTimeout(() => isWanted && !socket && session.value && speak(), 1000);
  };
}

function hangUp(): void {
  const mine = socket;
  socket = undefined;
  waiting = [];
  if (mine?.readyState === WebSocket.OPEN) mine.close(); // one that is still connecting closes itself when it is open
}

/** Sends a message. */
export function send(address: string, ...args: OscArgument[]): void {
  const packet = oscPacket(address, args);
  if (socket?.readyState === WebSocket.OPEN) socket.send(packet);
  else if (waiting.length < 200) waiting.push(packet);
}

const wekinator = (what: string, ...args: OscArgument[]): void => send(`/wekinator/control/${what}`, ...args);
const glia = (what: string, ...args: OscArgument[]): void => send(`/glia/control/${what}`, ...args);
const wholes = (numbers: readonly number[]): Whole[] => numbers.map((n) => new Whole(n));

// --- inputs and labels ---

const heldInputs = signal<number[] | undefined>(undefined);
const heldLabels = signal<number[] | undefined>(undefined);

/** The inputs as they are shown: those of the sliders while they are moved. */
export const inputs = computed<number[]>(() => heldInputs.value ?? now.value?.inputs.map((x) => x ?? 0) ?? []);

/** What examples are recorded with. */
export const labels = computed<number[]>(() => heldLabels.value ?? now.value?.outputs.map((o) => o.label ?? 0) ?? []);

let letInputsGo: ReturnType<typeof setTimeout> | undefined;
let letLabelsGo: ReturnType<typeof setTimeout> | undefined;
let isDue = false;

/** Moves an input: at most one message for each picture that the screen shows. */
export function setInput(index: number, value: number): void {
  heldInputs.value = inputs.value.map((x, i) => (i === index ? value : x));
  clearTimeout(letInputsGo);
  letInputsGo = setTimeout(() => (heldInputs.value = undefined), held);
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    sendInputs();
  });
}

export function sendInputs(): void {
  if (session.value && !isFed.value) send(session.value.inputAddress, ...inputs.value);
}

/** Sets what an output should say. */
export function setLabel(index: number, value: number): void {
  heldLabels.value = labels.value.map((x, i) => (i === index ? value : x));
  clearTimeout(letLabelsGo);
  letLabelsGo = setTimeout(() => (heldLabels.value = undefined), held);
  wekinator("outputs", ...heldLabels.value);
}

let repeating: ReturnType<typeof setInterval> | undefined;

/** Says the inputs again and again while `isOn` says so: sliders that rest are examples too. */
function sayWhile(isOn: () => boolean): void {
  clearInterval(repeating);
  const begun = Date.now();
  repeating = setInterval(() => {
    if (isOn() || Date.now() - begun < 500) return sendInputs();
    clearInterval(repeating);
  }, repeat);
}

// --- commands ---

export function startRecording(): void {
  wekinator("startRecording");
  sayWhile(() => now.value?.isRecording ?? false);
}

export function stopRecording(): void {
  clearInterval(repeating);
  wekinator("stopRecording");
}

export const train = (): void => wekinator("train");
export const cancelTraining = (): void => wekinator("cancelTrain");

export function startRunning(): void {
  wekinator("startRunning");
  sendInputs(); // the first answer at once
}

export const stopRunning = (): void => wekinator("stopRunning");
export const randomize = (): void => glia("randomize");
export const undo = (): void => glia("undo");
export const deleteLastRound = (): void => glia("deleteLastRound");
export const restoreLastRound = (): void => glia("restoreLastRound");
export const deleteAll = (): void => wekinator("deleteAllExamples");
export const deleteFor = (output: number): void => wekinator("deleteExamplesForOutput", new Whole(output + 1));
export const deleteExample = (id: number): void => glia("deleteExample", new Whole(id));
export const setExample = (id: number, numbers: readonly number[]): void => glia("setExample", new Whole(id), ...numbers);
export const setRecorded = (output: number, isOn: boolean): void => wekinator(isOn ? "enableModelRecording" : "disableModelRecording", new Whole(output + 1));
export const setRun = (output: number, isOn: boolean): void => wekinator(isOn ? "enableModelRunning" : "disableModelRunning", new Whole(output + 1));
export const selectInputs = (output: number, chosen: readonly number[]): void => wekinator("selectInputsForOutput", ...wholes([output + 1, ...chosen.map((i) => i + 1)]));
export const setLearner = (output: number, name: string, settings: Record<string, string>): void => glia("setLearner", new Whole(output + 1), name, ...Object.entries(settings).map(([k, v]) => `${k}=${v}`));
export const setLimits = (output: number, low: number, high: number, isHard: boolean): void => glia("setLimits", new Whole(output + 1), low, high, isHard ? "hard" : "soft");
export const sendProbabilities = (output: number, isOn: boolean): void => glia("sendProbabilities", new Whole(output + 1), new Whole(isOn ? 1 : 0));

export function startGesture(gesture: number): void {
  wekinator("startDtwRecording", new Whole(gesture + 1));
  sayWhile(() => now.value?.gestures.some((g) => g.isRecording) ?? false);
}

export function stopGesture(): void {
  clearInterval(repeating);
  wekinator("stopDtwRecording");
}

export const measure = (folds: number, seed: number): Promise<Scores | undefined> => attempt(() => post<Scores>("/api/live/scores", { folds, seed }));
export const cancelMeasuring = (): Promise<unknown> => attempt(() => remove("/api/live/scores"));

export async function closeSession(): Promise<void> {
  if ((await attempt(async () => (await remove("/api/live"), true))) && session.value) take(null);
}

/** Shows a session that was opened here, before the stream says so. */
export const opened = (made: Session): void => take(made);
