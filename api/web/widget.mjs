// The widget in Chromium, in each of its states: alone in a frame, and as the
// element of docs/poste.html, a page of another origin.
import { applications, criteria, market } from "./figures.mjs";
import { accessible, api, check, config, expect, fits, onPage, picture, same, unfold } from "./harness.mjs";

const { address, host, stranger, locked, busy, active, inactive } = config;
const frame = (id, query = "") => `/embed/attractivity/${encodeURIComponent(id)}${query}`;
const poste = (origin, id) => `${origin}/poste.html?offre=${encodeURIComponent(id)}`;
const answer = await api(`/v1/offers/${encodeURIComponent(active)}/attractivity`);

// States of the frame: each is looked at in the same way, unfolded.
const states = [
  ["frame", frame(active, "?lang=fr")], ["frame, English", frame(active, "?lang=en")], ["frame, wider", frame(active, "?lang=fr&scope=region")],
  ["frame, inactive", frame(inactive, "?lang=fr")], ["frame, inactive, English", frame(inactive, "?lang=en")],
  ["frame, unknown offer", frame("INCONNUE", "?lang=fr")], ["frame, unknown offer, English", frame("INCONNUE", "?lang=en")],
];
for (const [name, path] of states) {
  await onPage(path, {}, async (page, errors) => {
    await check(`${name}: loads, keeps to the content policy`, async () => {
      expect(errors.length === 0, errors.join("; "));
      same(await page.locator("h1").count(), 1, "h1:");
      same(await page.locator("html").getAttribute("lang"), name.includes("English") ? "en" : "fr");
    });
    await check(`${name}: no accessibility violation`, () => accessible(page));
    await picture(page, name);
    await page.emulateMedia({ colorScheme: "dark" });
    await check(`${name}: contrasts hold in the dark`, () => accessible(page, { runOnly: ["color-contrast"] }));
    await picture(page, `${name}, dark`);
    await check(`${name}: fits 320 pixels, and 640 with letters twice as large`, async () => {
      await fits(page, 320);
      await picture(page, `${name}, 320`);
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      await fits(page, 640);
    });
  });
}

await check("frame: the language follows Accept-Language", () => onPage(frame(active), { locale: "en-GB" }, async (page) => {
  same(await page.locator("html").getAttribute("lang"), "en");
  expect(await page.getByText("The market of my offer").isVisible(), "not in English");
}));

await check("frame: blocks open by keyboard", () => onPage(frame(active), {}, async (page) => {
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

await check("frame: works without JavaScript", () => onPage(frame(active), { javaScriptEnabled: false, locale: "fr-FR" }, async (page) => {
  await page.locator(".widget .block summary").first().click();
  expect(await page.getByText("Offres comparables en").first().isVisible(), "the block does not open");
}));

await check("frame: prints every block", () => onPage(frame(active), { locale: "fr-FR" }, async (page) => {
  await page.emulateMedia({ media: "print" });
  expect(await page.getByText("Offres comparables en").first().isVisible(), "a folded block is not printed");
  await accessible(page);
  await picture(page, "frame, printed");
}));

await check("widget: figures are those of the API", () => onPage(frame(active, "?lang=fr"), {}, (page) => figures(page)));

await check("inactive: says how many offers there are, how many are needed, since when", () => onPage(frame(inactive, "?lang=fr"), {}, async (page) => {
  const a = await api(`/v1/offers/${encodeURIComponent(inactive)}/attractivity`);
  same(a.reason, "below_threshold");
  const text = await page.locator(".band.none").innerText();
  expect(text.includes(String(a.comparables)) && text.includes(String(a.threshold)) && text.includes("24 mois"), text);
  const since = new Date(a.as_of);
  since.setUTCMonth(since.getUTCMonth() - 24);
  expect(text.includes(String(since.getUTCFullYear())) && text.includes(a.as_of.slice(0, 4)), `since when: ${text}`);
}));

// The element, inside a page of another origin.
await onPage(poste(host, active), { locale: "fr-FR" }, async (page, errors) => {
  await page.locator("vigie-attractivity .widget").waitFor();
  await check("element: shows what the frame shows", async () => {
    expect(errors.length === 0, errors.join("; "));
    await figures(page);
    same(await page.locator("#alerts").innerText(), answer.alerts.join(", ") || "aucune", "vigie-load:");
  });
  await check("element: is styled inside its own tree", async () => {
    same(await page.locator(".widget-head").evaluate((e) => getComputedStyle(e).backgroundColor), "rgb(43, 58, 74)", "--vigie-accent:");
    const leak = await page.evaluate(() => getComputedStyle(document.querySelector("dd")).marginLeft);
    same(leak, "0px", "the host's own list:");
  });
  await check("element: no accessibility violation", () => accessible(page));
  await picture(page, "element");
  await check("element: fits 320 pixels", () => fits(page, 320));
  await picture(page, "element, 320");
});

await check("element: stays light in a light page, whatever the reader's choice", () => onPage(poste(host, active), { colorScheme: "dark" }, async (page) => {
  await page.locator(".widget").waitFor();
  same(await page.locator(".widget").evaluate((e) => getComputedStyle(e).backgroundColor), "rgb(255, 255, 255)");
  await page.evaluate(() => { document.documentElement.style.colorScheme = "dark"; document.body.style.background = "#111"; });
  same(await page.locator(".widget").evaluate((e) => getComputedStyle(e).backgroundColor), "rgb(22, 22, 22)", "in a dark page:");
  await accessible(page, { runOnly: ["color-contrast"], include: [["vigie-attractivity"]] });
}));

await check("element: tells of loading, and of folding", () => onPage(poste(host, active), {
  locale: "fr-FR",
  before: (page) => page.route("**/embed/**", async (route) => { await new Promise((go) => { setTimeout(go, 1500); }); await route.continue(); }),
}, async (page) => {
  const element = page.locator("vigie-attractivity");
  same(await element.getAttribute("aria-busy"), "true");
  expect(await page.getByRole("status").getByText("Chargement").isVisible(), "no word of loading");
  await accessible(page);
  await picture(page, "element, loading");
  await page.locator(".widget").waitFor();
  same(await element.getAttribute("aria-busy"), null, "once loaded:");
  const folded = element.evaluate((e) => new Promise((done) => { e.addEventListener("vigie-toggle", (t) => done(t.detail), { once: true }); }));
  await page.locator('[data-block="criteria"] > summary').click();
  same(JSON.stringify(await folded), '{"block":"criteria","open":true}');
}));

await check("element: another offer, scope or language is asked again", () => onPage(poste(host, active), { locale: "fr-FR" }, async (page) => {
  await page.locator(".widget").waitFor();
  await page.locator("vigie-attractivity").evaluate((e) => { e.lang = "en"; });
  await page.getByText("The market of my offer").waitFor();
  await page.locator("vigie-attractivity").evaluate((e, id) => e.setAttribute("offer", id), inactive);
  await page.locator(".band.none").getByText("Not enough comparable offers yet.").waitFor();
  same(await page.locator("#alerts").innerText(), "widget inactif");
}));

await check("element: carries the bearer token", () => onPage(poste(host, active), {}, async (page) => {
  await page.locator(".widget").waitFor();
  const asked = page.waitForRequest((r) => r.url().includes("/embed/") && r.method() === "GET");
  await page.locator("vigie-attractivity").evaluate((e) => { e.token = "secret"; e.setAttribute("scope", "rome"); });
  same(await (await asked).headerValue("authorization"), "Bearer secret");
  await page.locator(".band.info").waitFor();
}));

// Refusals: each says what to do, tells the host page, and tries again on demand.
for (const [name, open, status, words] of [
  ["unknown offer", poste(host, "INCONNUE"), 404, "Aucune offre"], ["no session", poste(locked, active), 401, "Se reconnecter"], ["too many questions", poste(busy, active), 429, "code 429"],
]) {
  await check(`element, ${name}: says what to do`, () => onPage(open, { locale: "fr-FR" }, async (page) => {
    const alert = page.locator("vigie-attractivity").getByRole("alert");
    await alert.waitFor();
    expect((await alert.innerText()).includes(words), await alert.innerText());
    same(await page.locator("#alerts").innerText(), `indisponibles (${status})`, "vigie-error:");
    await accessible(page);
    await picture(page, `element, ${name}`);
    const again = page.waitForRequest((r) => r.url().includes("/embed/"));
    await alert.getByRole("button", { name: "Réessayer" }).click();
    await again;
  }));
}

await check("element, unreachable: says so, and recovers", () => onPage(poste(host, active), { locale: "en-GB" }, async (page) => {
  await page.locator(".widget").waitFor();
  await page.context().setOffline(true);
  await page.locator("vigie-attractivity").evaluate((e) => e.setAttribute("lang", "en"));
  const alert = page.locator("vigie-attractivity").getByRole("alert");
  await alert.getByText("cannot be reached").waitFor();
  expect(await page.locator(".widget").isVisible(), "what was shown is gone");
  await page.context().setOffline(false);
  await alert.getByRole("button", { name: "Try again" }).click();
  await page.getByText("The market of my offer").waitFor();
  same(await alert.count(), 0, "alerts left:");
}));

// Only the listed origins embed it.
await check("element: a page of another origin reads nothing", () => onPage(poste(stranger, active), { locale: "fr-FR" }, async (page) => {
  await page.locator("vigie-attractivity").getByRole("alert").getByText("injoignable").waitFor();
}));

await check("frame: a listed page frames it, another may not", async () => {
  for (const [origin, shown] of [[host, true], [stranger, false]]) {
    await onPage(poste(origin, active), {}, async (page) => {
      await page.evaluate((src) => new Promise((done) => { document.body.append(Object.assign(document.createElement("iframe"), { src, onload: done, title: "widget" })); }), address + frame(active));
      const inside = page.frames().find((f) => f.parentFrame());
      same(await inside.locator(".widget").count(), shown ? 1 : 0, `${shown ? "listed" : "unlisted"}:`);
    });
  }
});

// figures holds what the widget shows against what the API answers.
async function figures(page) {
  await unfold(page);
  const widget = page.locator(".widget");
  same(await widget.locator(".band").first().innerText(), answer.verdict.label);
  await market(widget.locator('[data-block="market"]'), answer.market);
  await applications(widget.locator('[data-block="applications"]'), answer.applications);
  await criteria(widget.locator('[data-block="criteria"]'), answer.criteria);
  for (const [block, alert] of [["applications", answer.applications.alert], ["criteria", answer.criteria.some((c) => c.alert)]]) {
    same(await widget.locator(`[data-block="${block}"] > summary .red-dot`).count(), alert ? 1 : 0, `red dots of ${block}:`);
  }
}
