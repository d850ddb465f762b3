// "That was a 7": the sheet in which a digit is told what it is. The engine learns it at once, and the page reads with what
// it learned, until it is undone or forgotten.

import { save } from "../answers/save.js";
import { action, group, Sheet } from "../answers/sheet.js";
import { percent } from "../confidence.js";
import { element } from "../element.js";
import { Picture } from "../picture.js";
import { locale, say, sentences } from "../words/words.js";
import { areSame, change, keepLearned, kept, withLesson } from "./lessons.js";

const LEAST = 0.01; // what is less likely is not mentioned

const BEFORE_THE_NETWORK = ["more-than-one", "cancelled"];

/** @param {any} tools of the page */
export async function openTeaching(tools) {
  await new Teaching(tools).open();
}

/** Reads with what was learned at another visit. @param {any} tools of the page */
export async function resume({ engine, onweights, notice }) {
  const found = await kept();
  if (found.lessons.length === 0) return;
  try {
    const { learned } = await engine.call("teach", { task: "resume", ...found });
    await keepLearned(learned);
    onweights();
  } catch (error) {
    console.warn(error);
    notice.show(say("teach.notAgain"));
  }
}

class Teaching {
  #tools;
  #current;
  #sheet = new Sheet(say("teach.notRight"));
  #which = element("div", { class: "row which" });
  #seen = element("div", { class: "seen" });
  #choices = element("div", { class: "digits" });
  #outcome = element("div", { class: "outcome" });
  #own = element("section");
  /** @type {any} */
  #prediction = null; // of the digit that is corrected, alone

  constructor(tools) {
    this.#tools = tools;
    this.#current = tools.current();
  }

  async open() {
    const { result } = this.#current;
    this.#sheet.open();
    if (document.querySelector(".weights-note")) return this.#sheet.say(say("teach.foreign"));
    if (result) this.#show(result);
    else await this.#offerCharacters();
    const { lessons } = await kept();
    this.#showOwn(lessons);
  }

  // Of a number: which of its digits, or what was passed over as a word.
  async #offerCharacters() {
    const { lines, line, character } = this.#current;
    const reading = lines?.[line]?.soFar ?? lines?.[line]?.reading;
    const characters = reading?.characters ?? [];
    if (characters.length === 0) return this.#sheet.say(say("teach.noneApart"));
    const digits = characters.map(({ text, outline }, i) =>
      this.#candidate(text, outline, say("teach.digitOf", { n: i + 1, text })),
    );
    this.#which.replaceChildren(
      ...this.#passedOver("teach.before-number", reading.before),
      ...digits,
      ...this.#passedOver("teach.behind-number", reading.after),
    );
    this.#sheet.body.append(group(say("teach.which"), this.#which));
    // Where there is something else to choose, a lone digit need not be what is wrong.
    const chosen = this.#which.children.length === 1 ? 0 : character;
    if (chosen !== null) await this.#choose(digits[chosen], characters[chosen].outline);
  }

  #passedOver(key, box) {
    if (!box) return [];
    const button = this.#candidate(say(key), cornersOf(box));
    button.classList.add("passed-over");
    return [button];
  }

  #candidate(text, outline, spoken = text) {
    const button = action(text, () => this.#choose(button, outline));
    button.ariaLabel = spoken;
    button.ariaPressed = "false";
    return button;
  }

  async #choose(chosen, outline) {
    for (const button of this.#which.children) button.ariaPressed = String(button === chosen);
    this.#prediction = null; // what was shown is of the digit before
    this.#seen.replaceChildren();
    this.#choices.replaceChildren();
    try {
      await this.#cutOut(outline);
    } catch (error) {
      console.warn(error);
      this.#sheet.say(say("teach.notSeen"));
    }
  }

  async #cutOut(outline) {
    const { ink, pad, engine, sheets } = this.#tools;
    const { picture: shown } = pad;
    const inStrokes = !shown && !ink.strokes.some(({ erase }) => erase);
    await sheets.send(shown);
    const sheet = sheets.pack(shown ? { strokes: [], picture: shown, drawing: false } : ink, pad.frame);
    const given = { task: "look", sheet, outline, inStrokes, frame: pad.frame };
    const picture = await engine.call("teach", given);
    if (!picture) return this.#sheet.say(say("teach.noInk"));
    const [prediction] = await engine.call("teach", { task: "read", pictures: [picture] });
    this.#show(prediction);
  }

  #show(prediction) {
    this.#prediction = prediction;
    const { reason } = prediction;
    this.#sheet.say(BEFORE_THE_NETWORK.includes(reason) ? say(`teach.beside-${reason}`) : "");
    this.#seen.replaceChildren(
      thumbOf(prediction.picture),
      element("p", {}, say(...worded("teach.readAs", "teach.readAs-none", prediction))),
    );
    const digits = Array.from(prediction.probabilities, (share, digit) => this.#choice(digit, String(digit), share));
    const none = this.#choice(null, say("teach.notDigit"));
    none.className = "not-a-digit";
    this.#choices.replaceChildren(...digits, none);
    if (!this.#choices.isConnected)
      this.#sheet.body.append(this.#seen, group(say("teach.itWas"), this.#choices), this.#own);
  }

  #choice(digit, text, share = 0) {
    const button = action(text, () => this.#teach(digit));
    if (share >= LEAST) button.append(element("small", {}, roundly(share)));
    return button;
  }

  async #teach(digit) {
    const { picture, digit: answered } = this.#prediction;
    if (digit === answered) return this.#sheet.say(say(...worded("teach.already", "teach.already-none", { digit })));
    const before = this.#prediction;
    await this.#learn(withLesson({ picture, digit }), async ({ lessons, former, report, isKept }) => {
      const [after] = await this.#tools.engine.call("teach", { task: "read", pictures: [picture] });
      const replaced = former.filter((one) => areSame(one.picture, picture));
      this.#showOutcome({ digit, before, after, replaced, lessons, report, isKept });
    });
  }

  /** @param {(lessons: any[]) => any[]} how @param {(outcome: any) => any} then */
  async #learn(how, then) {
    const { onweights } = this.#tools;
    const buttons = this.#sheet.body.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    this.#sheet.say(say("teach.learning"));
    try {
      const { lessons, before: former, isKept } = await change(how);
      const { learned, report } = await this.#study(lessons, former);
      await keepLearned(learned);
      onweights();
      this.#sheet.say("");
      await then({ lessons, former, report, isKept });
      this.#showOwn(lessons);
    } catch (error) {
      console.warn(error);
      this.#sheet.say(say("teach.notLearned", { problem: error.message.replace(/\.$/, "") }));
    }
    for (const button of buttons) button.disabled = false;
  }

  // What can't be learned is no lesson.
  async #study(lessons, former) {
    try {
      return await this.#tools.engine.call("teach", { task: "study", lessons });
    } catch (error) {
      await change(() => former);
      throw error;
    }
  }

  #showOutcome({ digit, before, after, replaced, lessons, report, isKept }) {
    const isRight = after.digit === digit;
    const arrow = element("p", { class: "change" });
    arrow.append(
      column(say("teach.before"), before),
      element("span", { class: "arrow", "aria-hidden": "true" }, "→"),
      column(say("teach.now"), after),
    );
    const all = lessons.length > 1 && say("teach.allRight", { n: lessons.length, right: report.right });
    const rest = say("teach.rest", { n: report.rehearsed, kept: report.kept });
    const head = say(
      ...(isRight
        ? worded("teach.learnedIt", "teach.learnedIt-none", { digit })
        : worded("teach.still", "teach.still-none", after)),
    );
    const undo = action(say("teach.undo"), () => this.#undo(before.picture, replaced));
    const done = action(say("teach.done"), () => this.#sheet.close());
    done.classList.add("primary");
    const row = element("div", { class: "row" });
    row.append(undo, done);
    this.#outcome.replaceChildren(thumbOf(before.picture), arrow, row);
    this.#sheet.title = say(isRight ? "teach.learned" : "teach.notYet");
    this.#sheet.body.replaceChildren(this.#outcome, this.#own);
    this.#sheet.say(sentences(head, all, rest, !isKept && say("teach.notKept")));
    this.#sheet.focus();
  }

  async #undo(picture, replaced) {
    const without = (lessons) => [...lessons.filter((one) => !areSame(one.picture, picture)), ...replaced];
    await this.#learn(without, () => this.#end("undone"));
  }

  #end(what) {
    this.#sheet.title = say(`teach.end-${what}`);
    this.#sheet.body.replaceChildren(this.#own);
    this.#sheet.say(say(`teach.ended-${what}`));
    this.#sheet.focus();
  }

  // What was taught in all.
  #showOwn(lessons) {
    this.#own.replaceChildren();
    if (lessons.length === 0) return;
    const n = lessons.length;
    this.#own.append(
      element("h3", {}, say("teach.taught", { n })),
      action(say("teach.saveWeights"), () => this.#save()),
      action(say("teach.forgetAll"), () => this.#ask(n)),
    );
    if (!this.#own.isConnected) this.#sheet.body.append(this.#own);
  }

  async #save() {
    const { lessons } = await kept();
    if (lessons.length === 0) return this.#end("elsewhere");
    try {
      const { learned } = await this.#tools.engine.call("teach", { task: "study", lessons });
      save(learned.weights, "application/octet-stream", "lenet5-taught.safetensors");
    } catch (error) {
      console.warn(error);
      this.#sheet.say(say("teach.notSaved", { problem: error.message.replace(/\.$/, "") }));
    }
  }

  #ask(n) {
    const yes = action(say("teach.forget"), () =>
      this.#learn(
        () => [],
        () => this.#end("forgotten"),
      ),
    );
    const no = action(say("teach.keep"), () => {
      this.#sheet.say("");
      this.#sheet.focus();
    });
    this.#sheet.say(say("teach.askForget", { n }), yes, no);
    no.focus();
  }
}

const cornersOf = ({ x, y, width, height }) => [
  { x, y },
  { x, y: y + height },
  { x: x + width, y: y + height },
  { x: x + width, y },
];

/** What the network saw. */
function thumbOf(picture) {
  const canvas = element("canvas", { class: "thumb", role: "img", "aria-label": say("teach.saw") });
  new Picture(canvas).show(picture);
  return canvas;
}

/** 0 … 1 → "12%", and no certainty. */
function roundly(part) {
  const whole = (value) => value.toLocaleString(locale, { style: "percent" });
  return part > 0.99 ? `> ${whole(0.99)}` : whole(part);
}

/** What say() takes to speak of an answer that is a digit, or none. @returns {[string, Record<string, string>]} */
function worded(key, keyOfNone, { digit, confidence = 0 }) {
  return [digit === null ? keyOfNone : key, { digit: String(digit), share: percent(confidence) }];
}

function column(title, { digit, confidence }) {
  const own = element("span", { class: "answer-of" });
  own.append(
    element("small", {}, title),
    element("strong", {}, digit === null ? "–" : String(digit)),
    element("small", {}, digit === null ? say("teach.noDigit") : percent(confidence)),
  );
  return own;
}
