// Every view, empty and with something in it, in light and dark, phone-wide and desktop-wide.
import { expectAccessible, expectFits, studioTest } from "./studio.mjs";
import { expectGoodEverywhere, openView, views, widths } from "./views.mjs";

for (const view of views) {
  studioTest(`${view.name}: fits and can be used by everybody`, async ({ page, api }) => {
    await openView(page, api, view);
    await expectGoodEverywhere(page);
  });
}

studioTest("every view of a studio without runs says what to do first", { own: true }, async ({ page, api }) => {
  for (const { name } of views) {
    for (const viewport of Object.values(widths)) {
      await page.setViewportSize(viewport);
      await openView(page, api, { name });
      await expectFits(page);
      await expectAccessible(page);
    }
  }
});
