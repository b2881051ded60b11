// Takes the picture of the widget that the README shows: the real page of an
// offer, its criteria unfolded.
//
//   node picture.mjs CONFIG
import { browser, config, onPage } from "./harness.mjs";

const size = { width: 560, height: 860 };

await onPage(`/embed/attractivity/${encodeURIComponent(config.active)}?lang=fr`, { viewport: size, deviceScaleFactor: 1.5, colorScheme: "light" }, async (page) => {
  await page.locator('[data-block="criteria"]').evaluate((block) => { block.open = true; });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: config.picture, clip: { x: 0, y: 0, ...size } });
});
await browser.close();
