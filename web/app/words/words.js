// Every text of the page, in the language of its reader. Texts lie in tables by view, words/LANGUAGE/VIEW.js, and are asked
// for as "view.key". English ones come with the modules that say them, which hand them over by english(); those of another
// language come in one file (languages.js), when the page starts or the language is chosen. What is missing there is English.

/** @typedef {Record<string, string | { one?: string, other: string }>} Table texts by their keys; those of a count by its form */

/**
 * @typedef {object} Place how people write numbers where the user is
 * @property {string} locale a tag for the engine
 * @property {string} [currency] of amounts without a sign; none where the engine knows none, so that no sign is shown
 */

/** @type {Record<string, Table>} */
const ENGLISH = {};
let own = {};
let forms;
let numbers;
let shares;
let decimals;

/** The tag of the language in use. */
export let language;

/** How numbers and dates are written: in the language in use, as in the user's region. */
export let locale;

/** @type {Place} */
export let place;

/** Fires "change" when another language is in use. */
export const words = new EventTarget();

speak("en", "en-US", { locale: "en-US", currency: "USD" });

/** Does so now and whenever another language is in use. @param {() => void} show */
export function always(show) {
  words.addEventListener("change", show);
  show();
}

/** English tables by their views. @param {Record<string, Table>} tables */
export function english(tables) {
  Object.assign(ENGLISH, tables);
}

/**
 * @param {string} key as "view.key"
 * @param {Record<string, string | number>} [values] for the names in braces; numbers are written as the locale has them,
 *     and n chooses the form
 */
export function say(key, values = {}) {
  const [view, name] = key.split(".");
  const entry = own[view]?.[name] ?? ENGLISH[view]?.[name] ?? key;
  const text = typeof entry === "string" ? entry : (entry[forms.select(values.n)] ?? entry.other);
  return text.replace(/\{(\w+)\}/g, (_, value) =>
    typeof values[value] === "number" ? numbers.format(values[value]) : values[value],
  );
}

/** Sentences behind each other. What is empty is none. @param {(string | undefined)[]} all */
export const sentences = (...all) => all.filter(Boolean).join(say("read.between"));

/** @param {number} digits behind the point */
export function decimal(value, digits) {
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  decimals[digits] ??= new Intl.NumberFormat(locale, exactly);
  return decimals[digits].format(value);
}

/** 0 … 1 as a percentage. */
export const share = (value) => shares.format(value);

/** @param {string} iso a day, perhaps without its year: "2026-03-07", "--03-07" */
export function date(iso) {
  const day = new Date(iso.replace(/^-/, "2000"));
  const year = iso.startsWith("-") ? undefined : "numeric";
  return day.toLocaleDateString(locale, { year, month: "long", day: "numeric", timeZone: "UTC" });
}

/**
 * Speaks a language from now on.
 *
 * @param {string} tag
 * @param {string} of the locale
 * @param {Place} at
 * @param {Record<string, Table>} [tables]
 */
export function speak(tag, of, at, tables = {}) {
  own = tables;
  language = tag;
  locale = of;
  place = at;
  forms = new Intl.PluralRules(language);
  numbers = new Intl.NumberFormat(locale);
  decimals = [];
  shares = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  words.dispatchEvent(new Event("change"));
}
