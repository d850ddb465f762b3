// Which language the page speaks: the one that the user chose, or else the first of the browser's that there is, or English.

export const KEY = "lenet5-language";

const TAGS = ["en", "zh-Hans"];

/**
 * @param {string | null} [chosen] by the user; null where none is
 * @returns {{ tag: string, locale: string }} locale: the language as in the user's region
 */
export function chosenLanguage(chosen = keptLanguage(), preferred = globalThis.navigator?.languages ?? []) {
  const tag = TAGS.find((one) => one === chosen) ?? preferred.map(tagOf).find(Boolean) ?? "en";
  // A language that is none of the browser's was chosen by somebody from where it is spoken.
  const place = preferred.some((one) => tagOf(one) === tag) ? preferred[0] : tag;
  try {
    const { region } = new Intl.Locale(place).maximize();
    return { tag, locale: new Intl.Locale(tag, { region }).toString() };
  } catch {
    return { tag, locale: tag }; // browsers may name what is no language
  }
}

/** The page's tag of a language, whose readers read it in any script; undefined where it has none. */
const tagOf = (language) => TAGS.find((tag) => tag.slice(0, 2) === language.split("-")[0]);

/** What the user chose, not looked at; null where that was none, and where nothing may be kept. */
export function keptLanguage() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
