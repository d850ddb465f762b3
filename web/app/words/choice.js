// Which language the page speaks: the one that the user chose, or else the first of the browser's that there is, or English.
// And how it writes numbers: as in the region that the user chose, or else in the browser's.

import { LANGUAGES } from "./languages.js";

/** @typedef {{ tag: string, locale: string }} Chosen  locale: the language as in the region, a tag for Intl */

/** @param {string} tag "" for none, as are other things that are no language @param {string} region likewise @returns {Chosen} */
export function chosenLanguage(tag, region, preferred = navigator.languages) {
  const language = Object.hasOwn(LANGUAGES, tag) ? tag : (preferred.map(tagOf).find(Boolean) ?? "en");
  // A language that is none of the browser's was chosen by somebody from where it is spoken.
  const place = preferred.some((one) => tagOf(one) === language) ? preferred[0] : language;
  return { tag: language, locale: localeOf(language, region) || localeOf(language, regionOf(place)) || language };
}

/** The page's tag of a language, whose readers read it in any script; undefined where it has none. */
const tagOf = (language) => Object.keys(LANGUAGES).find((tag) => tag.slice(0, 2) === language.split("-")[0]);

// What the browser names may be no language, and what was kept no region.
function regionOf(language) {
  try {
    return new Intl.Locale(language).maximize().region;
  } catch {}
}

function localeOf(language, region) {
  try {
    return region && new Intl.Locale(language, { region }).toString();
  } catch {}
}
