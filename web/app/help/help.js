// The sheet of settings and help: what the user can set on this device, how to use the page, what it is made of, and how to
// have it forget everything.

import { action, group, Sheet } from "../answers/sheet.js";
import { canSpeak, speechSwitch } from "../answers/speech.js";
import { element } from "../element.js";
import { markSettings, setting } from "../settings.js";
import { chosenLanguage } from "../words/choice.js";
import { choose, LANGUAGES } from "../words/languages.js";
import { regionOf } from "../words/place.js";
import { decimal, language, locale, say } from "../words/words.js";
import { forgetEverything } from "./forget.js";

const THEMES = ["light", "dark"];
/** Where numbers are written in ways that the page knows; the user's own is among them, whichever it is. */
const REGIONS = "AT AU BR CA CH CN DE ES FR GB HK IE IN IT JP KR MX NL NZ PL SE SG TW US".split(" ");
const KEYS = ["arrows", "space", "undo", "redo", "delete", "escape", "zoom", "turn", "help"];
const PARAMETERS = 61_706;

/** @param {any} tools of the page */
export function openHelp(tools) {
  new Help(tools).open();
}

class Help {
  #tools;
  #sheet = new Sheet(say("help.title"));

  constructor(tools) {
    this.#tools = tools;
    this.#sheet.body.append(
      group(say("help.settings"), ...this.#settings()),
      group(say("help.keys"), keyTable()),
      group(say("help.install"), this.#installing()),
      group(say("help.facts"), this.#facts()),
      group(say("help.data"), this.#deleting()),
      group(say("help.licence"), licence()),
    );
  }

  open() {
    this.#sheet.open();
  }

  #settings() {
    const tag = setting("language");
    const region = setting("region");
    return [
      choice("language", "help.language", languages(), tag, (value) => this.#speak(value, region, "language")),
      choice("region", "help.region", regions(), region, (value) => this.#speak(tag, value, "region")),
      choice("theme", "help.theme", themes(), setting("theme"), (value) => {
        set("theme", value);
        this.#tools.pad.draw();
      }),
      handSwitch(),
      ...(canSpeak() ? [speechSwitch(this.#tools, this.#sheet)] : []),
    ];
  }

  // All of the sheet, too, in other words.
  async #speak(tag, region, name) {
    set("language", tag);
    set("region", region);
    await choose(tag, region);
    this.#sheet.close();
    const help = new Help(this.#tools);
    help.open();
    help.#sheet.body.querySelector(`[name=${name}]`).focus();
    if (tag && language !== tag) help.#sheet.say(say("read.missing"));
  }

  #installing() {
    const { installing } = this.#tools;
    if (matchMedia("(display-mode: standalone)").matches) return element("p", {}, say("help.installed"));
    if (installing) return action(say("help.installIt"), () => installing.prompt());
    return element("p", {}, say(/iPhone|iPad/.test(navigator.userAgent) ? "help.installApple" : "help.installMenu"));
  }

  #facts() {
    const { files, milliseconds, workerless } = this.#tools.facts;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const list = element("ul", { class: "facts" });
    const texts = [
      say("help.parameters", { n: PARAMETERS }),
      bytes > 0 && say("help.size", { size: Math.round(bytes / 1000) }),
      milliseconds !== null && timeInWords(milliseconds),
      workerless && say("help.workerless"),
    ];
    list.append(...texts.filter(Boolean).map((text) => element("li", {}, text)));
    return list;
  }

  #deleting() {
    const button = action(say("help.delete"), () => {
      const yes = action(say("help.deleteYes"), () => forgetEverything(this.#tools.ink));
      const no = action(say("help.deleteNo"), () => {
        this.#sheet.say("");
        button.focus();
      });
      this.#sheet.say(say("help.deleteAsk"), yes, no);
      no.focus();
    });
    return button;
  }
}

/** A setting with some values, of which one is in use. @param {[string, string, string?][]} values value, text, language */
function choice(name, key, values, value, onchange) {
  const label = element("label", { class: "field" }, say(key));
  const select = /** @type {HTMLSelectElement} */ (element("select", { name }));
  for (const [of, text, lang] of values) select.append(element("option", { value: of, ...(lang && { lang }) }, text));
  select.value = values.some(([of]) => of === value) ? value : "";
  select.addEventListener("change", () => onchange(select.value));
  label.append(select);
  return label;
}

/** @returns {[string, string, string?][]} */
function languages() {
  const own = Object.entries(LANGUAGES).map(
    ([tag, { name }]) => /** @type {[string, string, string]} */ ([tag, name, tag]),
  );
  const { tag } = chosenLanguage("", "");
  return [["", say("help.automatic", { what: LANGUAGES[tag].name })], ...own];
}

/** @returns {[string, string][]} */
function regions() {
  const names = new Intl.DisplayNames(language, { type: "region" });
  const own = regionOf(chosenLanguage(setting("language"), "").locale);
  const all = [...new Set([...REGIONS, own])].map((code) => /** @type {[string, string]} */ ([code, names.of(code)]));
  return [
    ["", say("help.automatic", { what: names.of(own) })],
    ...all.sort(([, a], [, b]) => a.localeCompare(b, locale)),
  ];
}

/** @param {import("../settings.js").Setting} name @param {string} value "" for none */
function set(name, value) {
  try {
    if (value) localStorage.setItem(`lenet5-${name}`, value);
    else localStorage.removeItem(`lenet5-${name}`);
  } catch {}
  markSettings();
  // Where nothing may be kept, until the page is left.
  if (name === "theme" || name === "hand") document.documentElement.dataset[name] = value;
}

/** @returns {[string, string][]} */
const themes = () => [
  ["", say("help.theme-system")],
  ...THEMES.map((theme) => /** @type {[string, string]} */ ([theme, say(`help.theme-${theme}`)])),
];

function handSwitch() {
  const label = element("label", { class: "switch" }, say("help.leftHanded"));
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", role: "switch" }));
  input.checked = setting("hand") === "left";
  input.addEventListener("change", () => set("hand", input.checked ? "left" : ""));
  label.append(input);
  return label;
}

function keyTable() {
  const list = element("dl", { class: "keys" });
  for (const key of KEYS) {
    const name = element("dt");
    name.append(element("kbd", {}, say(`help.key-${key}`)));
    list.append(name, element("dd", {}, say(`help.does-${key}`)));
  }
  return list;
}

// Browsers round their clocks, so that 0 means "too short to tell".
function timeInWords(milliseconds) {
  const time = decimal(Math.max(0.1, milliseconds), milliseconds < 10 ? 1 : 0);
  return say(milliseconds < 0.1 ? "help.timeUnder" : "help.time", { time });
}

function licence() {
  const text = element("p", {}, say("help.mit"));
  const link = element("a", { href: "NOTICES.txt", target: "_blank" }, say("help.notices"));
  text.append(" ", link);
  return text;
}
