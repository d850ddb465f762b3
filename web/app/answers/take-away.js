// The sheet by which an answer and its ink are taken away: copied, shared, saved, spoken.

import { element } from "../element.js";
import { packInk } from "../ink-link.js";
import { say } from "../words/words.js";
import { openHistory } from "./history.js";
import { jsonOf, pngOf, svgOf } from "./ink-files.js";
import { save } from "./save.js";
import { action, group, Sheet } from "./sheet.js";
import { canSpeak, speechSwitch } from "./speech.js";
import { csvOf, takenOf } from "./taken.js";

/** @param {any} tools of the page */
export function openTakeAway(tools) {
  new TakeAway(tools).open();
}

class TakeAway {
  #tools;
  #current;
  #lines;
  #sheet;

  constructor(tools) {
    this.#tools = tools;
    this.#current = tools.current();
    this.#lines = takenOf(this.#current);
    const { text, note } = this.#chosen;
    this.#sheet = new Sheet(text ?? say(note ? "answers.noAnswer" : "answers.noAnswerYet", { note }));
    const groups = [this.#answerGroup(), this.#linesGroup(), this.#inkGroup(), this.#moreGroup()];
    this.#sheet.body.append(...groups.filter(Boolean));
  }

  open() {
    this.#sheet.open();
  }

  /** The line that the page shows. */
  get #chosen() {
    const place = this.#current.result ? 0 : this.#current.line;
    return this.#lines[place] ?? { text: null, note: "" };
  }

  #answerGroup() {
    const { text } = this.#chosen;
    if (text === null) return null;
    const share = navigator.share && action(say("answers.share"), () => this.#share(text));
    return group(
      say("answers.answer"),
      action(say("answers.copy", { text }), () => this.#copy(text)),
      ...(share ? [share] : []),
    );
  }

  #linesGroup() {
    const texts = this.#lines.map(({ text }) => text);
    if (texts.length < 2) return null;
    const all = texts.filter((text) => text !== null);
    const copy = action(say("answers.copyLines", { n: texts.length }), () =>
      this.#copy(texts.map((text) => text ?? "").join("\n")),
    );
    const csv = action(say("answers.saveTable"), () => save(csvOf(this.#lines), "text/csv", "lenet5-lines.csv"));
    return all.length > 0 ? group(say("answers.allLines"), copy, csv) : null;
  }

  // A picture was a file before.
  #inkGroup() {
    const { ink, address } = this.#tools;
    if (ink.picture || ink.strokes.length === 0) return null;
    const drawn = { strokes: ink.strokes, frame: ink.frame };
    const name = `lenet5-${(this.#chosen.text ?? "").replace(/[^\w.-]/g, "") || "ink"}`;
    const row = element("div", { class: "row" });
    row.append(
      action("PNG", () => this.#savePicture(drawn, name)),
      action("SVG", () => save(svgOf(drawn), "image/svg+xml", `${name}.svg`)),
      action("JSON", () => save(jsonOf(drawn), "application/json", `${name}.json`)),
    );
    for (const button of row.children) button.ariaLabel = say("answers.saveInk", { kind: button.textContent });
    const packed = packInk(drawn);
    const link = `${location.href.split("#")[0]}#${address.path.join("/")}?ink=${packed}`;
    const copy = packed
      ? action(say("answers.copyLink"), () => this.#copy(link, say("answers.copiedLink")))
      : element("p", {}, say("answers.tooMuch"));
    return group(say("answers.ink"), row, copy);
  }

  #moreGroup() {
    const last = action(say("answers.last"), () => {
      this.#sheet.close();
      openHistory(this.#tools);
    });
    return group(say("answers.more"), last, ...(canSpeak() ? [speechSwitch(this.#tools, this.#sheet)] : []));
  }

  // What may not be copied by the page can be by the user.
  async #copy(text, said = say("answers.copied")) {
    try {
      await navigator.clipboard.writeText(text);
      this.#sheet.say(said);
    } catch {
      const field = element("textarea", { readonly: "", "aria-label": say("answers.whatToCopy"), rows: "2" });
      field.textContent = text;
      this.#sheet.say(say("answers.copyHere"), field);
      /** @type {HTMLTextAreaElement} */ (field).select();
    }
  }

  async #share(text) {
    try {
      await navigator.share({ text });
    } catch (error) {
      if (error.name !== "AbortError") this.#sheet.say(say("answers.notShared"));
    }
  }

  async #savePicture(drawn, name) {
    try {
      save(await pngOf(drawn), "image/png", `${name}.png`);
    } catch {
      this.#sheet.say(say("answers.noPicture"));
    }
  }
}
