// The way in, the first load, and the way out.
import assert from "node:assert/strict";
import { expectAccessible, expectFits, signIn, studioTest } from "./studio.mjs";

const mostBytes = 300_000; // compressed: the bar of the first load

studioTest("a link opens the page", async ({ page, api }) => {
  assert.equal(page.url().split("#")[0], `${api.address}/`); // the token is gone from the address
  assert.equal(await page.title(), "Glia studio");
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Draw", exact: true }).click();
  await page.waitForSelector("main h1");
});

studioTest("a link that was used shows what to do instead", { signedIn: false }, async ({ page, api, openPage, allow }) => {
  allow(/401/);
  const link = await api.newLink();
  await page.goto(link);
  await page.waitForSelector("main h1");
  for (const colorScheme of ["light", "dark"]) {
    const other = await openPage({ colorScheme, viewport: { width: 390, height: 844 } });
    const answer = await other.goto(link);
    assert.equal(answer.status(), 401);
    assert.match(await other.textContent("main"), /by the link that 'glia studio' writes/);
    await expectAccessible(other);
    await expectFits(other);
  }
});

studioTest("a reload keeps the view and the key", async ({ page }) => {
  await page.goto(`${page.url().split("#")[0]}#/runs`);
  await page.waitForSelector('nav [aria-current="page"] >> text=Runs');
  await page.reload();
  await page.waitForSelector('nav [aria-current="page"] >> text=Runs');
  await page.waitForSelector("main h1");
});

studioTest("two browsers have the page at once, by a link each", async ({ page, openPage }) => {
  const other = await openPage();
  await Promise.all([page, other].map((p) => p.reload().then(() => p.waitForSelector("main h1"))));
});

studioTest("the page hands out a link for one more browser", { context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page, openPage }) => {
  await page.getByRole("button", { name: "Open elsewhere" }).click();
  await page.getByText("A link is in the clipboard").waitFor();
  const other = await openPage({ signedIn: false });
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await other.waitForSelector("main h1");
});

studioTest("stopping the studio is said on the page", { own: true }, async ({ page, api, allow }) => {
  allow(/./); // the requests that fail now are meant to
  assert.equal(await page.getByRole("alert").count(), 0);
  assert.equal(await api.stop(), 0);
  await page.getByRole("alert").filter({ hasText: "glia studio" }).waitFor();
  await expectAccessible(page);
});

studioTest("the first load is small", { signedIn: false }, async ({ page, api, t }) => {
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector("main h1")) return;
      window.usable = performance.now();
      seen.disconnect();
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await signIn(page, api);
  const { bytes, files, usable } = await page.evaluate(() => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return { bytes: entries.reduce((sum, e) => sum + e.transferSize, 0), files: entries.length, usable: window.usable };
  });
  t.diagnostic(`first load: ${(bytes / 1000).toFixed(1)} kB in ${files} answers; a view stands after ${Math.round(usable)} ms`);
  assert.ok(bytes > 1000 && bytes < mostBytes, `The first load is ${bytes} bytes; ${mostBytes} are allowed.`);
});
