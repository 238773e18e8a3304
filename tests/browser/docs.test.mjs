// The documentation on the page: every page is there, its links lead to pages and headings that are there, its pictures come, everybody can use it, and it costs the first load nothing.
import assert from "node:assert/strict";
import { studioTest } from "./studio.mjs";
import { expectGoodEverywhere } from "./views.mjs";

/** Opens a page by its name: "" is the index. */
const open = async (page, api, id, at = "") => {
  await page.goto(`${api.address}/#/docs${id ? `/${encodeURIComponent(id)}` : ""}${at}`);
  await page.waitForSelector(`.page-text[data-page="${id}"] h1`);
};

studioTest("every page is there, and what it links to", async ({ page, api }) => {
  await open(page, api, "");
  const ids = await page.locator("#page option").evaluateAll((options) => options.map((o) => o.value));
  assert.ok(ids.length > 25, `${ids.length} pages`);
  const pages = new Map(); // by id: the anchors it has, and the links it has
  for (const id of ids) {
    await page.locator("#page").selectOption(id);
    await page.waitForSelector(`.page-text[data-page="${id}"] h1`);
    pages.set(id, await page.locator(".page-text").evaluate((text) => ({
      anchors: [...text.querySelectorAll("[id]")].map((e) => e.id),
      links: [...text.querySelectorAll("a")].map((a) => a.getAttribute("href")),
    })));
  }
  const broken = [];
  for (const [id, { links }] of pages) {
    for (const href of links.filter((l) => !l.startsWith("http"))) {
      const [path, query] = href.slice(2).split("?");
      const target = pages.get(decodeURIComponent(path.split("/")[1] ?? ""));
      const at = new URLSearchParams(query).get("at");
      if (!target || (at && !target.anchors.includes(`at-${at}`))) broken.push(`${id}: ${href}`);
    }
  }
  assert.deepEqual(broken, []);
});

studioTest("a link leads to the heading, and pictures come", async ({ page, api }) => {
  await open(page, api, "start");
  await page.locator(".page-text a", { hasText: /^Recipes$/ }).click();
  await page.waitForSelector(".page-text h1:text('Recipes')");
  await open(page, api, "recipes", "?at=save-and-load");
  await page.waitForFunction(() => {
    const { top } = document.getElementById("at-save-and-load").getBoundingClientRect();
    return top >= 0 && top < 400;
  });
  await open(page, api, "studio");
  for (const picture of await page.locator(".page-text img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction((e) => e.complete && e.naturalWidth > 100, await picture.elementHandle());
  }
  await page.goto(`${api.address}/#/docs/nothing`);
  await page.waitForSelector("main .bad");
});

studioTest("a link to where one is leads there again", async ({ page, api }) => {
  await page.setViewportSize({ width: 900, height: 500 });
  await open(page, api, "api/glia-training");
  const links = page.locator(".page-text a[href*='glia-training?at=']");
  const number = await links.evaluateAll((all) => all.findIndex((a) => {
    const target = document.getElementById(`at-${new URLSearchParams(a.getAttribute("href").split("?")[1]).get("at")}`);
    return Math.abs(target.getBoundingClientRect().top - a.getBoundingClientRect().top) > 2000; // not in sight of each other
  }));
  const link = links.nth(number);
  const at = new URLSearchParams((await link.getAttribute("href")).split("?")[1]).get("at");
  const isThere = () => page.waitForFunction((id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200, `at-${at}`, { timeout: 5000 });
  await link.click();
  await isThere();
  await link.click(); // scrolls back to the link first
  await isThere();
});

studioTest("what comes late for a page that was left does not take the place of the one that is read", async ({ page, api }) => {
  let release;
  const late = new Promise((done) => (release = done));
  await page.route(/docs-live-/, async (r) => {
    await late;
    await r.continue().catch(() => {});
  });
  await open(page, api, "");
  await page.locator("#page").selectOption("live");
  await page.waitForSelector(".docs .loading");
  await page.locator("#page").selectOption("confidence");
  await page.waitForSelector('.page-text[data-page="confidence"] h1');
  release();
  await page.waitForTimeout(300);
  await page.waitForSelector('.page-text[data-page="confidence"] h1', { timeout: 1000 });
  await page.locator("#page").selectOption("live"); // nor is it lost
  await page.waitForSelector('.page-text[data-page="live"] h1');
});

studioTest("a page that does not come says so, and can be tried again", async ({ page, api, allow }) => {
  allow(/docs-live-/);
  await page.route(/docs-live-/, (r) => r.abort("connectionrefused"));
  await page.goto(`${api.address}/#/docs/live`);
  await page.waitForSelector(".docs [role=alert] .bad:text('does not answer')");
  await page.unroute(/docs-live-/);
  await page.locator(".docs button", { hasText: "Try again" }).click();
  await page.waitForSelector('.page-text[data-page="live"] h1');
});

studioTest("an address that is cut off is a page that there is not", async ({ page, api }) => {
  await page.goto(`${api.address}/#/docs/%`);
  await page.waitForSelector("main .bad:text('There is no page called “%”')");
});

studioTest("pages fit and can be used by everybody", async ({ page, api }) => {
  for (const id of ["", "live", "confidence", "api", "api/glia-training"]) {
    await open(page, api, id);
    await expectGoodEverywhere(page);
  }
});

studioTest("the first load fetches nothing of it", async ({ page, api }) => {
  const fetched = [];
  page.on("request", (r) => fetched.push(r.url()));
  await page.goto(`${api.address}/#/train`);
  await page.reload();
  await page.waitForSelector("main h1");
  assert.ok(fetched.length > 0);
  assert.deepEqual(fetched.filter((url) => /DocsView|docs-/.test(url)), []);
});
