// "That was a 7": the sheet in which a digit is told what it is. The engine learns it at once, and the page reads with what
// it learned, until it is undone or forgotten.

import { save } from "../answers/save.js";
import { action, group, Sheet } from "../answers/sheet.js";
import { percent } from "../confidence.js";
import { element } from "../element.js";
import { Picture } from "../picture.js";
import { areSame, change, keepLearned, kept, withLesson } from "./lessons.js";

const LEAST = 0.01; // what is less likely is not mentioned

const FOREIGN = "The page reads with the weights of a file. Go back to its own to correct it.";
const NOT_KEPT = " This browser keeps nothing here, as in a private window: it is forgotten when you leave.";
const BEFORE_THE_NETWORK = {
  "more-than-one": "That it is more than one digit is decided beside the network, and may stay so.",
  cancelled: "That it is crossed out is decided beside the network, and stays so.",
};

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
    notice.show("What you taught could not be learned again: the page reads as it came.");
  }
}

class Teaching {
  #tools;
  #current;
  #sheet = new Sheet("Not right?");
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
    if (document.querySelector(".weights-note")) return this.#sheet.say(FOREIGN);
    if (result) this.#show(result);
    else await this.#offerCharacters();
    const { lessons } = await kept();
    this.#showOwn(lessons);
  }

  // Of a number: which of its digits.
  async #offerCharacters() {
    const { lines, line, character } = this.#current;
    const reading = lines?.[line]?.soFar ?? lines?.[line]?.reading;
    const characters = reading?.characters ?? [];
    if (characters.length === 0) return this.#sheet.say("No digit was told apart here, so that none can be corrected.");
    const buttons = characters.map((one, i) => {
      const button = action(one.text, () => this.#choose(characters, i));
      button.ariaLabel = `Digit ${i + 1}: ${one.text}`;
      button.ariaPressed = "false";
      return button;
    });
    this.#which.replaceChildren(...buttons);
    this.#sheet.body.append(group("Which digit is wrong?", this.#which));
    const chosen = characters.length === 1 ? 0 : character;
    if (chosen !== null) await this.#choose(characters, chosen);
  }

  async #choose(characters, i) {
    [...this.#which.children].forEach((button, k) => (button.ariaPressed = String(k === i)));
    this.#prediction = null; // what was shown is of the digit before
    this.#seen.replaceChildren();
    this.#choices.replaceChildren();
    try {
      await this.#cutOut(characters[i]);
    } catch (error) {
      console.warn(error);
      this.#sheet.say("This digit could not be looked at. Close this, and try it once more.");
    }
  }

  async #cutOut({ outline }) {
    const { ink, pad, engine, sheets } = this.#tools;
    const { picture: shown } = pad;
    const inStrokes = !shown && !ink.strokes.some(({ erase }) => erase);
    await sheets.send(shown);
    const sheet = sheets.pack(shown ? { strokes: [], picture: shown, drawing: false } : ink, pad.frame);
    const given = { task: "look", sheet, outline, inStrokes, frame: pad.frame };
    const picture = await engine.call("teach", given);
    if (!picture) return this.#sheet.say("There is no ink left where this digit was.");
    const [prediction] = await engine.call("teach", { task: "read", pictures: [picture] });
    this.#show(prediction);
  }

  #show(prediction) {
    this.#prediction = prediction;
    const { reason } = prediction;
    this.#sheet.say(BEFORE_THE_NETWORK[reason] ?? "");
    this.#seen.replaceChildren(thumbOf(prediction.picture), element("p", {}, `Read as ${described(prediction)}`));
    const digits = Array.from(prediction.probabilities, (share, digit) => this.#choice(digit, String(digit), share));
    const none = this.#choice(null, "Not a digit");
    none.className = "not-a-digit";
    this.#choices.replaceChildren(...digits, none);
    if (!this.#choices.isConnected) this.#sheet.body.append(this.#seen, group("It was a …", this.#choices), this.#own);
  }

  #choice(digit, text, share = 0) {
    const button = action(text, () => this.#teach(digit));
    if (share >= LEAST) button.append(element("small", {}, share > 0.99 ? ">99 %" : `${Math.round(100 * share)} %`));
    return button;
  }

  async #teach(digit) {
    const { picture, digit: answered } = this.#prediction;
    if (digit === answered) return this.#sheet.say(`It reads ${named(digit)} here already: there is nothing to learn.`);
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
    this.#sheet.say("Learning …");
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
      this.#sheet.say(`It could not be learned: ${error.message.replace(/\.$/, "")}.`);
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
      column("Before", before),
      element("span", { class: "arrow", "aria-hidden": "true" }, "→"),
      column("Now", after),
    );
    const all = lessons.length === 1 ? "" : ` Of your ${lessons.length} corrections ${report.right} are read right.`;
    const rest = `Of ${report.rehearsed} digits and letters that it draws itself, ${report.kept} are read as before.`;
    const head = isRight
      ? `Learned: it reads ${named(digit)} now.`
      : `It still reads ${described(after)}. Write it once more and correct that, too.`;
    const undo = action("Undo", () => this.#undo(before.picture, replaced));
    const done = action("Done", () => this.#sheet.close());
    done.classList.add("primary");
    const row = element("div", { class: "row" });
    row.append(undo, done);
    this.#outcome.replaceChildren(thumbOf(before.picture), arrow, row);
    this.#sheet.title = isRight ? "Learned" : "Not yet";
    this.#sheet.body.replaceChildren(this.#outcome, this.#own);
    this.#sheet.say(`${head}${all} ${rest}${isKept ? "" : NOT_KEPT}`);
    this.#sheet.focus();
  }

  async #undo(picture, replaced) {
    const without = (lessons) => [...lessons.filter((one) => !areSame(one.picture, picture)), ...replaced];
    await this.#learn(without, () => this.#end("Undone", "it reads as before"));
  }

  #end(title, said) {
    this.#sheet.title = title;
    this.#sheet.body.replaceChildren(this.#own);
    this.#sheet.say(`${title}: ${said}.`);
    this.#sheet.focus();
  }

  // What was taught in all.
  #showOwn(lessons) {
    this.#own.replaceChildren();
    if (lessons.length === 0) return;
    const count = lessons.length === 1 ? "one correction" : `${lessons.length} corrections`;
    this.#own.append(
      element("h3", {}, `You taught it ${count}`),
      action("Save the weights (safetensors)", () => this.#save()),
      action("Forget what I taught it", () => this.#ask(count)),
    );
    if (!this.#own.isConnected) this.#sheet.body.append(this.#own);
  }

  async #save() {
    const { lessons } = await kept();
    if (lessons.length === 0) return this.#end("Forgotten", "another tab did that");
    try {
      const { learned } = await this.#tools.engine.call("teach", { task: "study", lessons });
      save(learned.weights, "application/octet-stream", "lenet5-taught.safetensors");
    } catch (error) {
      console.warn(error);
      this.#sheet.say(`They could not be saved: ${error.message.replace(/\.$/, "")}.`);
    }
  }

  #ask(count) {
    const yes = action("Forget", () =>
      this.#learn(
        () => [],
        () => this.#end("Forgotten", "it reads as it came"),
      ),
    );
    const no = action("Keep", () => {
      this.#sheet.say("");
      this.#sheet.focus();
    });
    this.#sheet.say(`Forget ${count}? `, yes, no);
    no.focus();
  }
}

/** What the network saw. */
function thumbOf(picture) {
  const canvas = element("canvas", { class: "thumb", role: "img", "aria-label": "What the network saw" });
  new Picture(canvas).show(picture);
  return canvas;
}

const named = (digit) => (digit === null ? "no digit" : `a ${digit}`);

/** "a 2, 98.1 %", "no digit" */
const described = ({ digit, confidence }) => (digit === null ? "no digit" : `a ${digit}, ${percent(confidence)}`);

function column(title, { digit, confidence }) {
  const own = element("span", { class: "answer-of" });
  own.append(
    element("small", {}, title),
    element("strong", {}, digit === null ? "–" : String(digit)),
    element("small", {}, digit === null ? "no digit" : percent(confidence)),
  );
  return own;
}
