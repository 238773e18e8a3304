// The checks themselves: each sees what it is there for.
import assert from "node:assert/strict";
import { expectAccessible, expectFits, studioTest } from "./studio.mjs";

studioTest("what is too wide, cut off or not for everybody is found", async ({ page }) => {
  await expectFits(page);
  await expectAccessible(page);
  const add = (html) => page.evaluate((h) => document.querySelector("main").insertAdjacentHTML("beforeend", `<div id="wrong">${h}</div>`), html);
  const remove = () => page.evaluate(() => document.getElementById("wrong").remove());
  await add('<div style="width: 3000px">wide</div>');
  await assert.rejects(expectFits(page), /too wide: .*reaches/);
  await remove();
  await add('<div style="width: 3em; overflow: hidden; white-space: nowrap">a text that is much longer</div>');
  await assert.rejects(expectFits(page), /cuts its text off/);
  await remove();
  await add('<p style="color: #ccc; background: #fff">pale</p><button></button>');
  await assert.rejects(expectAccessible(page), /color-contrast[^]*button-name|button-name[^]*color-contrast/);
  await remove();
  await expectFits(page);
  await expectAccessible(page);
});

studioTest("whatever a page complains about is seen", async ({ page, complaints, allow }) => {
  assert.deepEqual(complaints(), []);
  await page.evaluate(async () => {
    console.warn("a warning");
    console.error("an error");
    setTimeout(() => {
      throw new Error("of the script");
    });
    await fetch("/api/nothing");
    await fetch("http://127.0.0.1:9/").catch(() => undefined);
  });
  const parts = [/console warning: a warning/, /console error: an error/, /error of the script: .*of the script/, /answer 404/, /127\.0\.0\.1:9/];
  const seen = () => complaints().join("\n");
  for (let i = 0; i < 50 && !parts.every((part) => part.test(seen())); i++) await page.waitForTimeout(100);
  for (const part of parts) assert.match(seen(), part);
  allow(/./);
  assert.deepEqual(complaints(), []);
});
