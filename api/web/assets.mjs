// Makes dsfr/ from the installed design system: one style sheet of the
// components that the pages use, its fonts and its icons, all in one folder.
//
// The design system switches to dark by an attribute that a script sets. The
// pages have no script: its dark rules are put under a media query instead.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";

const dist = "node_modules/@gouvfr/dsfr/dist";
const out = "dsfr";
const components = [
  "link", "logo", "skiplink", "button", "input", "select", "form", "accordion", "alert", "badge", "breadcrumb",
  "card", "tag", "table", "header", "navigation", "footer", "callout",
];

// Faces that no page uses: they are left out of the sheet and of the program.
const unused = /Light|Italic|Spectral/;

mkdirSync(out, { recursive: true });
for (const file of readdirSync(out)) {
  if (file !== "README.md") rmSync(join(out, file));
}

const sheets = ["core/core.main.min.css", ...components.map((c) => `component/${c}/${c}.main.min.css`)];
let light = "";
let dark = "";
for (const sheet of sheets) {
  const [plain, themed] = split(local(sheet));
  light += plain;
  dark += themed;
}
dark = split(local("scheme/scheme.min.css"))[1] + dark;
writeFileSync(join(out, "dsfr.css"), `${light}@media (prefers-color-scheme:dark){:root{color-scheme:dark}${dark}}\n`);
for (const file of ["favicon.svg"]) copyFileSync(join(dist, "favicon", file), join(out, file));

// local reads a sheet and brings the files it names beside it. Fonts come in
// one format, which every browser of the last ten years reads.
function local(sheet) {
  const css = readFileSync(join(dist, sheet), "utf8").replace(/,url\([^)]*\.woff\) format\("woff"\)/g, "");
  return css.replace(/url\((\.\.?\/[^)]*)\)/g, (_, path) => {
    if (unused.test(path)) return `url(${basename(path)})`;
    const from = normalize(join(dist, dirname(sheet), path));
    copyFileSync(from, join(out, basename(from)));
    return `url(${basename(from)})`;
  });
}

// split parts the rules of a sheet into those for every scheme, and those for
// the dark one, freed from the attribute.
function split(css) {
  let plain = "";
  let themed = "";
  for (const rule of rules(css)) {
    const brace = rule.indexOf("{");
    const selectors = rule.slice(0, brace);
    if (rule.startsWith("@font-face") && unused.test(rule)) continue;
    if (rule.startsWith("@") || !selectors.includes("[data-fr-theme")) {
      plain += rule;
      continue;
    }
    const body = rule.slice(brace);
    const parts = selectors.split(",");
    const always = parts.filter((s) => !s.includes("[data-fr-theme"));
    const inDark = parts.filter((s) => s.includes("[data-fr-theme"));
    if (always.length > 0) plain += always.join(",") + body;
    themed += inDark.map((s) => s.replace(/:root\[data-fr-theme=dark\]/, ":root").replace(/\[data-fr-theme=dark\] /, "")).join(",") + body;
  }
  return [plain, themed];
}

// rules cuts a minified sheet at its top-level rules.
function* rules(css) {
  let depth = 0;
  let start = 0;
  for (let i = 0; i < css.length; i++) {
    const c = css[i];
    if (c === '"' || c === "'") {
      i = css.indexOf(c, i + 1);
    } else if (css.startsWith("/*", i)) {
      i = css.indexOf("*/", i) + 1;
      if (depth === 0) start = i + 1;
    } else if (c === "{") {
      depth++;
    } else if (c === "}" && --depth === 0) {
      yield css.slice(start, i + 1);
      start = i + 1;
    }
  }
}
