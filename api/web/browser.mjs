// Opens every page of a running server in Chromium and checks what only a
// browser can: it loads without error, breaks no content policy, has no
// accessibility violation (axe), fits 320 pixels, works without JavaScript, and
// shows the figures that the API gives. widget.mjs does the same for the widget
// in every state, framed and as an element of another page.
//
//   node browser.mjs CONFIG
import { accessible, api, browser, check, config, decimal, digits, expect, fits, onPage, picture, same } from "./harness.mjs";

const { active, inactive, agency, longest } = config;
const pilot = `/agences/${encodeURIComponent(agency)}`;
const offer = `/offres/${encodeURIComponent(active)}`;
const pages = [
  ["home", "/"], ["offers", "/offres"], ["no offer found", "/offres?q=zzzzzzzz"], ["offer", offer], ["offer, wider", `${offer}?scope=region`],
  ["inactive offer", `/offres/${encodeURIComponent(inactive)}`], ["unknown offer", "/offres/INCONNUE"], ["pool", `${offer}/vivier`],
  ["narrow pool", `${offer}/vivier?radius_km=0&near_trades=false`], ["diagnosis", `${offer}/diagnostic`], ["longest diagnosis", `/offres/${encodeURIComponent(longest)}/diagnostic`], ["diagnosis' method", "/methode/diagnostic"], ["pool method", "/methode/viviers"], ["indicators' method", "/methode/indicateurs"], ["indicators", "/indicateurs"], ["indicator", "/indicateurs/ent1"],
  ["indicator by region", "/indicateurs/ent3?level=region"], ["indicator by service", "/indicateurs/ent1?by=service"], ["indicator without value", "/indicateurs/ent2?level=agency&code=NULLE"], ["docs", "/docs"],
  ["agencies", "/agences"], ["pilot", pilot], ["pilot, another figure", `${pilot}?period=2026-Q2&indicator=delay`], ["pilot without value", `${pilot}?period=2001-Q1`], ["unknown agency", "/agences/INCONNUE"],
  ["market", "/marche/M1607?level=department&code=75"], ["market of a region", "/marche/M1607?level=region&code=11"], ["unknown market", "/marche/Z9999"],
  ["negotiation", `${offer}/negociation?salaire=2500&contrat=CDI&experience=D`], ["negotiation, refused", `${offer}/negociation?salaire=0`],
  ["negotiation, inactive", `/offres/${encodeURIComponent(inactive)}/negociation`], ["draft", "/offres/brouillon"],
  ["draft, refused", "/offres/brouillon?rome=M1607"],
  ["draft, text to review", `/offres/brouillon?intitule=Vendeuse&description=${encodeURIComponent("Nous recherchons une vendeuse.\nProfil : 25-35 ans, bonne présentation exigée, langue maternelle italienne. Essai de deux jours non rémunéré.")}`], ["methodology", "/methode/attractivite"],
  ["recruiter accounts", "/espaces-recruteur"], ["recruiter accounts to decide", "/espaces-recruteur?agency=75001&action=DECIDE"], ["no recruiter account", "/espaces-recruteur?agency=NULLE"],
];

// One page each: a load is what costs.
for (const [name, path] of pages) {
  await onPage(path, {}, async (page, errors) => {
    await picture(page, name);
    await check(`${name}: loads, keeps to the content policy`, async () => {
      expect(errors.length === 0, errors.join("; "));
      expect((await page.locator("h1").count()) === 1, "not one h1");
    });
    await check(`${name}: no accessibility violation`, () => accessible(page));
    await page.emulateMedia({ colorScheme: "dark" });
    await check(`${name}: contrasts hold in the dark`, () => accessible(page, { runOnly: ["color-contrast"] }));
    await check(`${name}: fits 320 pixels, and 640 with letters twice as large`, async () => {
      await fits(page, 320);
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      await fits(page, 640);
    });
  });
}

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

await check("pool: levers are buttons whose gain is seen first, and say what to say", () => onPage(`${offer}/vivier`, {}, async (page) => {
  const l = await api(`/v1/offers/${encodeURIComponent(active)}/pool/levers`);
  const gaining = l.levers.filter((lever) => lever.gain > 0);
  const buttons = page.locator("button.lever");
  same(await buttons.count(), gaining.length);
  if (gaining.length === 0) return;
  for (const [i, lever] of gaining.entries()) {
    const text = await buttons.nth(i).innerText();
    expect(text.includes(lever.label), `button ${i} is not ${lever.label}`);
    expect(text.includes("→"), `no gain on ${text}`);
  }
  await buttons.first().click();
  const said = await page.locator(".said").innerText();
  expect(said.includes(gaining[0].label), `says ${said}`);
  await accessible(page);
}));

await check("recruiter accounts: rows and counts are those of the API", () => onPage("/espaces-recruteur", {}, async (page) => {
  const list = await api("/v1/recruiter-accounts?limit=50");
  const rows = page.locator("table.list tbody tr");
  same(await rows.count(), list.rows.length);
  expect(list.rows.length > 0, "no account");
  for (const [i, row] of list.rows.slice(0, 10).entries()) {
    const text = await rows.nth(i).innerText();
    expect(text.includes(row.account_id), `row ${i} is not ${row.account_id}`);
    same(text.includes("En retard"), row.is_late);
    same(await rows.nth(i).locator("td").last().locator("strong").count(), row.matches.length);
  }
}));

for (const id of [active, inactive, longest]) {
  await check(`diagnosis of ${id}: says what the API says, and prints on one sheet`, () => onPage(`/offres/${encodeURIComponent(id)}/diagnostic`, {}, async (page) => {
    const d = await api(`/v1/offers/${encodeURIComponent(id)}/diagnosis`);
    same(await page.locator(".difficulty").count(), d.difficulties.length);
    const plain = (text) => text.replace(/\s/g, " ");
    for (const [i, found] of d.difficulties.entries()) {
      const text = plain(await page.locator(".difficulty").nth(i).innerText());
      for (const said of [found.title, ...found.evidence.map((e) => e.text), ...found.services.flatMap((s) => [s.label, s.why])]) {
        expect(text.includes(plain(said)), `${found.difficulty} does not say ${said}`);
      }
    }
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    same((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, 1, "sheets:");
  }));
}

await check("indicator: figures are those of the API", () => onPage("/indicateurs/ent1", {}, async (page) => {
  const a = await api("/v1/indicators/ent1?limit=1000");
  const rows = page.locator("table.list").first().locator("tbody tr");
  same(await rows.count(), a.rows.length);
  for (const [i, row] of a.rows.entries()) {
    if (row.value !== null) same(decimal(await rows.nth(i).locator("td").first().innerText()), Math.round(row.value * 1000) / 10);
  }
}));

await check("pilot: figures are those of the API, and the keyboard changes the map", () => onPage(pilot, {}, async (page) => {
  const p = await api(`/v1/agencies/${encodeURIComponent(agency)}/pilot`);
  const cards = page.locator(".key-figure");
  same(await cards.count(), p.figures.length);
  for (const [i, f] of p.figures.entries()) {
    const big = await cards.nth(i).locator(".big").innerText();
    if (f.row.value === null) expect(big.trim() === "—", `${f.indicator.id}: ${big}`);
    else if (f.indicator.unit === "rate") same(decimal(big), Math.round(f.row.value * 1000) / 10, f.indicator.id);
  }
  same(await page.locator("#h-map ~ .map-and-table tbody tr").count(), p.map.departments.length);
  same(await page.locator("#h-trades ~ .scroll tbody tr").count(), p.trades.length);
  for (const [i, l] of p.worklists.entries()) same(digits(await page.locator(".todo .big").nth(i).innerText()), l.waiting);
  await page.locator("#indicator").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await Promise.all([page.waitForURL(/indicator=ent2/), page.keyboard.press("Enter")]);
  expect((await page.locator("#h-map").innerText()).startsWith(p.figures[1].indicator.title), "another map");
}));

await check("pilot: a trade leads to its market, and the list to the agency", () => onPage("/agences", {}, async (page) => {
  await page.locator(`.columns a[href="${pilot}"]`).click();
  await page.locator("#h-trades ~ .scroll tbody th a").first().click();
  expect(new URL(page.url()).pathname.startsWith("/marche/"), page.url());
}));

await check("market: figures are those of the API", () => onPage("/marche/M1607?level=region&code=11", {}, async (page) => {
  const m = await api("/v1/market?rome=M1607&level=region&code=11");
  const bigs = page.locator(".cards").first().locator(".big");
  same(digits(await bigs.nth(0).innerText()), m.offers.all);
  same(digits(await bigs.nth(1).innerText()), m.job_seekers.portfolio);
  same(digits(await bigs.nth(2).innerText()), m.hires.offers);
  same(await page.locator(".weather").count(), m.tension.length);
}));

await check("offer: the levers that gain most are beside the widget", () => onPage(offer, {}, async (page) => {
  const l = await api(`/v1/offers/${encodeURIComponent(active)}/pool/levers`);
  const gaining = l.levers.filter((x) => x.gain > 0).slice(0, 3);
  same(await page.locator(".lever").count(), gaining.length);
  for (const [i, x] of gaining.entries()) {
    const text = (await page.locator(".lever").nth(i).innerText()).replace(/\s/g, " ");
    expect(text.includes(x.label.replace(/\s/g, " ")), text);
    expect(/\d → \d/.test(text), `no gain in ${text}`);
  }
}));

await check("home: a widget, a pool and the indicators are one link away", () => onPage("/", {}, async (page) => {
  const a = await api("/v1/indicators");
  same(await page.locator(".card .big").count(), a.rows.length);
  expect((await page.locator('.list a[href$="/vivier"]').count()) > 0, "no way to a pool");
  await page.locator(".list th a").first().click();
  expect(await page.locator(".widget").isVisible(), "no widget");
}));

await import("./widget.mjs");
await import("./negotiation.mjs");
await browser.close();
