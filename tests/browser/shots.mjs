// Takes a picture of every view, phone-wide and desktop-wide, light and dark: npm run shots [VIEW …]. They go to docs/pictures/studio/ as VIEW-WIDTH-SCHEME.png.
import { mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openChromium, signIn, startStudio } from "./studio.mjs";
import { openView, schemes, views, widths } from "./views.mjs";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/pictures/studio");
const asked = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const api = await startStudio();
const browser = await openChromium(["--hide-scrollbars", "--force-color-profile=srgb"]);
try {
  for (const view of views.filter((v) => asked.length === 0 || asked.includes(v.name))) {
    for (const [width, viewport] of Object.entries(widths)) {
      for (const colorScheme of schemes) await take(view, width, viewport, colorScheme);
    }
  }
} finally {
  await browser.close();
  await api.stop();
}

async function take(view, width, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", deviceScaleFactor: 1 });
  const page = await context.newPage();
  await signIn(page, api);
  await openView(page, api, view);
  await page.evaluate(() => {
    scrollTo(0, 0); // what stays at the top belongs at the top of the picture
    return document.fonts.ready;
  });
  const path = join(folder, `${view.name}-${width}-${colorScheme}.png`);
  await page.screenshot({ path, fullPage: true });
  console.log(`${path} ${(statSync(path).size / 1024).toFixed(0)} KiB`);
  await context.close();
}
