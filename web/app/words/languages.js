// The languages of the page beside English, whose tables are fetched when they are needed; and the change to another one.

import { cacheName, noteOfEngines, textsOf } from "../keeping.js";
import { setting } from "../settings.js";
import { chosenLanguage } from "./choice.js";
import { placeOf, showPlace } from "./place.js";
import { speak } from "./words.js";

/** By their tags: what each calls itself; its tables; and its direction where it is not from left to right. */
export const LANGUAGES = {
  en: { name: "English" },
  "zh-Hans": { name: "简体中文", load: () => import("./zh-Hans.js") },
  de: { name: "Deutsch", load: () => import("./de.js") },
  es: { name: "Español", load: () => import("./es.js") },
};

// What an element of the page's markup shows of a text, by the attribute that has the text's key.
const SHOWN_AS = { say: "textContent", label: "ariaLabel", title: "title" };
const SAYING = Object.keys(SHOWN_AS).map((name) => `[data-${name}]`);

const markup = new Map(); // English, as it stands in the page, by element

/** Speaks another language, by tag or "" for the browser's choice, and writes numbers as in another region, likewise. */
export async function choose(tag, region) {
  const chosen = chosenLanguage(tag, region);
  await use(chosen);
  await keepOffline(chosen.tag).catch(() => {});
}

/** Speaks what the user has set, or the browser prefers. */
export const begin = () => use(chosenLanguage(setting("language"), setting("region")));

/** Has the service worker keep the texts of a language. */
async function keepOffline(tag) {
  const folder = new URL(".", location.href).href;
  const cache = await caches.open(cacheName(folder));
  const note = await cache.match(noteOfEngines(folder));
  const used = (await note?.text()) ?? "";
  await cache.put(noteOfEngines(folder), new Response(`${used}\n${textsOf(folder, tag)}`));
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.active?.postMessage({ type: "FILL" });
}

/**
 * Speaks a language. Where its tables don't arrive, English: half of each would be worse.
 *
 * @param {import("./choice.js").Chosen} chosen
 */
async function use(chosen) {
  const { load = async () => ({}) } = LANGUAGES[chosen.tag];
  const tables = await load().catch(console.warn);
  const { tag, locale } = tables ? chosen : { tag: "en", locale: chosen.locale.replace(chosen.tag, "en") };
  const { dir = "ltr" } = /** @type {{ dir?: string }} */ (LANGUAGES[tag]);
  Object.assign(document.documentElement, { lang: tag, dir });
  delete document.documentElement.dataset.waiting;
  showMarkup(tables?.page ?? {});
  showPlace(locale);
  speak(tag, locale, placeOf(locale), tables);
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
