// The languages of the page beside English, whose tables are fetched when they are needed; and the change to another one.

import { chosenLanguage, KEY } from "./choice.js";
import { speak } from "./words.js";

/** By their tags: what each calls itself; its tables; and its direction where it is not from left to right. */
export const LANGUAGES = {
  en: { name: "English" },
  "zh-Hans": { name: "简体中文", load: () => import("./zh-Hans.js") },
};

// What an element of the page's markup shows of a text, by the attribute that has the text's key.
const SHOWN_AS = { say: "textContent", label: "ariaLabel", title: "title" };
const SAYING = Object.keys(SHOWN_AS).map((name) => `[data-${name}]`);

const markup = new Map(); // English, as it stands in the page, by element

/** Changes the language of the whole page, and keeps it. @param {string | null} tag null for the browser's choice */
export async function choose(tag) {
  try {
    if (tag) localStorage.setItem(KEY, tag);
    else localStorage.removeItem(KEY);
  } catch {} // it is asked for again at the next visit
  await use(chosenLanguage(tag));
}

/**
 * Speaks a language. Where its tables don't arrive, English: half of each would be worse.
 *
 * @param {{ tag: string, locale: string }} chosen
 */
export async function use(chosen) {
  const { load = async () => ({}) } = LANGUAGES[chosen.tag];
  const tables = await load().catch(console.warn);
  const { tag, locale } = tables ? chosen : chosenLanguage("en");
  const { dir = "ltr" } = /** @type {{ dir?: string }} */ (LANGUAGES[tag]);
  Object.assign(document.documentElement, { lang: tag, dir });
  showMarkup(tables?.page ?? {});
  speak({ tag, locale }, tables);
}

/** @param {Record<string, string>} page texts of the page's markup; what is missing is English */
function showMarkup(page) {
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(SAYING.join()))) {
    const first = markup.get(node) ?? {};
    markup.set(node, first);
    for (const [name, property] of Object.entries(SHOWN_AS)) {
      if (!node.dataset[name]) continue;
      first[property] ??= node[property];
      node[property] = page[node.dataset[name].replace("page.", "")] ?? first[property];
    }
  }
}
