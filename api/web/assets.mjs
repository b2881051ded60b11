// Makes dsfr/ from the installed design system: one style sheet of the
// components that the pages use, its fonts and its icons, all in one folder.
//
// The design system switches to dark by an attribute that a script sets. Here
// every colour is light-dark(), so that it follows the scheme of the page it is
// in: the reader's choice, or that of the page that holds the widget.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";

const dist = "node_modules/@gouvfr/dsfr/dist";
const out = "dsfr";
const components = ["link", "logo", "skiplink", "button", "input", "select", "header"];

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
writeFileSync(join(out, "dsfr.css"), `${both(light, dark)}\n`);
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

// both makes one sheet of the two schemes: a colour of the root is written
// once, for both, and for the root of a shadow tree too; the few other dark
// rules, hovers and images, stay under the reader's choice.
function both(light, dark) {
  const colours = new Map();
  let rest = "";
  for (const rule of rules(dark)) {
    const found = [...rule.matchAll(/(--[\w-]+):(#\w+|rgba?\([^)]*\))(?=[;}])/g)];
    if (!/^:root\{/.test(rule) || found.length === 0) rest += rule;
    for (const [, name, value] of found) colours.set(name, value);
  }
  let sheet = "";
  for (const rule of rules(light)) {
    if (!/^:root\{--/.test(rule)) {
      sheet += rule;
      continue;
    }
    sheet += rule.replace(/^:root/, ":root,:host").replace(/(--[\w-]+):(#\w+|rgba?\([^)]*\))(?=[;}])/g,
      (all, name, value) => (colours.has(name) ? `${name}:light-dark(${value},${colours.get(name)})` : all));
  }
  return `${sheet}@media (prefers-color-scheme:dark){${rest}}`;
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
