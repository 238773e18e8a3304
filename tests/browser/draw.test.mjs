// The Draw view: draw a digit and see the right answer, ask neurons and answers why, pictures and pages, a network that learns meanwhile (row E9).
import assert from "node:assert/strict";
import { expectAccessible, expectFits, studioTest } from "./studio.mjs";

// Strokes in parts of the paper's width and height.
const around = (x, y, rx, ry) => Array.from({ length: 31 }, (_, i) => [x + rx * Math.sin((i / 30) * 2 * Math.PI), y - ry * Math.cos((i / 30) * 2 * Math.PI)]);
const digits = {
  0: [around(0.5, 0.5, 0.2, 0.33)],
  1: [[[0.52, 0.15], [0.5, 0.5], [0.48, 0.85]]],
};

async function write(page, digit) {
  const paper = page.locator(".surface canvas");
  await paper.scrollIntoViewIfNeeded();
  const box = await paper.boundingBox();
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  for (const stroke of digits[digit]) {
    await page.mouse.move(...at(stroke[0]));
    await page.mouse.down();
    for (const point of stroke.slice(1)) await page.mouse.move(...at(point), { steps: 3 });
    await page.mouse.up();
  }
}

const answer = (page) => page.locator(".verdict .name");
const expectAnswer = (page, text) => page.waitForFunction((t) => document.querySelector(".verdict .name")?.textContent === t, text, { timeout: 20_000 });

let reader;

/** A network that reads digits, trained once for all tests here. */
async function readerOf(api) {
  if (reader) return reader;
  const { id } = await api.post("/api/runs", { settings: { data: "generated", count: "12000", layers: "64", epochs: "3" } });
  await until(api, id, (status) => status !== "preparing");
  await api.post(`/api/runs/${id}/play`, {});
  await until(api, id, (status) => status === "done");
  return (reader = id);
}

async function until(api, id, isGood) {
  for (;;) {
    const { summary } = await api.get(`/api/runs/${id}`);
    if (isGood(summary.status)) return;
    assert.notEqual(summary.status, "failed", summary.message);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function openDraw(page, id) {
  await page.evaluate((hash) => (location.hash = hash), id ? `#/draw/${id}` : "#/draw");
  if (id) await page.waitForSelector(".surface canvas");
}

studioTest("a digit drawn by mouse is read, and the network can be asked why", async ({ page, api }) => {
  await openDraw(page, await readerOf(api));
  await write(page, 0);
  await expectAnswer(page, "0");
  await page.getByRole("button", { name: "Clear" }).click();
  await expectAnswer(page, "–");
  await write(page, 1);
  await expectAnswer(page, "1");
  assert.ok(await page.evaluate(() => performance.getEntriesByName("stroke to bars").length) > 0);

  const layer = await page.locator(".layer-keys").first().boundingBox();
  await page.mouse.click(layer.x + layer.width / 2, layer.y + layer.height / 2);
  await page.getByRole("heading", { name: /^Neuron \d+ of layer 1$/ }).waitFor();
  await page.locator(".neuron-panel .equations").first().waitFor();
  await page.locator(".neuron-panel").getByText("The samples that excite it most").waitFor();

  await page.locator(".answer button.bar").nth(1).click();
  await page.getByRole("heading", { name: "Why 1?" }).waitFor();
  await page.locator(".why-panel").getByText(/changed: now it is/).waitFor();
  await page.locator(".why-panel select").selectOption({ label: "7" });
  await page.locator(".why-panel").getByText(/now it is 7/).waitFor();
  await expectAccessible(page);
  await expectFits(page);
});

studioTest("keys draw, walk over the neurons and take back", async ({ page, api }) => {
  await openDraw(page, await readerOf(api));
  await page.getByRole("button", { name: "Clear" }).click({ force: true }).catch(() => {});
  await page.locator(".surface canvas").focus();
  await page.keyboard.press("Space");
  for (let i = 0; i < 18; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expectAnswer(page, "1");
  const layer = page.locator(".layer-keys").first();
  await layer.focus();
  await page.keyboard.press("s");
  assert.match(await layer.getByRole("option").textContent(), /^Neuron \d+: -?\d/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Neuron \d+ of layer 1$/ }).waitFor();
  await page.locator(".surface canvas").focus();
  await page.keyboard.press("Backspace");
  await expectAnswer(page, "–");
});

studioTest("examples, pasted pictures and pages are read", async ({ page, api }) => {
  await openDraw(page, await readerOf(api));
  await page.getByRole("button", { name: "Example of 3" }).click();
  await page.getByText(/^A 3 of the test data/).waitFor();
  await paste(page, [around(100, 100, 40, 62)], 200, 200);
  await expectAnswer(page, "0");
  await page.waitForFunction(() => document.querySelectorAll(".stages figure").length === 6);
  await paste(page, [[[40, 30], [38, 120]], around(130, 75, 28, 44), [[220, 30], [218, 120]]], 260, 150);
  await page.getByRole("heading", { name: "3 digits in 1 row" }).waitFor();
  assert.equal(await page.locator(".page-reader pre").textContent(), "101");
  await page.locator(".mark").nth(1).click();
  await expectAnswer(page, "0");
  await page.getByText("Row 1, digit 2 of the page").waitFor();
});

// A drawing in black on white, as a picture from the clipboard.
const paste = (page, strokes, width, height) =>
  page.evaluate(
    async ([lines, w, h]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [w, h];
      const context = canvas.getContext("2d");
      context.fillStyle = "#fff";
      context.fillRect(0, 0, w, h);
      context.lineWidth = 12;
      context.lineCap = context.lineJoin = "round";
      for (const line of lines) {
        context.beginPath();
        for (const [x, y] of line) context.lineTo(x, y);
        context.stroke();
      }
      const file = await new Promise((done) => canvas.toBlob(done));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([file], "drawing.png", { type: "image/png" }));
      dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [strokes, width, height],
  );

studioTest("without a network one is trained, and read with while it learns", { own: true }, async ({ page, api }) => {
  await openDraw(page);
  await page.getByRole("heading", { name: "There is no network that reads digits yet" }).waitFor();
  await expectAccessible(page);
  const { id } = await api.post("/api/runs", { settings: { data: "generated", count: "8000", layers: "32", epochs: "4" } });
  await until(api, id, (status) => status !== "preparing");
  await openDraw(page, id);
  await write(page, 0);
  await page.waitForFunction(() => /\d/.test(document.querySelector(".verdict .name")?.textContent ?? ""));
  const before = await page.locator(".bars").textContent();
  await api.post(`/api/runs/${id}/play`, {});
  await page.waitForFunction((text) => document.querySelector(".bars")?.textContent !== text, before); // nobody drew
  await until(api, id, (status) => status === "done");
  await expectAnswer(page, "0");
  assert.equal(await answer(page).textContent(), "0");
});
