import { expectAccessible, expectFits } from "./studio.mjs";
import { udp } from "./udp.mjs";

/**
 * The views, once. `prepare` makes something worth seeing (for the pictures, and for the checks of width and access): it gets the page, with the view open, and `api` (see studio.mjs).
 * Add what your view needs here; leave the page as a person would.
 */
export const views = [
  { name: "draw", prepare: drawZero },
  { name: "train", prepare: trainXor },
  { name: "step", prepare: walkXor },
  { name: "inspect", prepare: lookInside },
  { name: "teach", prepare: teachShapes },
  { name: "live", prepare: teachLive },
  { name: "runs" },
  { name: "learn", prepare: openLesson },
  { name: "docs", prepare: openRecipes },
];

export const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

export const schemes = ["light", "dark"];

/** What is on the page fits and can be used by everybody, phone-wide and desktop-wide, in light and dark. */
export async function expectGoodEverywhere(page) {
  for (const viewport of Object.values(widths)) {
    for (const colorScheme of schemes) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectFits(page);
      await expectAccessible(page);
    }
  }
}

/** Opens a view as it is when it has something to show. */
export async function openView(page, api, view) {
  await page.goto(`${api.address}/#/${view.name}`);
  await page.waitForSelector("main h1");
  await page.waitForFunction(() => !document.querySelector("main .loading"));
  if (view.prepare) await view.prepare(page, api);
}

// --- something worth seeing ---

async function trainXor(page, api) {
  await page.goto(`${api.address}/#/train/${await xor(api)}`);
  await page.waitForSelector("main canvas");
}

async function walkXor(page, api) {
  await page.goto(`${api.address}/#/step/${await xor(api)}`);
  await page.locator("button", { hasText: /^a 1$/ }).click();
}

async function openLesson(page, api) {
  await page.goto(`${api.address}/#/learn/neuron`);
  await page.waitForSelector(".page-view");
}

async function openRecipes(page, api) {
  await page.goto(`${api.address}/#/docs/recipes`);
  await page.waitForSelector(".page-text h2");
}

async function lookInside(page, api) {
  await page.goto(`${api.address}/#/inspect/${await reader(api)}`);
  await page.waitForSelector(".matrix");
}

/** A run that has learnt XOR. */
async function xor(api) {
  const runs = await api.get("/api/runs");
  const run = runs.find((r) => r.name === "Exclusive or") ?? (await api.post("/api/runs", { name: "Exclusive or", settings: { data: "xor" } }));
  if (run.epoch === 0) await api.post(`/api/runs/${run.id}/play`, {});
  await until(async () => !["preparing", "ready", "training"].includes((await api.get("/api/runs")).find((r) => r.id === run.id).status));
  return run.id;
}

/** A run that reads digits. */
async function reader(api) {
  const find = async () => (await api.get("/api/runs")).find((r) => r.readsDigits);
  if (!(await find())) await api.post("/api/runs", { name: "Digits", settings: { data: "generated", count: "30000", layers: "100", epochs: "4" } });
  await until(async () => !["preparing", undefined].includes((await find())?.status)); // what it reads is known when its data are there
  if ((await find()).epoch === 0) await api.post(`/api/runs/${(await find()).id}/play`, {});
  await until(async () => (await find()).status !== "training");
  return (await find()).id;
}

async function teachShapes(page, api) {
  const name = "Inside and outside";
  let set = (await api.get("/api/sets")).find((s) => s.name === name);
  if (!set) {
    set = await api.post("/api/sets", { name, kind: "points", classes: ["inside", "outside"] });
    const points = Array.from({ length: 40 }, (_, i) => {
      const radius = i % 2 === 0 ? 0.1 + 0.008 * i : 0.95 - 0.005 * i;
      return { label: i % 2 === 0 ? "inside" : "outside", x: radius * Math.cos(i * 0.7), y: radius * Math.sin(i * 0.7) };
    });
    await api.post(`/api/sets/${set.id}/points`, { points });
  }
  await page.goto(`${api.address}/#/teach/${set.id}`);
  await page.waitForSelector(".point-pad .mark");
}

/** A session that has learnt two classes and a value over UDP, and runs. */
async function teachLive(page, api) {
  if (!(await api.get("/api/live")).session) {
    const { session } = await api.post("/api/live", {
      inputs: ["tilt", "light"],
      outputs: [{ name: "loudness" }, { name: "sound", kind: "class", classes: 3, learner: "classifier" }],
      inputPort: 0,
      outputPort: 9,
    });
    const patch = await udp();
    const send = (what, ...numbers) => patch.send(session.inputPort, what, ...numbers);
    for (const [value, kind, x, y] of [[0.1, 1, 0.1, 0.1], [0.9, 2, 0.9, 0.2], [0.5, 3, 0.3, 0.9]]) {
      await send("/wekinator/control/outputs", value, kind);
      await send("/wekinator/control/startRecording");
      for (let i = 0; i < 12; i++) await send("/wek/inputs", x + 0.01 * (i % 4), y + 0.01 * (i % 3));
      await send("/wekinator/control/stopRecording");
    }
    await send("/wekinator/control/train");
    await until(async () => (await api.get("/api/live/now")).outcome?.end === "done");
    await send("/wekinator/control/startRunning");
    await send("/wek/inputs", 0.6, 0.3);
    await until(async () => (await api.get("/api/live/now")).isRunning);
    patch.close();
  }
  await page.goto(`${api.address}/#/live`);
  await page.waitForSelector(".output .answer");
  await page.waitForSelector(".examples-table tbody tr");
  await page.waitForFunction(() => !document.querySelector('.live input[type="range"]').disabled); // a second after the last message
}

async function until(isDone) {
  while (!(await isDone())) await new Promise((done) => setTimeout(done, 50));
}

/** A zero, drawn for a network that reads digits. */
async function drawZero(page, api) {
  await page.goto(`${api.address}/#/draw/${await reader(api)}`);
  const paper = page.locator(".surface canvas");
  await paper.waitFor();
  const box = await paper.boundingBox();
  const at = (i) => [box.x + box.width * (0.5 + 0.2 * Math.sin((i / 24) * 2 * Math.PI)), box.y + box.height * (0.5 - 0.33 * Math.cos((i / 24) * 2 * Math.PI))];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let i = 1; i <= 24; i++) await page.mouse.move(...at(i));
  await page.mouse.up();
  await page.waitForSelector(".stages figure");
  await page.waitForTimeout(700); // the stages follow when the pen has rested
}
