// Teaching: three drawn classes with ten examples each, recognised afterwards; what is deleted comes back; what is exported can be opened again; points; files; a camera that is not there.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectAccessible, expectFits, studioTest } from "./studio.mjs";

// Strokes in a square from 0 to 1.
const shapes = {
  triangle: [[[0.5, 0.15], [0.85, 0.8], [0.15, 0.8], [0.5, 0.15]]],
  ring: [Array.from({ length: 25 }, (_, i) => [0.5 + 0.33 * Math.cos((i * Math.PI) / 12), 0.5 + 0.33 * Math.sin((i * Math.PI) / 12)])],
  cross: [[[0.2, 0.2], [0.8, 0.8]], [[0.8, 0.2], [0.2, 0.8]]],
};
const names = Object.keys(shapes);

/** Numbers from −1 to 1, the same ones for the same seed (Park and Miller 1988). */
function chance(seed) {
  return () => ((seed = (seed * 16807) % 2147483647) / 2147483647) * 2 - 1;
}

/** Draws with the mouse, a little different each time: in size, place, slant and tremble. */
async function draw(page, pad, strokes, random) {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  const size = 0.9 + 0.2 * random(), dx = 0.07 * random(), dy = 0.07 * random(), turn = 0.17 * random();
  const at = ([x, y]) => {
    const [u, v] = [(x - 0.5) * size + 0.015 * random(), (y - 0.5) * size + 0.015 * random()];
    return [box.x + box.width * (0.5 + dx + u * Math.cos(turn) - v * Math.sin(turn)), box.y + box.height * (0.5 + dy + u * Math.sin(turn) + v * Math.cos(turn))];
  };
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(at);
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...point, { steps: 3 });
    await page.mouse.up();
  }
}

const tallies = (page) => page.locator(".tally b").allInnerTexts();

async function newSet(page, api, examples, classes) {
  await page.goto(`${api.address}/#/teach/new`);
  await page.getByLabel("Examples are").selectOption(examples);
  await page.getByLabel(/^Classes, 2 to 20/).fill(classes);
  await page.getByRole("button", { name: "Make the set" }).click();
  await page.waitForSelector(".set-head");
}

studioTest("three drawn classes with ten examples each are recognised", { own: true, timeout: 240_000 }, async ({ page, api }) => {
  await newSet(page, api, "drawings", names.join(", "));
  const random = chance(7);
  for (const name of names) {
    for (let i = 0; i < 10; i++) {
      const card = page.locator(".class-card.open");
      assert.equal(await card.locator("input.class-name").inputValue(), name); // after ten of one comes the next
      const before = (await tallies(page)).join();
      await draw(page, card.locator("canvas"), shapes[name], random);
      if (i > 0) await card.getByRole("button", { name: "Record it" }).click(); // else when the pen rests
      await page.waitForFunction((old) => [...document.querySelectorAll(".tally b")].map((b) => b.textContent).join() !== old, before);
    }
  }
  assert.deepEqual(await tallies(page), ["10", "10", "10"]);

  // An example that is deleted comes back.
  const first = page.locator(".class-card").first();
  await first.locator(".thumb").first().click();
  await first.getByRole("button", { name: "Delete this example" }).click();
  await page.waitForFunction(() => document.querySelector(".tally b").textContent === "9");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.waitForFunction(() => document.querySelector(".tally b").textContent === "10");

  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.getByText("Trained.").waitFor({ timeout: 60_000 });
  const pad = page.locator(".try-out canvas").first();
  let right = 0;
  for (let i = 0; i < 12; i++) {
    const name = names[i % 3];
    const clear = page.locator(".try-out").getByRole("button", { name: "Clear" });
    if (await clear.isEnabled()) await clear.click();
    await page.getByText("Nothing to read yet.").waitFor();
    await draw(page, pad, shapes[name], random);
    const verdict = page.locator(".verdict b");
    await page.locator(".verdict b", { hasText: name }).waitFor({ timeout: 3000 }).catch(() => undefined);
    await page.waitForTimeout(300); // until the answer to the last movement is there, too
    if ((await verdict.innerText()) === name) right++;
  }
  assert.ok(right >= 11, `${right} of 12 new drawings were recognised`);
  await expectAccessible(page);

  // Export, and open again as another set.
  const [zip] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export as zip" }).click()]);
  const [model] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "ONNX" }).click()]);
  assert.ok((await readFile(await model.path())).length > 400_000); // 100,867 weights
  const kept = join(api.folder, "exported.zip");
  await writeFile(kept, await readFile(await zip.path()));
  await page.goto(`${api.address}/#/teach/new`);
  await page.locator('input[accept*=".zip"]').first().setInputFiles(kept);
  await page.waitForFunction(() => /#\/teach\/my-drawings-/.test(location.hash) && document.querySelectorAll(".tally b").length === 3);
  assert.deepEqual(await tallies(page), ["10", "10", "10"]);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll(".thumb").length === 30);
});

studioTest("points are clicked with the mouse and set with keys, and taken away again", async ({ page, api }) => {
  await newSet(page, api, "points", "A, B");
  const pad = page.locator(".point-pad svg");
  const box = await pad.boundingBox();
  for (let i = 0; i < 5; i++) await page.mouse.click(box.x + box.width * (0.2 + 0.04 * i), box.y + box.height * 0.3);
  await page.waitForFunction(() => document.querySelectorAll(".point-pad .mark").length === 5);
  await page.getByRole("radio", { name: /^B/ }).click();
  await pad.focus();
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForFunction((n) => document.querySelectorAll(".point-pad .mark").length === n, 6 + i);
  }
  await page.keyboard.press("Delete");
  await page.waitForFunction(() => document.querySelectorAll(".point-pad .mark").length === 9);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.waitForFunction(() => document.querySelectorAll(".point-pad .mark").length === 10);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await page.getByText("Trained.").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: "See its map" }).click();
  await page.waitForSelector(".decision canvas");
});

studioTest("a drawing is made with the keys alone", async ({ page, api }) => {
  await newSet(page, api, "drawings as drawn", "left, right");
  await page.getByLabel("Record when the pen rests").uncheck();
  await page.locator(".class-card.open canvas").focus();
  await page.keyboard.press("Space");
  for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Record it" }).click();
  await page.waitForFunction(() => document.querySelector(".tally b").textContent === "1");
  await page.getByLabel("Record when the pen rests").check();
});

studioTest("a table is opened, and one with a mistake refused with its line", async ({ page, api, allow }) => {
  allow(/400/);
  await page.goto(`${api.address}/#/teach/new`);
  const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator('input[accept*=".csv"]').first().setInputFiles(file("bad.csv", "a,1,2\nb,3\n"));
  await page.getByText(/bad\.csv: .*ine 2/).waitFor();
  await page.locator('input[accept*=".csv"]').first().setInputFiles(file("good.csv", "a,1,2\nb,3,4\n".repeat(10)));
  await page.getByText("20 rows of 2 values each").waitFor();
  await expectFits(page);
});

studioTest("without a camera the page says what to do instead", async ({ page, api }) => {
  await newSet(page, api, "pictures or camera", "A, B");
  await page.getByRole("button", { name: "Switch the camera on" }).click();
  await page.getByRole("alert").filter({ hasText: /camera/ }).waitFor();
});
