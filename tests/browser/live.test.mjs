// Teaching by showing: by slider on the page, and by a patch over UDP.
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { expectAccessible, expectFits, studioTest } from "./studio.mjs";
import { udp } from "./udp.mjs";

const deck = (page) => page.locator(".deck");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const count = (page) => page.locator("#examples-title");

/** Begins a session on the page, on free ports. */
async function begin(page, api, preset, out = 9) {
  await page.goto(`${api.address}/#/live`);
  await page.getByRole("heading", { name: "Teach by showing" }).waitFor();
  await button(page, preset).click();
  await page.getByLabel("Listen on port").fill("0");
  await page.getByLabel("at port").fill(String(out));
  await page.getByLabel("at port").press("Tab");
  await button(page, "Begin").click();
  await deck(page).waitFor();
}

const input = (page, name) => page.locator(".level", { hasText: name }).getByRole("slider").first();

/** Moves a slider as a hand would: there, and then it rests. */
async function move(slider, value) {
  await slider.evaluate((e, v) => {
    e.value = v;
    e.dispatchEvent(new Event("input", { bubbles: true }));
  }, String(value));
}

async function record(page, atLeast) {
  const before = await examples(page);
  await button(page, "Record").click();
  await page.waitForFunction((n) => Number.parseInt(document.querySelector("#examples-title").textContent.replace(",", "")) >= n, before + atLeast);
  await button(page, "Stop recording").click();
  await button(page, "Record").waitFor();
}

const examples = async (page) => Number.parseInt((await count(page).innerText()).replace(",", "")) || 0;

studioTest("a slider is recorded, learnt and answered", { own: true }, async ({ page, api }) => {
  await begin(page, api, "One slider → one value");
  assert.ok(await button(page, "Train").isDisabled());
  assert.ok(await button(page, "Run").isDisabled());
  const x = input(page, "inputs-1");
  const y = page.getByRole("slider", { name: "outputs-1 should be" });
  for (const [from, to] of [[0.1, 0.9], [0.9, 0.1]]) {
    await move(x, from);
    await move(y, to);
    await record(page, 3);
  }

  await button(page, "Train").click();
  await page.getByText(/^Learnt in /).waitFor();
  await button(page, "Run").click();
  const says = page.locator(".output .answer output");
  await says.waitFor();
  await move(x, 0.1);
  await page.waitForFunction(() => Math.abs(Number(document.querySelector(".output .answer output").textContent) - 0.9) < 0.05);
  await move(x, 0.9);
  await page.waitForFunction(() => Math.abs(Number(document.querySelector(".output .answer output").textContent) - 0.1) < 0.05);
  await expectAccessible(page);
  await expectFits(page);

  // A reload in the middle of it loses nothing.
  const before = await examples(page);
  await page.reload();
  await deck(page).getByText("Running", { exact: true }).waitFor();
  assert.equal(await examples(page), before);
  await page.waitForFunction(() => Math.abs(Number(document.querySelector(".output .answer output").textContent) - 0.1) < 0.05);
  await move(input(page, "inputs-1"), 0.1);
  await page.waitForFunction(() => Math.abs(Number(document.querySelector(".output .answer output").textContent) - 0.9) < 0.05);
  await button(page, "Stop running").click();
  await deck(page).getByText("Idle").waitFor();

  // So does closing it: it was kept, and goes on.
  await button(page, "Close").click();
  await button(page, "Go on with the last session").click();
  await page.getByText(/^Learnt in /).waitFor();
  assert.equal(await examples(page), before);
  await button(page, "Run").click();
  await move(input(page, "inputs-1"), 0.1);
  await page.waitForFunction(() => Math.abs(Number(document.querySelector(".output .answer output")?.textContent) - 0.9) < 0.05);
  await button(page, "Stop running").click();

  // The stage has the outputs alone, and Escape leaves it.
  await button(page, "Performance view").click();
  await page.locator(".performance .said b").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".performance"));
});

studioTest("examples are edited, deleted, and brought back", { own: true }, async ({ page, api }) => {
  await begin(page, api, "Two inputs → one value");
  await record(page, 5);
  await record(page, 15);
  const all = await examples(page);
  await page.waitForFunction(() => document.querySelectorAll(".examples-table tbody tr").length === 12);
  const first = page.locator(".examples-table tbody tr").first();
  await page.waitForFunction((n) => document.querySelector(".examples-table tbody td").textContent === String(n), all); // the newest first

  await button(page, "Delete the last recording").click();
  await page.waitForFunction((n) => Number.parseInt(document.querySelector("#examples-title").textContent) < n, all);
  const fewer = await examples(page);
  assert.ok(fewer >= 5 && fewer < all);
  await button(page, "Bring it back").click();
  await page.waitForFunction((n) => Number.parseInt(document.querySelector("#examples-title").textContent) === n, all);

  // One is changed with the keys alone, one is deleted, and both are taken back.
  await page.waitForFunction((n) => Number(document.querySelector(".examples-table tbody td").textContent) > n, all); // brought back with new numbers
  const id = Number(await first.locator("td").first().innerText());
  await button(page, `Edit example ${id}`).click();
  const field = page.getByLabel(`inputs-2 of example ${id}`);
  await field.fill("0,625");
  await field.press("Enter");
  await first.getByText("0.625").waitFor();
  await button(page, `Delete example ${id - 1}`).click();
  await page.waitForFunction((n) => Number.parseInt(document.querySelector("#examples-title").textContent) === n, all - 1);
  await button(page, "Undo").click();
  await page.waitForFunction((n) => Number.parseInt(document.querySelector("#examples-title").textContent) === n, all);
  await button(page, "Undo").click();
  await page.waitForFunction(() => !document.querySelector(".examples-table tbody tr").textContent.includes("0.625"));
  await button(page, "Oldest").click();
  await page.waitForFunction(() => [...document.querySelectorAll(".examples-table tbody tr")].at(-1)?.querySelector("td").textContent === "1");
  await expectAccessible(page);
  await button(page, "Delete all").click();
  await page.getByRole("heading", { name: "Examples", exact: true }).waitFor();
  await button(page, "Undo").click();
  await page.waitForFunction((n) => Number.parseInt(document.querySelector("#examples-title").textContent) === n, all);
});

studioTest("a patch over UDP teaches three classes, and the page shows what comes and goes", { own: true }, async ({ page, api }) => {
  const patch = await udp();
  try {
    await begin(page, api, "Two inputs → 3 classes", patch.port);
    const port = Number(await page.locator(".ports b").first().innerText());
    const send = (address, ...numbers) => patch.send(port, address, ...numbers);
    const corners = [[0, 0], [1, 0], [0, 1]];
    for (const [i, [x, y]] of corners.entries()) {
      await page.getByRole("group", { name: "outputs-1 should be" }).getByRole("button", { name: `Class ${i + 1}` }).click();
      await page.waitForFunction((k) => document.querySelectorAll(".output .classes button")[k].getAttribute("aria-pressed") === "true", i);
      while ((await api.get("/api/live/now")).outputs[0].label !== i + 1) await page.waitForTimeout(20); // the patch may be faster than the page
      await send("/wekinator/control/startRecording");
      for (let k = 0; k < 10; k++) await send("/wek/inputs", x + 0.01 * k, y - 0.01 * k);
      await send("/wekinator/control/stopRecording");
    }

    await page.getByRole("heading", { name: "30 examples" }).waitFor();
    await page.getByText("Inputs come by OSC now").waitFor();
    await send("/wekinator/control/train");
    await patch.heard("/wekinator/status/done-training");
    await send("/wekinator/control/startRunning");
    for (const [i, [x, y]] of corners.entries()) {
      patch.forget();
      await send("/wek/inputs", x, y);
      assert.deepEqual((await patch.heard("/wek/outputs")).numbers, [i + 1]);
      await page.locator(".output .verdict b", { hasText: `Class ${i + 1}` }).waitFor();
    }

    assert.ok((await page.locator(".light").first().locator("b").innerText()) !== "0");
    await page.getByText("The last messages").click();
    await page.locator(".messages-list code", { hasText: "/wek/outputs 3" }).first().waitFor();
    await send("/wek/inputs", 1, 2, 3);
    await page.locator("#warnings-title ~ .messages-list").getByText(/came with 3 numbers, and there are 2 inputs/).waitFor();

    // Another learner, with probabilities, and the same seed gives the same figures.
    await page.getByText(/^Learner of outputs-1/).click();
    await page.getByLabel("Learner", { exact: true }).selectOption("Neural network (classes)");
    await page.getByLabel("Hidden layers").waitFor();
    await button(page, "Measure").click();
    await page.getByText(/Measured on 30 examples, 10 parts, seed 1/).waitFor({ timeout: 60_000 });
    const score = await page.locator("#scores-title ~ .scroll tbody td").allInnerTexts();
    assert.deepEqual(score, ["100.0 % right", "100.0 % right"]);
    await page.getByLabel("inputs-2 goes to outputs-1").uncheck();
    await page.waitForFunction(() => document.querySelector('[aria-label="inputs-1 goes to outputs-1"]').disabled);
    await expectAccessible(page);
  } finally {
    patch.close();
  }
});

studioTest("a port that is taken is told, and another one offered", { own: true }, async ({ page, api, allow }) => {
  allow(/409/);
  const other = createSocket("udp4");
  await new Promise((done) => other.bind(0, "127.0.0.1", done));
  try {
    await page.goto(`${api.address}/#/live`);
    await page.getByLabel("Listen on port").fill(String(other.address().port));
    await page.getByLabel("Listen on port").press("Tab");
    await button(page, "Begin").click();
    await page.getByRole("alert").filter({ hasText: /is taken\. Wekinator, 'glia live' or another studio/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Listen on port \d+ instead$/ }).click();
    await deck(page).waitFor();
    await button(page, "Close").click();
    await page.getByRole("heading", { name: "Teach by showing" }).waitFor();
  } finally {
    other.close();
  }
});

studioTest("gestures are recorded while their button is held, and told apart", { own: true }, async ({ page, api }) => {
  const patch = await udp();
  try {
    await begin(page, api, "Two inputs → 3 gestures", patch.port);
    const port = Number(await page.locator(".ports b").first().innerText());
    const circle = (i) => [0.5 + 0.4 * Math.cos(i / 3), 0.5 + 0.4 * Math.sin(i / 3)];
    const line = (i) => [0.05 * i, 0.5];
    const make = async (shape) => {
      for (let i = 0; i < 20; i++) {
        await patch.send(port, "/wek/inputs", ...shape(i));
        await new Promise((done) => setTimeout(done, 5));
      }
    };
    for (const [name, shape] of [["circle", circle], ["line", line], ["circle", circle]]) {
      const hold = page.getByRole("button", { name: `Hold: ${name}` });
      await hold.focus();
      await page.keyboard.down("Space");
      await page.waitForFunction((n) => [...document.querySelectorAll(".gesture .hold")].find((b) => b.textContent.includes(n)).getAttribute("aria-pressed") === "true", name);
      await make(shape);
      await page.keyboard.up("Space");
      await page.waitForFunction(() => !document.querySelector('.gesture .hold[aria-pressed="true"]'));
    }

    await page.locator(".gesture", { hasText: "circle" }).getByText("2 recordings").waitFor();
    await page.locator(".gesture", { hasText: "tap" }).getByText("0 recordings").waitFor();
    await button(page, "Run").click();
    await deck(page).getByText("Running", { exact: true }).waitFor();
    for (const [name, shape] of [["line", line], ["circle", circle]]) {
      await make(shape);
      await page.locator(".gesture.match", { hasText: name }).waitFor();
    }

    await patch.heard("/output_1");
    await expectAccessible(page);
    await button(page, "Delete the recordings of circle").click();
    await page.locator(".gesture", { hasText: "circle" }).getByText("0 recordings").waitFor();
    await button(page, "Undo").click();
    await page.locator(".gesture", { hasText: "circle" }).getByText("2 recordings").waitFor();
  } finally {
    patch.close();
  }
});
