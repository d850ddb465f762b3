// The page's texts: each in its table, each in every language that is complete, and none anywhere else.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseAst } from "rolldown/parseAst";

import { chosenLanguage } from "../../web/app/words/choice.js";
import { LANGUAGES } from "../../web/app/words/languages.js";
import { placeOf } from "../../web/app/words/place.js";
import { date, decimal, english, say, sentences, share, speak } from "../../web/app/words/words.js";

const COMPLETE = ["zh-Hans"];
const BETWEEN = "read.between"; // two sentences: in Chinese nothing

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path) => readFileSync(at(path), "utf8");
const listed = (folder) => readdirSync(at(folder), { recursive: true }).map((name) => `${folder}/${name}`);

async function tablesIn(language) {
  const views = readdirSync(at(`web/app/words/${language}`)).map((name) => name.replace(".js", ""));
  const entries = views.map(async (view) => [
    view,
    (await import(`../../web/app/words/${language}/${view}.js`)).default,
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

const tables = Object.fromEntries(
  await Promise.all(Object.keys(LANGUAGES).map(async (language) => [language, await tablesIn(language)])),
);
const keysOf = (language) =>
  Object.entries(tables[language]).flatMap(([view, table]) => Object.keys(table).map((key) => `${view}.${key}`));
const entryOf = (language, key) => tables[language][key.split(".")[0]]?.[key.split(".")[1]];

const formsOf = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));
const placeholdersOf = (entry) =>
  [...new Set(formsOf(entry).flatMap((text) => Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name)))].sort();

const sources = listed("web/app").filter(
  (path) => path.endsWith(".js") && !/\/words\/[\w-]+\/|\/words\/\w\w\.js/.test(path),
);
const page = read("index.html");

describe("the tables", () => {
  for (const language of COMPLETE) {
    test(`${language} has every text that English has`, () => {
      assert.deepEqual(keysOf(language).sort(), keysOf("en").sort());
    });
  }

  for (const language of Object.keys(LANGUAGES)) {
    test(`${language} has no text that English has not, with the same values in it`, () => {
      const known = new Set(keysOf("en"));
      for (const key of keysOf(language)) {
        assert.ok(known.has(key), `${key} is not in English`);
        const entry = entryOf(language, key);
        assert.deepEqual(placeholdersOf(entry), placeholdersOf(entryOf("en", key)), key);
        for (const text of formsOf(entry)) assert.ok(text.length > 0 || key === BETWEEN, key);
      }
    });

    test(`${language} has the forms that its counts need`, () => {
      /** @type {string[]} */
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const key of keysOf(language)) {
        const entry = entryOf(language, key);
        if (typeof entry === "string") continue;
        assert.ok("other" in entry, `${key} has no form "other"`);
        for (const form of Object.keys(entry)) assert.ok(needed.includes(form), `${key}: ${form}`);
      }
    });

    test(`${language} is in the file of its texts, view by view`, async () => {
      if (language === "en") return;
      const all = await LANGUAGES[language].load();
      assert.deepEqual(Object.keys(all).sort(), Object.keys(tables[language]).sort());
      for (const [view, table] of Object.entries(tables[language])) assert.ok(all[view] === table, view);
    });
  }

  test("are used, every text, and nothing is said that they have not", () => {
    const unused = new Set(keysOf("en"));
    const missing = [];
    for (const { key, exact } of asked()) {
      const found = exact
        ? keysOf("en").filter((one) => one === key)
        : keysOf("en").filter((one) => asPattern(key).test(one));
      if (found.length === 0) missing.push(key);
      for (const one of found) unused.delete(one);
    }
    assert.deepEqual(missing, [], "asked for, but in no table");
    assert.deepEqual([...unused], [], "in a table, but never asked for");
  });
});

/** What the page's sources and markup ask for: keys, and patterns of them where a part is put in. */
function asked() {
  const views = Object.keys(tables.en).join("|");
  const found = [];
  for (const path of sources) {
    const source = read(path);
    for (const [, key] of source.matchAll(new RegExp(`["'\`]((?:${views})\\.[\\w-]+)["'\`]`, "g")))
      found.push({ key, exact: true });
    for (const [, key] of source.matchAll(new RegExp(`\`((?:${views})\\.[\\w-]*\\$\\{(?:[^\`]|\`[^\`]*\`)*?)\``, "g")))
      found.push({ key, exact: false });
  }
  for (const [, key] of page.matchAll(/data-(?:say|label|title)="([^"]+)"/g)) found.push({ key, exact: true });
  return found;
}

const asPattern = (key) =>
  new RegExp(`^${key.replace(/\./g, "\\.").replace(/\$\{.*?\}(?=[\w-]*(\$|$))/g, "[\\w-]+")}$`);

describe("the page's markup", () => {
  /** What a script writes anew before one has read it, by where it stands; and what is the same in every language. */
  const FIRST = {
    verdict: "read.nothing",
    detail: "read.invite-auto",
    hint: "read.hint-auto",
    bars: "read.noProbabilities",
  };
  const SAME = ["LeNet-5", "3", "2048", "$12.50"];
  const IN_ENGLISH = ["noscript", "script"]; // without a script there is no other language

  test("says in English what the table says, and nothing beside it", () => {
    const loose = [];
    for (const { name, attributes, text, owner } of nodesOf(page)) {
      if (IN_ENGLISH.includes(name)) continue;
      const first = Object.entries(FIRST).find(([place]) => owner.split(" ").includes(place));
      const said = attributes["data-say"];
      if (said && text) assert.equal(text, entryOf("en", said), said);
      else if (text && first) assert.equal(text, entryOf("en", first[1]), first[0]);
      else if (text && !SAME.includes(text)) loose.push(text);
      for (const [attribute, key] of [
        ["aria-label", "data-label"],
        ["title", "data-title"],
      ]) {
        if (!(attribute in attributes)) assert.ok(!(key in attributes), `${key} without ${attribute}`);
        else if (key in attributes)
          assert.equal(attributes[attribute], entryOf("en", attributes[key]), attributes[key]);
        else if (first) assert.equal(attributes[attribute], entryOf("en", first[1]));
        else loose.push(attributes[attribute]);
      }
    }
    assert.deepEqual(loose, []);
  });

  test("has a place for every text of its table", () => {
    const used = new Set(Array.from(page.matchAll(/data-(?:say|label|title)="page\.([^"]+)"/g), ([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(tables.en.page).sort());
  });
});

/** The tags of a page with the text behind each, and the classes of what they stand in. */
function* nodesOf(html) {
  const open = [];
  for (const [, end, name, rest, text] of html.matchAll(
    /<(\/?)([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>([^<]*)/gi,
  )) {
    const attributes = Object.fromEntries(
      Array.from(rest.matchAll(/([\w-]+)(?:="([^"]*)")?/g), ([, key, value]) => [key, value ?? ""]),
    );
    if (end) while (open.length > 0 && open.pop().name !== name);
    else if (!/^(meta|link|input|br)$/.test(name) && !/\/>/.test(rest)) open.push({ name, attributes });
    const owner = [...open, { name, attributes }].map((one) => one.attributes.class ?? "").join(" ");
    const stated = end ? {} : attributes;
    yield { name: end ? (open.at(-1)?.name ?? "") : name, attributes: stated, text: text.trim(), owner };
  }
}

describe("the page's scripts", () => {
  /** Where literal text is right, and why. */
  const EXCEPTIONS = {
    "web/app/boot.js": "the page's program, and the tables with it, did not arrive",
  };

  test("say nothing that is in no table", () => {
    const found = sources.flatMap((path) => textsIn(read(path)).map((text) => ({ path, text })));
    const unexpected = found.filter(({ path }) => !(path in EXCEPTIONS));
    assert.deepEqual(
      unexpected.map(({ path, text }) => `${path}: ${text}`),
      [],
    );
    for (const path of Object.keys(EXCEPTIONS))
      assert.ok(
        found.some((one) => one.path === path),
        `${path} is no exception`,
      );
  });

  test("are looked through for words", () => {
    assert.deepEqual(textsIn('notice.show("Something went wrong.");'), ["Something went wrong."]);
    assert.deepEqual(textsIn("button.textContent = `Read $" + "{count} lines`;"), ["Read ", " lines"]);
    assert.deepEqual(textsIn('element("button", { type: "button", "aria-label": "Close" }, "✕");'), ["Close"]);
    assert.deepEqual(
      textsIn(
        'find(".take"); element("p", { class: "notice pile" }); say("read.nothing"); throw new Error("No such thing");',
      ),
      [],
    );
  });
});

/** Literals that look like words for people. */
function textsIn(source) {
  const found = [];
  const visit = (node, context) => {
    if (!node || typeof node.type !== "string") return;
    const text =
      node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : node.type === "TemplateElement"
          ? node.value.cooked
          : null;
    if (text !== null && !context.quiet && isWords(text)) found.push(text);
    if (/^(Import|Export)\w*Declaration$/.test(node.type) && node.source) return;
    for (const [key, value] of Object.entries(node)) {
      const quiet = context.quiet || isQuiet(node, key);
      for (const child of Array.isArray(value) ? value : [value])
        if (child && typeof child === "object") visit(child, { quiet });
    }
  };
  visit(parseAst(source), { quiet: false });
  return found;
}

/** Attributes that are never read out, and functions that take no words. */
const QUIET_PROPERTIES =
  /^(class|className|d|viewBox|rel|type|href|points|id|key|name|test|role|style|task|code|colorScheme)$/;
const QUIET_CALLS =
  /^(find|querySelector|querySelectorAll|closest|matches|addEventListener|removeEventListener|set|getAttribute|setProperty|getPropertyValue|matchMedia|getContext|say|test|includes|startsWith|endsWith|RegExp|Error|Event|warn|call|createObjectStore|getItem|removeItem|toggle|add|remove|replace|join|split|appendChild)$/;

function isQuiet(node, key) {
  if (node.type === "Property" && key === "key") return true;
  if (node.type === "Property" && key === "value") return QUIET_PROPERTIES.test(node.key.name ?? node.key.value ?? "");
  if (
    node.type === "BinaryExpression" ||
    node.type === "SwitchCase" ||
    (node.type === "MemberExpression" && key === "property")
  )
    return true;
  if (node.type === "ThrowStatement") return true;
  if (/^(Call|New)Expression$/.test(node.type) && key === "arguments")
    return QUIET_CALLS.test(node.callee.name ?? node.callee.property?.name ?? "");
  return false;
}

/** A word that begins large, several behind each other, or what is put before or behind a value. */
function isWords(text) {
  if (text.startsWith("<")) return false; // markup, for files
  return (
    /^\p{Lu}\p{Ll}+([ .,:!?…]|$)/u.test(text.trim()) ||
    (/\p{L}{2,}[,.]? \p{L}{2,}/u.test(text) && /\p{Ll}/u.test(text)) ||
    /^( \p{Ll}{2,} ?| ?\p{Ll}{2,} )$/u.test(text) ||
    /\p{Script=Han}/u.test(text)
  );
}

describe("the choice of a language", () => {
  test("is the user's, or the browser's first that there is, or English", () => {
    /** @param {[string, string, string[]]} given */
    const tag = (...given) => chosenLanguage(...given).tag;
    assert.equal(tag("de", "", ["zh-CN"]), "de");
    assert.equal(tag("", "", ["fr-FR", "zh-CN", "en"]), "zh-Hans");
    assert.equal(tag("", "", ["zh-Hant-TW"]), "zh-Hans");
    assert.equal(tag("", "", ["pt-BR"]), "en");
    assert.equal(tag("", "", []), "en");
    for (const damaged of ["xx", "toString", "__proto__", '{"a":1}', "\0", "zh-Hans "]) {
      assert.equal(tag(damaged, "", ["zh-CN"]), "zh-Hans", JSON.stringify(damaged));
      assert.equal(tag(damaged, "", ["en-US"]), "en", JSON.stringify(damaged));
    }
    assert.equal(tag("", "", ["C", "not a language", "de"]), "de");
  });

  test("writes numbers as the region does", () => {
    /** @param {[string, string, string[]]} given */
    const locale = (...given) => chosenLanguage(...given).locale;
    assert.equal(locale("", "", ["de-AT"]), "de-AT");
    assert.equal(locale("en", "", ["de-DE", "en-US"]), "en-DE", "English in Germany");
    assert.equal(locale("de", "", ["en-US"]), "de-DE", "German, chosen by somebody whose browser speaks English alone");
    assert.equal(locale("", "CH", ["de-DE"]), "de-CH", "a region that was chosen");
    assert.equal(locale("", "nowhere at all", ["de-DE"]), "de-DE", "a damaged region");
    assert.equal(locale("", "", ["zh"]), "zh-Hans-CN");
  });

  test("tells the engine how the region writes amounts and dates", () => {
    assert.deepEqual(placeOf("en-US"), { locale: "en-US", currency: "USD" });
    assert.deepEqual(placeOf("en-DE"), { locale: "de-DE", currency: "EUR" });
    assert.deepEqual(placeOf("zh-Hans-CN"), { locale: "zh-CN", currency: "JPY" });
    assert.deepEqual(placeOf("en-GB"), { locale: "en-GB", currency: "GBP" });
    assert.deepEqual(placeOf("de-CH"), { locale: "de-CH", currency: undefined });
  });
});

describe("what is said", () => {
  const inGerman = (own) => speak("de", "de-DE", placeOf("de-DE"), own);

  test("is English where another language has no text, and a key where there is none", () => {
    english({ trial: { only: "only English", both: "English" } });
    inGerman({ trial: { both: "Deutsch" } });
    assert.deepEqual(
      [say("trial.only"), say("trial.both"), say("trial.none"), say("none.none")],
      ["only English", "Deutsch", "trial.none", "none.none"],
    );
  });

  test("has its values, numbers as the region writes them, and the form of its count", () => {
    english({ trial: { left: { one: "{n} left of {all}", other: "{n} are left of {all}" }, named: "{name}: {name}" } });
    speak("en", "en-US", placeOf("en-US"));
    assert.equal(say("trial.left", { n: 1, all: 12345 }), "1 left of 12,345");
    assert.equal(say("trial.left", { n: 1000, all: 12345 }), "1,000 are left of 12,345");
    assert.equal(
      say("trial.named", { name: "$& {n} $1" }),
      "$& {n} $1: $& {n} $1",
      "what stands in a value is not looked at",
    );
    inGerman({});
    assert.equal(say("trial.left", { n: 1000, all: 12345 }), "1.000 are left of 12.345");
  });

  test("has figures and days as the region writes them", () => {
    english({ read: tables.en.read });
    const all = () => [
      decimal(1204.5, 2),
      share(0.9984),
      date("2026-03-07"),
      date("--03-07"),
      sentences("One.", "", undefined, "Two."),
    ];
    speak("en", "en-US", placeOf("en-US"));
    assert.deepEqual(all(), ["1,204.50", "99.8%", "March 7, 2026", "March 7", "One. Two."]);
    inGerman({});
    assert.deepEqual(all(), ["1.204,50", "99,8\u00a0%", "7. März 2026", "7. März", "One. Two."]);
    speak("zh-Hans", "zh-Hans-CN", placeOf("zh-Hans-CN"), tables["zh-Hans"]);
    assert.deepEqual(all(), ["1,204.50", "99.8%", "2026年3月7日", "3月7日", "One.Two."]);
  });
});
