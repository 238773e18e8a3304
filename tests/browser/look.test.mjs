// Lessons, steps and looks into networks, as a person meets them.
import assert from "node:assert/strict";
import { expectAccessible, expectFits, studioTest } from "./studio.mjs";

const toXor = { data: "xor" };

async function newRun(api, settings, epochs) {
  const run = await api.post("/api/runs", { settings });
  await until(async () => (await api.get(`/api/runs/${run.id}`)).summary.status !== "preparing", "the run is prepared");
  for (let i = 0; i < epochs; i++) await api.post(`/api/runs/${run.id}/epoch`, {});
  return run.id;
}

async function until(isSo, what, most = 60_000) {
  for (const end = Date.now() + most; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) if (await isSo()) return;
  assert.fail(`It took too long until ${what}.`);
}

const visit = (page, hash) => page.evaluate((to) => void (location.hash = to), hash);

studioTest("a lesson: a changed number changes the page, a wrong one is told, the question is answered", async ({ page, allow }) => {
  await visit(page, "#/learn");
  await page.getByRole("link", { name: /^Begin: One neuron/ }).click();
  await page.getByText("12·19 + 24·23 + 7 = 787").waitFor();
  await page.getByLabel("b", { exact: true }).fill("8");
  await page.keyboard.press("Tab");
  await page.getByText("12·19 + 24·23 + 8 = 788").waitFor();

  allow(/400/);
  await page.getByLabel("b", { exact: true }).fill("much");
  await page.keyboard.press("Tab");
  await page.getByText("'much' is not a number from").waitFor();
  await page.getByRole("button", { name: "x = 1,0.5, w = 0.9,0.3, b = 0" }).click();
  await page.getByText("1·0.9 + 0.5·0.3 + 0 = 1.05").waitFor();

  await page.getByLabel(/Your answer/).fill("3");
  await page.keyboard.press("Enter");
  await page.getByText("Not quite").waitFor();
  await page.getByLabel(/Your answer/).fill("-1.05");
  await page.keyboard.press("Enter");
  await page.getByText("✓ Right.").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "All lessons" }).click();
  await page.getByText("1 of 18 questions answered").waitFor();
  await page.reload();
  await page.getByText("✓ answered").waitFor(); // kept in the browser
  await expectFits(page);
});

studioTest("a step is walked through by keyboard, and taken", async ({ page, api }) => {
  const run = await newRun(api, toXor, 3);
  await visit(page, `#/step/${run}?sample=2`);
  await page.getByRole("heading", { name: "The input" }).waitFor();
  assert.equal(await page.getByLabel("Number, 0 to 3").inputValue(), "2");
  const titles = [];
  for (;;) {
    titles.push(await page.locator(".walk h2").textContent());
    if (titles.at(-1) === "After the step") break;
    await page.keyboard.press("ArrowRight");
    await page.locator(".walk h2", { hasNotText: titles.at(-1) }).waitFor();
  }
  assert.equal(titles.length, 11);
  assert.match(titles[1], /^Sums · Layer 1/);
  assert.match(titles[6], /^Back · Layer 2/);
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("heading", { name: "Gradients and new weights · Layer 1" }).waitFor();
  await expectAccessible(page);
  await expectFits(page);

  const before = await api.post(`/api/runs/${run}/explain`, { index: 2 });
  await page.getByRole("button", { name: "Take this step" }).click();
  await page.getByText("The step is taken").waitFor();
  const after = await api.post(`/api/runs/${run}/explain`, { index: 2 });
  assert.equal(after.lossBefore, before.lossAfter);
  assert.notEqual(after.lossBefore, before.lossBefore);
  await page.getByRole("button", { name: "All on one page" }).click();
  await page.getByText("Are the gradients right?").waitFor();
  await page.getByRole("button", { name: "Stage by stage" }).click();
});

studioTest("mistakes: a cell of the matrix shows its samples, and a sample says why; two runs are compared", async ({ page, api }) => {
  const digits = { data: "generated", count: "1500", layers: "16", augment: "none", validation: "200" };
  const [run, other] = [await newRun(api, digits, 1), await newRun(api, { ...digits, seed: "2" }, 1)];
  await visit(page, `#/inspect/${run}`);
  const cell = page.locator(".matrix .wrong").first();
  await cell.waitFor();
  const count = Number(await cell.textContent());
  await cell.click();
  await page.locator("h2", { hasText: "taken for" }).first().waitFor();
  await until(async () => (await page.locator(".split .samples button").count()) === Math.min(count, 60), "the cell's samples are there");
  await cell.press("ArrowRight");
  assert.ok(await page.evaluate(() => document.activeElement?.matches(".matrix button")), "The arrow keys go from cell to cell.");
  await page.locator(".split .samples button").first().click();
  await page.locator("dialog .bars").waitFor();
  await page.locator("dialog").getByText("The slope of the answer along each input").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await expectAccessible(page);
  await expectFits(page);

  await page.getByRole("link", { name: "Neurons" }).click();
  await page.getByRole("button", { name: /^2\.10/ }).click();
  await page.getByRole("heading", { name: /^Neuron 2\.10/ }).waitFor();
  await page.getByRole("link", { name: "Weights" }).click();
  await page.getByText("Weights of layer 1, hidden").first().waitFor();
  await page.getByRole("link", { name: "Classes" }).click();
  await page.getByRole("heading", { name: "What it takes for each class" }).waitFor();
  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByLabel(/^Compare /).selectOption(other);
  await page.getByText("McNemar's test, exact").waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Mistakes" }).click();
  await api.post(`/api/runs/${run}/step`, { count: 2 });
  await visit(page, `#/inspect/${run}?tab=weights`);
  await visit(page, `#/inspect/${run}`);
  await page.getByRole("button", { name: "Look again" }).click();
  await page.getByRole("button", { name: "Look again" }).waitFor({ state: "detached" });
});
