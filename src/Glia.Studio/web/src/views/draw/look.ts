import { batch, computed, signal } from "@preact/signals";
import { bytesOf, floatsOf } from "../../api/bytes";
import { get, send } from "../../api/http";
import { complain } from "../../app/messages";
import { Drawing } from "./drawing";
import type { ExampleView, FirstWeights, LookFacts, LookView, PageLook, Picked } from "./types";

// What the view shows, kept while one looks at other views: the drawing is there when one comes back.

/** What is looked at. */
export type Subject =
  | { kind: "nothing" }
  | { kind: "ink" }
  /** Pixels as the network takes them: an example, a digit of a page. */
  | { kind: "pixels"; pixels: Uint8Array<ArrayBuffer>; about: string }
  | { kind: "picture"; file: Blob; address: string };

export const runId = signal("");
export const facts = signal<LookFacts | undefined>(undefined);
export const subject = signal<Subject>({ kind: "nothing" });
export const drawing = signal(new Drawing(28, 28));
/** Changes with everything that is drawn. */
export const revision = signal(0);
export const look = signal<LookView | undefined>(undefined);
/** The look once it has stood still for a moment: what long answers are asked about. */
export const settled = signal<LookView | undefined>(undefined);
export const stages = signal<LookView["stages"]>(undefined);
export const weights = signal<FirstWeights | undefined>(undefined);
export const picked = signal<Picked | undefined>(undefined);
/** The class that is asked about. */
export const asked = signal<number | undefined>(undefined);
export const page = signal<{ look: PageLook; address: string } | undefined>(undefined);
export const prepares = signal(true);
/** Milliseconds from the pen to the bars, the newest last. */
export const delays = signal<number[]>([]);
/** What went wrong with the last look. */
export const trouble = signal("");

export const pixels = computed(() => (look.value ? bytesOf(look.value.pixels) : undefined));
export const activations = computed(() => look.value?.layers.map(floatsOf) ?? []);

// --- which network ---

/** Turns to another network. The drawing stays where the pictures have the same shape. */
export async function choose(id: string): Promise<void> {
  if (runId.value === id && facts.value) return;
  batch(() => {
    runId.value = id;
    facts.value = weights.value = look.value = settled.value = stages.value = picked.value = asked.value = page.value = undefined;
    trouble.value = "";
  });
  try {
    const found = await get<LookFacts>(`/api/runs/${id}/look`);
    if (runId.value !== id) return;
    const before = shape;
    shape = `${found.height} × ${found.width}`;
    batch(() => {
      facts.value = found;
      if (before === shape) return;
      drawing.value = new Drawing(found.height, found.width);
      subject.value = { kind: "nothing" };
      revision.value++;
    });
    ask();
    await loadWeights();
  } catch (e) {
    if (runId.value === id) trouble.value = e instanceof Error ? e.message : String(e);
  }
}

let shape = "28 × 28";

export async function loadWeights(): Promise<void> {
  const id = runId.value;
  const found = await get<FirstWeights>(`/api/runs/${id}/look/weights`);
  if (runId.value === id) weights.value = found;
}

// --- asking: one question at a time, and always about the newest ---

let isBusy = false, isAsked = false, since: number | undefined;
let moment: ReturnType<typeof setTimeout> | undefined, lastSettled = 0;

/** Asks what the network says; where it is busy with an older question, about whatever is there when it has answered. `at` is when the pen moved. */
export function ask(at?: number): void {
  isAsked = true;
  if (at !== undefined) since ??= at;
  void answer();
}

async function answer(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  while (isAsked) {
    isAsked = false;
    const start = since;
    since = undefined;
    const id = runId.value;
    try {
      const found = facts.value && (await question(false));
      if (id !== runId.value) continue;
      if (!found) forget();
      else if (subject.value.kind !== "nothing") take(found, start);
    } catch (e) {
      if (id !== runId.value) continue;
      trouble.value = e instanceof Error ? e.message : String(e);
    }
  }
  isBusy = false;
}

function take(found: LookView, start: number | undefined): void {
  batch(() => {
    look.value = found;
    trouble.value = "";
  });
  if (start !== undefined) afterPaint(() => measure(start));
  settleSoon();
}

function forget(): void {
  clearTimeout(moment);
  batch(() => {
    look.value = settled.value = stages.value = asked.value = undefined;
    trouble.value = "";
  });
}

/** Sends what is looked at. */
function question(withStages: boolean): Promise<LookView> | undefined {
  const path = `/api/runs/${runId.value}/look`;
  const at = picked.value && facts.value ? `&focus=${facts.value.layers[picked.value.layer]!.index}.${picked.value.unit}` : "";
  const more = `${at}${withStages ? "&stages=1" : ""}${prepares.value ? "" : "&prepare=0"}`;
  const what = subject.value;
  switch (what.kind) {
    case "nothing":
      return undefined;
    case "picture":
      return send<LookView>(`${path}?${more}`, what.file, "image/png");
    case "pixels":
      return send<LookView>(`${path}?raw=1&width=${facts.value!.width}&height=${facts.value!.height}${more}`, what.pixels, "application/octet-stream");
    case "ink": {
      const { bytes, width, height } = drawing.value.bytes();
      return send<LookView>(`${path}?width=${width}&height=${height}${more}`, bytes, "application/octet-stream");
    }
  }
}

// Long answers wait for a pause of the pen, yet not for ever while a network is learning.
function settleSoon(): void {
  clearTimeout(moment);
  moment = setTimeout(settle, performance.now() - lastSettled > 1500 ? 0 : 350);
}

function settle(): void {
  lastSettled = performance.now();
  settled.value = look.value;
  void loadStages();
}

let isStaging = false, isStageAsked = false;

async function loadStages(): Promise<void> {
  if (isStaging) {
    isStageAsked = true; // what is under way is of an older drawing
    return;
  }

  if (!facts.value?.canPrepare || !prepares.value || subject.value.kind === "pixels") {
    stages.value = undefined;
    return;
  }

  isStaging = true;
  try {
    const id = runId.value;
    const found = await question(true);
    if (found && id === runId.value && subject.value.kind !== "nothing") stages.value = found.stages;
  } catch {
    // The look itself says what is wrong.
  } finally {
    isStaging = false;
    if (isStageAsked) {
      isStageAsked = false;
      void loadStages();
    }
  }
}

// --- how quick ---

const measureName = "stroke to bars";

// A frame begins with what is asked for here; the message comes when it has been painted.
function afterPaint(work: () => void): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = work;
    channel.port2.postMessage(0);
  });
}

function measure(start: number): void {
  const { duration } = performance.measure(measureName, { start, end: performance.now() });
  delays.value = [...delays.value.slice(-199), duration];
  if (performance.getEntriesByName(measureName).length > 1000) performance.clearMeasures(measureName);
}

// --- what to look at ---

export function drew(at?: number): void {
  if (subject.value.kind !== "ink") {
    subject.value = { kind: "ink" };
    revision.value++; // whatever lies under the stroke has changed; the stroke itself is painted as it goes
  }
  ask(at);
}

/** Before a stroke: whatever is there becomes ink under it. */
export function takeUp(): void {
  const what = subject.value, found = facts.value;
  page.value = undefined;
  if (what.kind !== "picture" || !found || !look.value || look.value.isEmpty) return;
  const bytes = pixels.value!;
  drawing.value.lay(found.hasLightPaper ? bytes.map((b) => 255 - b) : bytes, found.height, found.width);
}

export function undo(): void {
  drawing.value.undo();
  settleDrawing();
}

export function clear(): void {
  drawing.value.clear();
  page.value = undefined;
  settleDrawing();
}

function settleDrawing(): void {
  batch(() => {
    subject.value = drawing.value.isEmpty ? { kind: "nothing" } : { kind: "ink" };
    revision.value++;
  });
  ask();
}

/** Looks at pixels as they are. */
export function showPixels(bytes: Uint8Array<ArrayBuffer>, about: string): void {
  const { height, width, hasLightPaper } = facts.value!;
  drawing.value.lay(hasLightPaper ? bytes.map((b) => 255 - b) : bytes, height, width);
  batch(() => {
    subject.value = { kind: "pixels", pixels: bytes, about };
    revision.value++;
  });
  ask();
}

let example = -1;

/** A sample of the test data, of a class or of any: another one each time. */
export async function showExample(label?: number): Promise<void> {
  try {
    if (example < 0) example = Math.floor(Math.random() * 1000);
    const found = await get<ExampleView>(`/api/runs/${runId.value}/look/example?after=${example}${label === undefined ? "" : `&label=${label}`}`);
    example = found.index;
    page.value = undefined;
    showPixels(bytesOf(found.pixels), `A ${facts.value!.classes[found.label]} of the test data, no. ${found.index}`);
  } catch (e) {
    complain(e);
  }
}

let shownAddress = ""; // of the picture opened last, which the browser holds until it is let go of

/** Looks at a picture; it may also be a page of digits, which is then read. */
export async function showPicture(file: Blob, asOne = false): Promise<void> {
  page.value = undefined;
  URL.revokeObjectURL(shownAddress);
  const address = (shownAddress = URL.createObjectURL(file));
  drawing.value.clear();
  batch(() => {
    subject.value = { kind: "picture", file, address };
    revision.value++;
  });
  ask();
  if (asOne || !facts.value?.canPrepare) return;
  try {
    const found = await send<PageLook>(`/api/runs/${runId.value}/look/page`, file, "image/png");
    if (found.digits.length > 1 && subject.value.kind === "picture" && subject.value.file === file) page.value = { look: found, address };
  } catch {
    // The look at it as one digit says what is wrong.
  }
}

/** Another neuron: its connections are shown. */
export function pick(next: Picked | undefined): void {
  const now = picked.value;
  picked.value = now && next && now.layer === next.layer && now.unit === next.unit ? undefined : next;
  ask();
}
