// "As fast as it reads": for two minutes it asks for numbers, and counts what it reads right. Whether that is so the engine
// says; here is what is asked for, and the time.

import { element } from "../element.js";
import { Latest } from "../engine/latest.js";
import { SmallPad } from "../small-pad/small-pad.js";
import { glyph } from "../training/glyph.js";
import { decimal, place, say, sentences } from "../words/words.js";
import { keepBest } from "./best.js";

const LENGTH = 120_000; // ms
const TICK = 250; // ms
const TOLD = [60, 30, 10]; // seconds that are left
const LONGER_AFTER = [3, 8, 14]; // numbers that were read: from then on they have a digit more

/** What is asked for, as digits. @param {number} count of the numbers that were read @param {string} before */
export function wanted(count, before, random = Math.random) {
  const length = 1 + LONGER_AFTER.filter((least) => count >= least).length;
  const digit = (least) => String(least + Math.floor(random() * (10 - least)));
  const number = Array.from({ length }, (_, i) => digit(i === 0 && length > 1 ? 1 : 0)).join("");
  return number === before ? wanted(count, before, random) : number;
}

export class Round {
  #tools;
  #again;
  #pad = new SmallPad("");
  #bar = element("div", { class: "time-bar", "aria-hidden": "true" });
  #clock = element("p", { class: "clock", role: "timer" });
  #score = element("p", { class: "points" });
  #prompt = element("div", { class: "prompt wide" });
  #reads = element("p", { class: "reads" });
  #status = element("p", { class: "visually-hidden", role: "status" });
  #pause = element("button", { type: "button" });
  #buttons = element("p", { class: "buttons" });
  #cover = element("div", { class: "cover", hidden: "" });
  #reading = new Latest(() => this.#read());
  #number = "";
  #count = 0;
  #points = 0;
  #left = LENGTH;
  /** When the time was taken last; null while it stands still. @type {number | null} */
  #since = null;
  /** @type {ReturnType<typeof setInterval>} */
  #ticking;
  #over = false;
  #hide = () => document.hidden && this.#since !== null && this.#stop();

  /** @param {any} tools of the page @param {() => void} again */
  constructor(tools, again) {
    this.#tools = tools;
    this.#again = again;
    this.element = element("div", { class: "round" });
    const head = element("div", { class: "round-head" });
    head.append(this.#clock, this.#prompt, this.#score);
    const field = element("div", { class: "field" });
    field.append(this.#pad.element, this.#cover);
    const button = (key, onclick) => {
      const one = element("button", { type: "button" }, say(`game.${key}`));
      one.addEventListener("click", onclick);
      return one;
    };
    this.#pause.addEventListener("click", () => (this.#since === null ? this.#goOn() : this.#stop()));
    this.#buttons.append(
      button("skip", () => this.#skip()),
      button("clear", () => this.#pad.clear()),
      this.#pause,
      button("end", () => this.#end()),
    );
    this.element.append(
      element("h2", { class: "visually-hidden" }, say("game.fastTitle")),
      this.#bar,
      head,
      field,
      this.#reads,
      this.#buttons,
      this.#status,
    );
    this.#clock.ariaLabel = say("game.timeLeft");
    this.#pad.onink = () => this.#reading.ask();
    this.#pad.onenter = () => this.#skip();
    document.addEventListener("visibilitychange", this.#hide);
  }

  start() {
    this.#showPoints();
    this.#ask();
    this.#goOn();
  }

  leave() {
    this.#over = true;
    clearInterval(this.#ticking);
    document.removeEventListener("visibilitychange", this.#hide);
    this.#pad.leave();
  }

  #goOn() {
    this.#since = performance.now();
    this.#ticking = setInterval(() => this.#tick(), TICK);
    this.#pause.textContent = say("game.pause");
    this.#cover.hidden = true;
    this.#pad.closed = false;
    this.element.classList.remove("paused");
    this.#showTime();
    this.#pad.focus();
  }

  #stop() {
    this.#countDown();
    clearInterval(this.#ticking);
    this.#since = null;
    this.#pause.textContent = say("game.resume");
    this.#pad.closed = true;
    this.element.classList.add("paused");
    const n = Math.ceil(this.#left / 1000);
    const time = say("game.secondsLeft", { n });
    this.#cover.replaceChildren(element("strong", {}, say("game.paused")), element("span", {}, time));
    this.#cover.hidden = false;
    this.#status.textContent = say("game.pausedLeft", { n });
    this.#pause.focus();
  }

  #countDown() {
    const now = performance.now();
    this.#left = Math.max(0, this.#left - (now - /** @type {number} */ (this.#since)));
    this.#since = now;
  }

  #tick() {
    const before = this.#left;
    this.#countDown();
    this.#showTime();
    for (const seconds of TOLD)
      if (before > seconds * 1000 && this.#left <= seconds * 1000)
        this.#status.textContent = say("game.secondsLeft", { n: seconds });
    if (this.#left === 0) this.#end();
  }

  #showTime() {
    const seconds = Math.ceil(this.#left / 1000);
    this.#clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    this.#bar.style.setProperty("--left", String(this.#left / LENGTH));
  }

  #showPoints() {
    this.#score.textContent = say("game.pointsNow", { n: this.#points });
  }

  #ask() {
    this.#number = wanted(this.#count, this.#number);
    const said = say("game.write", { number: this.#number });
    const glyphs = Array.from(this.#number, (digit) => glyph(Number(digit)));
    this.#prompt.replaceChildren(element("span", { class: "visually-hidden" }, said), ...glyphs);
    this.#pad.label = said;
    this.#pad.forNumbers = this.#number.length > 1;
    this.#reads.textContent = say("game.readsNothing");
  }

  #skip() {
    if (this.#since === null || this.#over) return;
    this.#pad.clear();
    this.#ask();
    this.#status.textContent = say("game.write", { number: this.#number });
    this.#pad.focus();
  }

  async #read() {
    if (this.#pad.empty || this.#over || this.#since === null) return;
    const number = this.#number;
    try {
      const text = number.length === 1 ? await this.#digit() : await this.#digits();
      if (this.#over || number !== this.#number || this.#pad.empty) return;
      this.#reads.textContent = text ? say("game.reads", { text }) : say("game.readsNothing");
      // While the pen is down there may be more to come.
      if (text === number && !this.#pad.ink.drawing) this.#scorePoint();
    } catch (error) {
      console.warn(error);
      this.#reads.textContent = say("game.failed");
    }
  }

  async #digit() {
    const { engine, sheets } = this.#tools;
    const { result } = await engine.call("digit", { sheet: this.#pad.packed(sheets), layers: false });
    return result.digit === null ? "" : String(result.digit);
  }

  async #digits() {
    const { engine, sheets } = this.#tools;
    let text = "";
    const onpart = ({ lines, main }) => (text = lines[main]?.reading.text ?? "");
    await engine.call("number", { sheet: this.#pad.packed(sheets), format: "digits", place }, { onpart });
    return text;
  }

  #scorePoint() {
    this.#points += this.#number.length;
    this.#count++;
    this.#showPoints();
    this.#score.animate?.([{ scale: 1.25 }, { scale: 1 }], { duration: STILL.matches ? 0 : 250 });
    this.#pad.clear();
    this.#ask();
    this.#status.textContent = say("game.rightNext", { number: this.#number });
  }

  #end() {
    if (this.#over) return;
    this.leave();
    const isBest = keepBest(this.#points);
    const played = (LENGTH - this.#left) / 60_000;
    const again = element("button", { type: "button", class: "primary" }, say("game.again"));
    again.addEventListener("click", this.#again);
    const buttons = element("p", { class: "buttons" });
    buttons.append(again, element("a", { class: "button", href: "#play" }, say("game.back")));
    const heading = element("h2", { tabindex: "-1" }, say(this.#left > 0 ? "game.ended" : "game.over"));
    const digits = element("div", { class: "prompt wide result", "aria-hidden": "true" });
    digits.append(...Array.from(String(this.#points), (digit) => glyph(Number(digit))));
    const said = element("p", { class: "summary", role: "status" });
    this.element.classList.add("over");
    this.element.replaceChildren(heading, digits, said, buttons);
    const pace = played > 0 ? say("game.perMinute", { n: decimal(this.#points / played, 1) }) : "";
    said.textContent = sentences(say("game.overText", { n: this.#points }), pace, isBest ? say("game.newBest") : "");
    heading.focus();
  }
}

const STILL = matchMedia("(prefers-reduced-motion: reduce)");
