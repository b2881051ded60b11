// The page « Et si… » in Chromium: what it shows of both sides is what the service
// simulates, as one moves the terms and without JavaScript.
import { applications, criteria, market } from "./figures.mjs";
import { accessible, api, check, config, expect, onPage, picture, same, unfold } from "./harness.mjs";

const { active } = config;
const id = encodeURIComponent(active);
const page0 = `/offres/${id}/negociation`;
const before = await api(`/v1/offers/${id}/attractivity`);
const terms = JSON.parse(config.terms); // what is written into the form
const moved = JSON.parse(config.moved); // what the service simulates of the same record

// sides holds each block of the page against the two answers.
async function sides(page, answers) {
  await unfold(page);
  for (const [i, a] of answers.entries()) {
    const side = (block) => page.locator(`[data-block="${block}"] .sides > div`).nth(i);
    await market(side("market"), a.market);
    await applications(side("applications"), a.applications);
    await criteria(side("criteria"), a.criteria);
  }
}

// write fills the form in.
async function write(page) {
  for (const [name, value] of Object.entries(terms)) {
    const field = page.locator(`#${name}`);
    await (["experience", "contrat", "temps"].includes(name) ? field.selectOption(value) : field.fill(value));
  }
}

await check("negotiation: both sides are the offer's at first", () => onPage(page0, {}, async (page) => {
  await sides(page, [before, before]);
  expect((await page.locator("[data-summary]").innerText()).includes("Rien n'est changé"), "it says that something changed");
}));

await check("negotiation: the three blocks move as the API says, as one writes", () => onPage(page0, {}, async (page, errors) => {
  await page.locator('[data-block="market"] > summary').click();
  await write(page);
  await page.waitForURL((url) => Object.entries(terms).every(([name, value]) => url.searchParams.get(name) === value));
  expect(await page.locator('[data-block="market"]').evaluate((d) => d.open), "what was unfolded is folded");
  await sides(page, [before, moved.after]);
  for (const [i, m] of moved.moves.entries()) {
    const cells = page.locator(".moves tbody tr").nth(i).locator("td");
    same(await cells.nth(1).locator(".red-dot").count(), m.after.alert ? 1 : 0, `red dots of ${m.criterion} after:`);
    expect(/[↑↓=+−] \S/.test(await cells.nth(2).innerText()), `no word for how ${m.criterion} moves`);
  }
  expect(/placée|comparée/.test(await page.locator("[data-summary][role=status]").innerText()), "the summary does not say what moves");
  expect(errors.length === 0, errors.join("; "));
  await accessible(page);
  await picture(page, "negotiation, moved");
}));

await check("negotiation: an address is a comparison, and the way back empties it", () => onPage(`${page0}?${new URLSearchParams(terms)}`, {}, async (page) => {
  await sides(page, [before, moved.after]);
  same(await page.locator("#salaire").inputValue(), "4000");
  await page.getByRole("link", { name: "Revenir à l'offre" }).click();
  await page.locator("[data-summary]").getByText("Rien n'est changé").waitFor();
  same(await page.locator("#salaire").inputValue(), "");
  expect(!new URL(page.url()).searchParams.has("salaire"), page.url());
}));

await check("negotiation: works without JavaScript", () => onPage(page0, { javaScriptEnabled: false }, async (page) => {
  await write(page);
  await page.getByRole("button", { name: "Comparer" }).click();
  await page.waitForURL(/salaire=4000/);
  expect(/placée|comparée/.test(await page.locator("[data-summary]").innerText()), "the summary does not say what moves");
  same(await page.locator(".moves tbody tr").count(), moved.moves.length);
}));

await check("negotiation: a wrong field is named, and what was shown stays", () => onPage(page0, {}, async (page) => {
  await page.locator("#salaire").fill("0");
  await page.locator("[data-summary].refused").getByText("salaire").waitFor();
  expect(await page.locator('[data-block="criteria"]').isVisible(), "the blocks are gone");
  await accessible(page);
}));

await check("negotiation: a service that cannot be reached says so, and recovers", () => onPage(page0, {}, async (page) => {
  await page.context().setOffline(true);
  await page.locator("#salaire").fill("3000");
  await page.locator("[data-summary].refused").getByText("injoignable").waitFor();
  await page.context().setOffline(false);
  await page.locator("#salaire").fill("3001");
  await page.locator(".moves").waitFor();
  await page.waitForURL(/salaire=3001/);
  same(await page.locator("[data-summary].refused").count(), 0);
}));

await check("draft: a trade and a place make a market", () => onPage("/offres/brouillon", {}, async (page) => {
  for (const [name, value] of Object.entries({ intitule: "Essai", rome: before.offer.rome, appellation: before.offer.appellation_label, code_postal: `${before.offer.department.padEnd(5, "0")}`, salaire: "2000" })) {
    await page.locator(`#${name}`).fill(value);
  }
  await page.getByRole("button", { name: "Placer dans le marché" }).click();
  await page.locator('[data-block="criteria"] .criterion').first().waitFor();
  same(await page.locator('[data-block="criteria"] .sides > div').count(), 1, "sides:");
  await accessible(page);
  await picture(page, "draft, placed");
}));
