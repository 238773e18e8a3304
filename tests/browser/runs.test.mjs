/** The Runs view: compare, rename, delete and undo, share as a file and as a link; and the program that the page shows comes to the same bits. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { studioTest } from "./studio.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

async function trained(api, name, settings) {
  const run = await api.post("/api/runs", { name, settings });
  await until(async () => (await api.get(`/api/runs/${run.id}`)).summary.status !== "preparing");
  await api.post(`/api/runs/${run.id}/play`, {});
  await until(async () => (await api.get(`/api/runs/${run.id}`)).summary.status === "done");
  return run.id;
}

async function until(isDone) {
  for (let i = 0; !(await isDone()); i++) {
    assert.ok(i < 600, "it took longer than a minute");
    await new Promise((done) => setTimeout(done, 100));
  }
}

const card = (page, name) => page.locator(".run", { has: page.getByRole("link", { name, exact: true }) });

studioTest("two runs are compared, one is renamed, deleted and brought back", async ({ page, api }) => {
  await trained(api, "Circle, narrow", { data: "circle", layers: "2", epochs: "40" });
  await trained(api, "Circle, wide", { data: "circle", layers: "12", epochs: "40" });
  await page.goto(`${api.address}/#/runs`);
  await page.getByLabel("Compare Circle, narrow").check();
  await page.getByLabel("Compare Circle, wide").check();
  await page.waitForSelector("text=2 runs side by side");
  assert.match(await page.textContent("table.plain"), /2-2-1/);
  assert.match(await page.getAttribute('a:has-text("Where do they disagree?")', "href"), /#\/inspect\/.*with=/);

  await card(page, "Circle, wide").getByText("More …").click();
  await card(page, "Circle, wide").getByText("Rename").click();
  await page.getByLabel("Name", { exact: true }).fill("Circle, twelve");
  await page.keyboard.press("Enter");
  await card(page, "Circle, twelve").waitFor();
  await card(page, "Circle, twelve").getByText("Delete").click();
  await card(page, "Circle, twelve").waitFor({ state: "detached" });
  await page.click("text=Undo");
  await card(page, "Circle, twelve").waitFor();
});

studioTest("a run is saved as one file, and taken in again", async ({ page, api }) => {
  await trained(api, "Or, to share", { data: "or", epochs: "60" });
  await page.goto(`${api.address}/#/runs`);
  await card(page, "Or, to share").getByText("More …").click();
  const saving = page.waitForEvent("download");
  await card(page, "Or, to share").getByText("Save as one file").click();
  const file = await saving;
  assert.equal(file.suggestedFilename(), "Or--to-share.glia-run.safetensors");
  await page.setInputFiles('input[type="file"]', await file.path());
  await page.waitForSelector("text=was taken in");
  await page.waitForSelector("h1:has-text('Or, to share (2)')");
  assert.match(await page.textContent(".outcome"), /100\.00 % right/);
});

studioTest("a run comes whole in a link, and only when one says so", async ({ page, api }) => {
  const id = await trained(api, "And, in a link", { data: "and", epochs: "60" });
  const { text } = await api.get(`/api/runs/${id}/link`);
  const count = (await api.get("/api/runs")).length;
  await page.goto(`${api.address}/#/runs?import=${text}`);
  await page.waitForSelector("text=A run came with this link");
  assert.equal((await api.get("/api/runs")).length, count);
  await page.getByRole("button", { name: "Take it in" }).click();
  await page.waitForSelector("h1:has-text('And, in a link (2)')");
});

studioTest("the program on the page comes to the same weights", { timeout: 300_000 }, async ({ api }) => {
  const folder = mkdtempSync(join(tmpdir(), "glia-repeat-"));
  try {
    for (const [name, settings] of Object.entries({
      toy: { data: "spirals", layers: "6,5", activation: "relu", optimizer: "adamw", lr: "0.02", epochs: "25", validation: "60", seed: "4", init: "lecun" },
      digits: { data: "generated", count: "1500", layers: "20", epochs: "2", augment: "shift=1,noise=0.05", l2: "0.001", schedule: "cosine", dropout: "0.1" },
    })) {
      const id = await trained(api, `To repeat: ${name}`, settings);
      const { code } = await api.get(`/api/runs/${id}`);
      const program = join(folder, `${name}.cs`);
      writeFileSync(program, `#:project ${root}/src/Glia/Glia.csproj\n#:project ${root}/src/Glia.Datasets/Glia.Datasets.csproj\n#:property PublishAot=false\n${code}`);
      execFileSync("dotnet", ["run", program], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
      assert.deepEqual(tensors(join(folder, "model.safetensors")), tensors(join(api.folder, "runs", id, "model.safetensors")), name);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The numbers of a model file: everything after its header. */
function tensors(path) {
  const file = readFileSync(path);
  const length = Number(file.readBigUInt64LE(0));
  return file.subarray(8 + length).toString("base64");
}
