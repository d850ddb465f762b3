// What the page says, for the suites that run in several languages: its own tables.

import { readdirSync } from "node:fs";

import { LANGUAGES } from "../../web/app/words/languages.js";
import { placeOf } from "../../web/app/words/place.js";
import { english, say, speak } from "../../web/app/words/words.js";

const WORDS = new URL("../../web/app/words/", import.meta.url);

/** Those that a suite runs in, each with the browser's setting that asks for it. */
export const SPOKEN = [
  { tag: "en", locale: "en-US" },
  { tag: "zh-Hans", locale: "zh-CN" },
];

for (const file of readdirSync(new URL("en/", WORDS))) {
  const { default: table } = await import(new URL(`en/${file}`, WORDS).href);
  english({ [file.replace(".js", "")]: table });
}

/** A function that gives the page's texts in a language. @param {string} tag */
export async function sayingIn(tag) {
  const tables = await (LANGUAGES[tag].load?.() ?? {});
  const locale = tag === "zh-Hans" ? "zh-Hans-CN" : "en-US";
  return (key, values) => {
    speak(tag, locale, placeOf(locale), tables);
    return say(key, values);
  };
}
