// Holds the three blocks of a page against an answer of the API, figure by
// figure: the widget's, and each side of a negotiation. In French.
import { expect, same } from "./harness.mjs";

// market, applications and criteria take the part of the page where the block is.
export async function market(part, m) {
  await row(part, "Offres comparables en", [m.offers]);
  await row(part, "Ouvertes aujourd'hui", [m.open_now]);
  await row(part, "Postes", [m.positions]);
  await row(part, "Part pourvue", [percent(m.filled_share)]);
  await row(part, "Délai médian", [m.median_days_to_fill]);
  if (m.employers !== null) await row(part, "Employeurs", [m.employers]);
  if (m.employers_top3_share !== null) await row(part, "Part des trois premiers", [percent(m.employers_top3_share)]);
  await row(part, "Demandeurs d'emploi", [m.job_seekers]);
  await row(part, "Offres par demandeur", [m.offers_per_job_seeker]);
}

export async function applications(part, a) {
  same(spaces(await part.locator(".message").first().innerText()), spaces(a.message), "message:");
  await row(part, "Mes candidatures", [a.mine]);
  await row(part, "Âge de l'offre", [a.age_days]);
  await row(part, "Marché au même âge", [a.median, a.q1, a.q3]);
}

export async function criteria(part, all) {
  same(await part.locator(".criterion").count(), all.length, "criteria:");
  for (const c of all) {
    const section = part.locator(`[data-criterion="${c.criterion}"]`);
    same(await section.locator(".red-dot").count(), c.alert ? 1 : 0, `red dots of ${c.criterion}:`);
    same(spaces(await section.locator(".message").innerText()), spaces(c.advice), `advice on ${c.criterion}:`);
    if (c.value_label !== null) same(spaces(await section.locator('[data-figure="mine"]').innerText()), spaces(c.value_label), `${c.criterion}, mine:`);
    await numbers(section.locator('[data-figure="n"]'), [c.n, ...(c.share === null ? [] : [percent(c.share)])], `${c.criterion}, coverage:`);
    const scale = c.unit === "EUR_gross_year_fte" ? 12 : 1;
    const known = [c.median, c.q1, c.q3].every((v) => v !== null);
    const quartiles = section.locator('dt:has-text("médiane et quartiles") + dd');
    same(await quartiles.count(), known ? 1 : 0, `quartiles of ${c.criterion}:`);
    if (known && c.unit !== "elements") await numbers(quartiles, [c.median, c.q1, c.q3].map((v) => v / scale), `quartiles of ${c.criterion}:`);
    const d = c.observed_difference;
    const observed = section.locator(".observed");
    same(await observed.count(), d ? 1 : 0, `observed difference of ${c.criterion}:`);
    if (!d) continue;
    const said = await observed.innerText();
    expect(said.startsWith("Observé, sans lien de cause établi."), said);
    for (const n of [d.n_better, d.n_mine]) expect(read(said).includes(n), `${n} is not in ${said}`);
    for (const r of [d.ratio, d.low, d.high]) expect(read(said).some((v) => Math.abs(v - r) <= 0.0051), `${r} is not in ${said}`);
  }
}

// row holds the figures beside a label.
async function row(part, label, want) {
  await numbers(part.locator(`dt:has-text("${label}") + dd`).first(), want, `${label}:`);
}

// numbers holds the numbers of a text, written with their rounding; none for null.
async function numbers(place, want, what) {
  const text = await place.innerText();
  const got = read(text);
  const known = want.filter((v) => v !== null);
  expect(got.length >= known.length && known.every((v, i) => Math.abs(got[i] - v) <= (v >= 1000 ? 0.51 : 0.0501)), `${what} ${text}, not ${want}`);
}

function read(text) {
  const joined = text.replace(/(\d)[\u00a0\u202f](?=\d{3})/g, "$1");
  return (joined.match(/−?\d+(,\d+)?/g) ?? []).map((n) => Number(n.replace("−", "-").replace(",", ".")));
}

const percent = (share) => (share === null ? null : 100 * share);
const spaces = (text) => text.replace(/\s+/g, " ").trim();
