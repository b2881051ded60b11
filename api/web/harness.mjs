// What the browser checks share: a browser, a way to open a page and hear what
// it complains about, and one JSON line a check: {"check", "error"}.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

// config names the servers, the offers and the folder for pictures: see api/browser_test.go.
export const config = JSON.parse(process.argv[2]);

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

// check runs a check and prints how it went.
export async function check(name, run) {
  try {
    await run();
    console.log(JSON.stringify({ check: name }));
  } catch (error) {
    console.log(JSON.stringify({ check: name, error: String(error.message ?? error) }));
  }
}

// onPage opens an address in a page of its own and gathers what the browser complains about.
export async function onPage(address, options, use) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  page.setDefaultTimeout(10_000);
  const errors = [];
  page.on("console", (m) => { if (m.type() === "error" && !/status of 4\d\d/.test(m.text())) errors.push(m.text()); });
  page.on("pageerror", (e) => errors.push(String(e)));
  page.on("requestfailed", (r) => errors.push(`${r.url()}: ${r.failure()?.errorText}`));
  try {
    await options.before?.(page);
    await page.goto(new URL(address, config.address).href, { waitUntil: "load" });
    await use(page, errors);
  } finally {
    await page.close();
  }
}

// accessible runs axe; details are opened first, for axe sees only what is shown.
export async function accessible(page, options = {}) {
  await unfold(page);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate((o) => window.axe.run(document, { resultTypes: ["violations"], ...o }), options);
  expect(violations.length === 0, violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(" | ")}`).join("; "));
}

// unfold opens every details of a page and of its elements.
export async function unfold(page) {
  await page.locator("details").evaluateAll((all) => all.forEach((d) => { d.open = true; }));
}

// fits holds that a page of so many pixels does not scroll sideways.
export async function fits(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide <= width, `${wide} pixels wide`);
}

// picture leaves a screenshot where they are asked for.
export async function picture(page, name) {
  if (config.shots) await page.screenshot({ path: `${config.shots}/${name.replace(/\W+/g, "-")}.png`, fullPage: true });
}

// api reads an answer of the API.
export async function api(path, options) {
  return (await fetch(config.address + path, options)).json();
}

// digits and decimal read a number as pages write it.
export const digits = (text) => Number(text.replace(/\D/g, ""));
export const decimal = (text) => Number(text.replace(/[^\d,−]/g, "").replace(",", "."));

export function same(got, want, what = "") {
  expect(got === want, `${what} ${got}, not ${want}`.trim());
}

export function expect(condition, message) {
  if (!condition) throw new Error(message);
}
