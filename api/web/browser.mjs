// Opens every page of a running server in Chromium and checks what only a
// browser can: it loads without error, breaks no content policy, has no
// accessibility violation (axe), fits 320 pixels, folds by keyboard, works
// without JavaScript, and shows the figures that the API gives.
//
//   node browser.mjs ADDRESS ACTIVE_OFFER INACTIVE_OFFER [FOLDER FOR SCREENSHOTS]
//
// It prints one JSON line a check: {"check", "error"}.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [address, active, inactive, shots] = process.argv.slice(2);
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

const offer = `/offres/${encodeURIComponent(active)}`;
const pages = [
  ["home", "/"], ["offers", "/offres"], ["no offer found", "/offres?q=zzzzzzzz"], ["offer", offer], ["offer, wider", `${offer}?scope=region`],
  ["inactive offer", `/offres/${encodeURIComponent(inactive)}`], ["unknown offer", "/offres/INCONNUE"], ["pool", `${offer}/vivier`],
  ["narrow pool", `${offer}/vivier?radius_km=0&near_trades=false`], ["indicators", "/indicateurs"], ["indicator", "/indicateurs/ent1"],
  ["indicator by region", "/indicateurs/ent3?level=region"], ["indicator without value", "/indicateurs/ent2?level=agency&code=NULLE"],
  ["frame", `/embed/attractivity/${encodeURIComponent(active)}`], ["docs", "/docs"],
];

// One page each: a load is what costs.
for (const [name, path] of pages) {
  await onPage(path, {}, async (page, errors) => {
    if (shots) await page.screenshot({ path: `${shots}/${name.replace(/\W+/g, "-")}.png`, fullPage: true });
    await check(`${name}: loads, keeps to the content policy`, async () => {
      expect(errors.length === 0, errors.join("; "));
      expect((await page.locator("h1").count()) === 1, "not one h1");
    });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    await page.evaluate(axe);
    await check(`${name}: no accessibility violation`, () => accessible(page, {}));
    await page.emulateMedia({ colorScheme: "dark" });
    await check(`${name}: contrasts hold in the dark`, () => accessible(page, { runOnly: ["color-contrast"] }));
    await check(`${name}: fits 320 pixels`, async () => {
      await page.setViewportSize({ width: 320, height: 800 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width <= 320, `${width} pixels wide`);
    });
  });
}

await check("offer: blocks open by keyboard", () => onPage(offer, {}, async (page) => {
  const blocks = page.locator(".widget .block");
  for (let i = 0; i < (await blocks.count()); i++) {
    const block = blocks.nth(i);
    expect(!(await block.evaluate((d) => d.open)), "a block is open at first");
    await block.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await block.evaluate((d) => d.open), "Enter opens no block");
  }
  await page.locator(".widget-head").focus();
  await page.keyboard.press("Space");
  expect(!(await page.locator(".widget-all").evaluate((d) => d.open)), "Space folds no widget");
}));

await check("offer: works without JavaScript", () => onPage(offer, { javaScriptEnabled: false }, async (page) => {
  await page.locator(".widget .block summary").first().click();
  expect(await page.getByText("Offres comparables en").first().isVisible(), "the block does not open");
}));

await check("offer: figures are those of the API", () => onPage(offer, {}, async (page) => {
  const a = await api(`/v1/offers/${encodeURIComponent(active)}/attractivity`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  same(await figure(page, "Offres comparables en"), a.market.offers);
  same(await figure(page, "Postes"), a.market.positions);
  same(await figure(page, "Mes candidatures"), a.applications.mine);
  expect((await page.locator(".band").first().innerText()) === a.verdict.label, "another verdict");
  same(await page.locator(".criterion").count(), a.criteria.length);
  const dots = (a.applications.alert ? 1 : 0) + (a.criteria.some((c) => c.alert) ? 1 : 0);
  same(await page.locator(".block > summary .red-dot").count(), dots);
}));

await check("pool: figures are those of the API", () => onPage(`${offer}/vivier`, {}, async (page) => {
  const p = await api(`/v1/offers/${encodeURIComponent(active)}/pool?limit=20`);
  same(digits(await page.locator("#h-candidates").innerText()), p.size);
  same(await page.locator(".candidate").count(), p.candidates.length);
  for (const [i, step] of p.funnel.entries()) same(digits(await page.locator(".funnel li strong").nth(i).innerText()), step.remaining);
  for (const [i, c] of p.candidates.slice(0, 5).entries()) {
    const card = page.locator(".candidate").nth(i);
    same(decimal(await card.locator(".score strong").innerText()), Math.round(c.score * 10) / 10);
    expect((await card.locator("code").innerText()) === c.job_seeker_id, "another candidate");
  }
}));

await check("indicator: figures are those of the API", () => onPage("/indicateurs/ent1", {}, async (page) => {
  const a = await api("/v1/indicators/ent1?limit=1000");
  const rows = page.locator("table.list tbody tr");
  same(await rows.count(), a.rows.length);
  for (const [i, row] of a.rows.entries()) {
    if (row.value !== null) same(decimal(await rows.nth(i).locator("td").first().innerText()), Math.round(row.value * 1000) / 10);
  }
}));

await check("home: a widget, a pool and the indicators are one link away", () => onPage("/", {}, async (page) => {
  const a = await api("/v1/indicators");
  same(await page.locator(".card .big").count(), a.rows.length);
  expect((await page.locator('.list a[href$="/vivier"]').count()) > 0, "no way to a pool");
  await page.locator(".list th a").first().click();
  expect(await page.locator(".widget").isVisible(), "no widget");
}));

await browser.close();

// accessible runs axe on a page that has it.
async function accessible(page, options) {
  const { violations } = await page.evaluate((o) => window.axe.run(document, { resultTypes: ["violations"], ...o }), options);
  expect(violations.length === 0, violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | ")}`).join("; "));
}

// check runs a check and prints how it went.
async function check(name, run) {
  try {
    await run();
    console.log(JSON.stringify({ check: name }));
  } catch (error) {
    console.log(JSON.stringify({ check: name, error: String(error.message ?? error) }));
  }
}

// onPage opens a page of its own and gathers what the browser complains about.
async function onPage(path, options, use) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  const errors = [];
  page.on("console", (m) => { if (m.type() === "error" && !/status of 404/.test(m.text())) errors.push(m.text()); });
  page.on("pageerror", (e) => errors.push(String(e)));
  page.on("requestfailed", (r) => errors.push(`${r.url()}: ${r.failure()?.errorText}`));
  try {
    await page.goto(address + path, { waitUntil: "load" });
    await use(page, errors);
  } finally {
    await page.close();
  }
}

async function api(path) {
  return (await fetch(address + path)).json();
}

// figure reads the number beside a label.
async function figure(page, label) {
  return digits(await page.locator(`dt:has-text("${label}") + dd`).first().innerText());
}

function digits(text) {
  return Number(text.replace(/\D/g, ""));
}

function decimal(text) {
  return Number(text.replace(/[^\d,−]/g, "").replace(",", "."));
}

function same(got, want) {
  expect(got === want, `${got}, not ${want}`);
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}
