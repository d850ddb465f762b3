// The sheet by which an answer and its ink are taken away: copied, shared, saved, spoken.

import { element } from "../element.js";
import { packInk } from "../ink-link.js";
import { speaks } from "../speaks.js";
import { openHistory } from "./history.js";
import { jsonOf, pngOf, svgOf } from "./ink-files.js";
import { save } from "./save.js";
import { action, group, Sheet } from "./sheet.js";
import { canSpeak, keepSpeaks, say, speakAnswers, spokenOf, stopSpeaking, voicelessness } from "./speech.js";
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
    this.#sheet = new Sheet(text ?? (note ? `No answer: ${note}` : "No answer yet"));
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
    const share = navigator.share && action("Share the answer", () => this.#share(text));
    return group(
      "Answer",
      action(`Copy ${text}`, () => this.#copy(text)),
      ...(share ? [share] : []),
    );
  }

  #linesGroup() {
    const texts = this.#lines.map(({ text }) => text);
    if (texts.length < 2) return null;
    const all = texts.filter((text) => text !== null);
    const copy = action(`Copy all ${texts.length} lines`, () => this.#copy(texts.map((text) => text ?? "").join("\n")));
    const csv = action("Save a table (CSV)", () => save(csvOf(this.#lines), "text/csv", "lenet5-lines.csv"));
    return all.length > 0 ? group("All lines", copy, csv) : null;
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
    for (const button of row.children) button.ariaLabel = `Save the ink as ${button.textContent}`;
    const packed = packInk(drawn);
    const link = `${location.href.split("#")[0]}#${address.path.join("/")}?ink=${packed}`;
    const copy = packed
      ? action("Copy a link with the ink", () =>
          this.#copy(link, "Copied. The ink is in the link itself: no server sees it."),
        )
      : element("p", {}, "This is too much ink for a link.");
    return group("Ink, as a file or a link", row, copy);
  }

  #moreGroup() {
    const last = action("Last answers", () => {
      this.#sheet.close();
      openHistory(this.#tools);
    });
    return group("More", last, ...(canSpeak() ? [this.#speechSwitch()] : []));
  }

  #speechSwitch() {
    const label = element("label", { class: "switch" }, "Speak the answers");
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", role: "switch" }));
    input.checked = speaks();
    label.append(input);
    input.addEventListener("change", () => this.#setSpeech(input.checked));
    return label;
  }

  async #setSpeech(wanted) {
    keepSpeaks(wanted);
    this.#sheet.say("");
    if (!wanted) return stopSpeaking(this.#tools);
    speakAnswers(this.#tools);
    say(spokenOf(this.#current));
    this.#sheet.say(await voicelessness());
  }

  // What may not be copied by the page can be by the user.
  async #copy(text, said = "Copied.") {
    try {
      await navigator.clipboard.writeText(text);
      this.#sheet.say(said);
    } catch {
      const field = element("textarea", { readonly: "", "aria-label": "What to copy", rows: "2" });
      field.textContent = text;
      this.#sheet.say("This browser did not let the page copy. Copy it from here: ", field);
      /** @type {HTMLTextAreaElement} */ (field).select();
    }
  }

  async #share(text) {
    try {
      await navigator.share({ text });
    } catch (error) {
      if (error.name !== "AbortError") this.#sheet.say("It could not be shared from here. Copy it in its place.");
    }
  }

  async #savePicture(drawn, name) {
    try {
      save(await pngOf(drawn), "image/png", `${name}.png`);
    } catch {
      this.#sheet.say("No picture could be made of it here. Save it as SVG in its place.");
    }
  }
}
