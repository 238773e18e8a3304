/** The Train view: from two clicks to a network, and everything that can be done to one meanwhile. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { studioTest } from "./studio.mjs";

const percent = (text) => Number.parseFloat(text) / 100;

const accuracyOf = async (page, id) => percent(await page.textContent(`[data-testid="${id}"]`));

const statusOf = async (page) => (await page.textContent(".head .badge"))?.trim();

const untilStatus = (page, status, timeout = 60_000) => page.waitForFunction((s) => document.querySelector(".head .badge")?.textContent?.trim() === s, status, { timeout });

/** The epochs done, as the page shows them. */
const epochOf = async (page) => Number((await page.textContent(".status .numbers b")).split("/")[0].replace(/\D/g, ""));

async function begin(page, chip, settings = {}, units = undefined) {
  await page.click(`.chips >> text="${chip}"`);
  if (units) {
    await page.getByLabel("Neurons of hidden layer 1").fill(units);
    await page.getByLabel("Neurons of hidden layer 1").press("Tab");
  }
  for (const [label, value] of Object.entries(settings)) {
    const field = page.getByLabel(label, { exact: true });
    if ((await field.evaluate((e) => e.tagName)) === "SELECT") await field.selectOption(value);
    else {
      await field.fill(value);
      await field.press("Tab");
    }
  }
  await page.click("text=▶ Train");
}

studioTest("XOR is learnt, four of four, with two clicks", { own: true }, async ({ page }) => {
  await page.click('.chips >> text="XOR"');
  await page.click("text=▶ Train");
  await untilStatus(page, "done");
  assert.equal(await accuracyOf(page, "accuracy"), 1);
  assert.match(await page.textContent(".outcome"), /100\.00 % right on the four points of xor: 0 wrong/);
  assert.match(await page.getAttribute(".decision canvas", "aria-label"), /100 % of the points are right/);
});

studioTest("digits are read, more than 94 of 100, trained from the page", async ({ page }) => {
  await begin(page, "Drawn digits", { Epochs: "15" }, "500");
  await untilStatus(page, "done", 110_000);
  const generated = await accuracyOf(page, "test-accuracy");
  const real = await page.textContent(".outcome").then((t) => /(\d+\.\d+) % right on MNIST/.exec(t));
  assert.ok((real ? Number(real[1]) / 100 : generated) >= 0.94, `${generated} on generated digits, ${real?.[1]} % on MNIST`);
});

studioTest("what somebody types stays while the page is drawn anew", async ({ page }) => {
  await page.click('.chips >> text="Drawn digits"');
  const epochs = page.getByLabel("Epochs", { exact: true });
  await page.waitForFunction(() => document.querySelector(".begin .lead")?.textContent?.includes("128"));
  await page.getByLabel("Neurons of hidden layer 1").fill("37");
  await page.getByLabel("Neurons of hidden layer 1").press("Tab");
  await epochs.fill("15"); // and the answer to the 37 comes while the field has the focus
  await page.waitForFunction(() => document.querySelector(".begin .lead")?.textContent?.includes("37"));
  assert.equal(await epochs.inputValue(), "15");
  await epochs.press("Enter");
  await page.waitForFunction(() => document.querySelector(".begin .lead")?.textContent?.includes("37, 15 epochs"));
  await epochs.fill("20");
  await epochs.press("Escape");
  assert.equal(await epochs.inputValue(), "15", "Escape takes back what was typed");
});

studioTest("pause, one step, one epoch, go on", async ({ page }) => {
  await page.click('.chips >> text="Circle"');
  await page.click("text=Make it, and step by hand");
  await untilStatus(page, "ready");
  await page.click("text=One step");
  await untilStatus(page, "paused");
  assert.equal(await epochOf(page), 0);
  await page.click("text=One epoch");
  await page.waitForFunction(() => document.querySelector(".status .numbers b")?.textContent?.startsWith("1 "));
  await page.getByLabel("Speed").selectOption("slow");
  await page.click("text=▶ Go on");
  await untilStatus(page, "training");
  await page.click("text=❚❚ Pause");
  await untilStatus(page, "paused");
  const stopped = await epochOf(page);
  await page.waitForTimeout(600);
  assert.equal(await epochOf(page), stopped, "a paused training stands still");
  await page.getByLabel("Speed").selectOption("full");
  await page.click("text=▶ Go on");
  await untilStatus(page, "done");
  assert.equal(await epochOf(page), 300);
  await page.click("text=Reset");
  await untilStatus(page, "ready");
  assert.equal(await epochOf(page), 0);
});

studioTest("a reload in mid-training loses nothing, and another browser sees the same run", async ({ page, openPage, api }) => {
  await page.getByLabel("Speed").isVisible().catch(() => false);
  await begin(page, "Spirals", { Epochs: "100000", Seed: "9" });
  await untilStatus(page, "training");
  const other = await openPage();
  await other.goto(page.url());
  await untilStatus(other, "training");
  const before = await epochOf(page);
  await page.reload();
  await untilStatus(page, "training");
  assert.ok((await epochOf(page)) >= before);
  assert.ok((await page.locator(".chart canvas").count()) > 0, "the curves are there again");
  assert.equal(await page.getByLabel("Seed", { exact: true }).inputValue(), "9");
  await other.click("text=❚❚ Pause");
  await untilStatus(page, "paused");
  const id = page.url().split("/").at(-1);
  assert.ok(existsSync(join(api.folder, "runs", id, "checkpoint.safetensors")));
});

studioTest("a weight is set by hand, and the outcome shown", async ({ page }) => {
  await page.click('.chips >> text="AND"');
  await page.click("text=Make it, and step by hand");
  await page.waitForSelector(".graph .node");
  await page.click("text=Every weight as a number");
  await page.getByRole("button", { name: /^Weight from x to neuron 1\.1/ }).click();
  const field = page.getByRole("spinbutton", { name: "Weight from x to neuron 1.1" });
  await field.fill("5");
  await field.press("Tab");
  await page.waitForFunction(() => /Loss .* → /.test(document.querySelector(".weight-editor")?.textContent ?? ""));
  await page.waitForFunction(() => document.querySelector(".weight-editor b")?.textContent === "5.000");
  await page.waitForFunction(() => /was set from .* to 5 by hand/.test(document.querySelector("main")?.textContent ?? "")); // and is among what the command does not repeat
});

studioTest("divergence says why, and the last good weights are gone on with", async ({ page }) => {
  await page.click("text=More settings");
  await begin(page, "Plane", { Optimiser: "sgd", Activation: "relu", "Learning rate": "40", Epochs: "30" });
  await untilStatus(page, "diverged");
  assert.match(await page.textContent(".diverged"), /In epoch \d+, at step [\d,]+: /);
  await page.getByLabel("Go on with the rate").fill("0.01");
  await page.click("text=Go on from there");
  await untilStatus(page, "done");
  assert.match(await page.textContent(".outcome"), /Off by/);
});

studioTest("a setting that does not do is marked, and nothing can be begun with it", async ({ page, allow }) => {
  allow(/answer 400: POST .*\/api\/plan/);
  allow(/console error: Failed to load resource.*400/);
  await page.click('.chips >> text="XOR"');
  await page.getByLabel("Learning rate", { exact: true }).fill("fast");
  await page.getByLabel("Learning rate", { exact: true }).press("Tab");
  await page.waitForSelector("text='fast' is not a number greater than 0.");
  assert.equal(await page.getByLabel("Learning rate", { exact: true }).getAttribute("aria-invalid"), "true");
  assert.ok(await page.locator("text=▶ Train").isDisabled());
  await page.getByLabel("Learning rate", { exact: true }).fill("");
  await page.getByLabel("Learning rate", { exact: true }).press("Tab");
  await page.waitForFunction(() => !document.querySelector(".begin button.primary").disabled);
});

studioTest("the settings can be walked by keyboard alone", async ({ page }) => {
  await page.focus('.chips button[aria-checked="true"]');
  const walked = new Set();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    walked.add(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim() ?? ""));
  }
  assert.ok([...walked].some((w) => w.includes("Train")), [...walked].join(" | "));
});

studioTest("a page that watches a training does not grow", async ({ page, api }) => {
  const run = await api.post("/api/runs", { name: "Watched", settings: { data: "spirals", epochs: "1000000", validation: "60" } });
  await page.goto(`${api.address}/#/train/${run.id}`);
  await api.post(`/api/runs/${run.id}/play`, { epochsPerSecond: 60 });
  const tools = await page.context().newCDPSession(page);
  await tools.send("Performance.enable");
  await tools.send("HeapProfiler.enable");
  const heap = async () => {
    await tools.send("HeapProfiler.collectGarbage");
    const { metrics } = await tools.send("Performance.getMetrics");
    return metrics.find((m) => m.name === "JSHeapUsedSize").value / 1e6;
  };
  await page.waitForSelector(".decision canvas");
  await page.waitForTimeout(2000);
  const before = await heap();
  await page.waitForTimeout(8000);
  const after = await heap();
  await api.post(`/api/runs/${run.id}/pause`);
  assert.ok(after - before < 3, `${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after 8 seconds`); // a piece of the tree that was kept made it grow by 25
});

studioTest("the studio that stops says so, and goes on where it was", { own: true }, async ({ page, api, allow }) => {
  allow(/events|ERR_|Failed to load resource/);
  await api.stop();
  await page.waitForSelector(".banner");
  assert.match(await page.textContent(".banner"), /does not answer/);
});
