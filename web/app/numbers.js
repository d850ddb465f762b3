// The number on each line, its characters and what else it could be; and over the ink, where they are.

import { Choices } from "./choices.js";
import { percent, SHOWN_FROM, SURE_FROM } from "./confidence.js";
import { whyNot } from "./number-words.js";
import { Ranking } from "./ranking.js";
import { SegmentationOverlay } from "./segmentation-overlay.js";
import { date, say } from "./words/words.js";

export class Numbers {
  #pad;
  #overlay;
  #characters;
  #lineList;
  #others;
  #otherNumbers;
  #lines = [];
  #inStrokes = false;
  #line = 0;
  #character = null;

  /** Called when the user chose another line. */
  onlinechange = () => {};

  /**
   * @param {HTMLElement} root
   * @param {import("./pad.js").Pad} pad
   */
  constructor(root, pad) {
    this.#pad = pad;
    this.#overlay = new SegmentationOverlay(pad.overlay);
    this.#characters = new Choices(root.querySelector("[name=character]"));
    this.#lineList = new Choices(root.querySelector("[name=line]"));
    this.#others = new Ranking(root.querySelector(".of-character"));
    this.#otherNumbers = new Ranking(root.querySelector(".of-number"));
    this.#characters.onchoice = (i) => this.#choose(this.#line, i);
    this.#lineList.onchoice = (i) => this.#choose(i, null);
    pad.onlayout = () => this.#drawOverlay();
  }

  /** Which of the lines is shown. */
  get chosen() {
    return this.#line;
  }

  /** Which of its characters is chosen; null for none. */
  get character() {
    return this.#character;
  }

  /** The line whose answer is shown; null when there is none. */
  get line() {
    return this.#lines[this.#line] ?? null;
  }

  /**
   * @param {(import("./engine/lines.js").Line | null)[]} lines null for those that are still being read
   * @param {number} main the one to show first
   * @param {boolean} inStrokes the readings' boxes are in the strokes' unit, not in that of pixels
   */
  show(lines, main, inStrokes) {
    const same = lines.length === this.#lines.length && lines.length > 1;
    if (!same) this.#line = main;
    if (textOf(lines[this.#line]) !== textOf(this.#lines[this.#line])) this.#character = null;
    this.#lines = lines;
    this.#inStrokes = inStrokes;
    this.#show();
  }

  clear() {
    this.#line = 0;
    this.show([], 0, false);
  }

  /**
   * @param {boolean} [lines] between its characters, too, a line is chosen
   * @returns a function that chooses the character at a place of the window, or null where there is none
   */
  chooserAt(clientX, clientY, lines = false) {
    const bounds = this.#pad.surface.getBoundingClientRect();
    const { x, y, scale } = this.#pad.placement(this.#inStrokes);
    const place = { x: (clientX - bounds.left - x) / scale, y: (clientY - bounds.top - y) / scale };
    for (const [i, line] of this.#lines.entries()) {
      const found = shown(line).characters.findIndex(({ box }) => isIn(box, place));
      if (found >= 0) return () => this.#choose(i, found);
    }
    const near = lines ? this.#lines.findIndex((line) => line?.reading.box && isIn(line.reading.box, place)) : -1;
    return near < 0 ? null : () => this.#choose(near, null);
  }

  #choose(line, character) {
    const moved = line !== this.#line;
    this.#line = line;
    this.#character = character;
    this.#show();
    if (moved) this.onlinechange();
  }

  #show() {
    const { characters, alternatives, rejected } = shown(this.line);
    this.#characters.show(characters.map(asChoice), this.#character);
    this.#lineList.show(this.#lines.length > 1 ? this.#lines.map(asLine) : [], this.#line);
    const chosen = characters[this.#character];
    this.#others.show(
      say("read.digitCouldBe", { n: this.#character + 1 }),
      chosen ? [chosen, ...notable(chosen.alternatives)] : [],
    );
    const numbers = alternatives.map(asNumber);
    this.#otherNumbers.show(
      say(rejected ? "read.couldBe" : "read.wholeCouldBe"),
      notable(numbers.slice(rejected ? 0 : 1)),
    );
    this.#drawOverlay();
  }

  #drawOverlay() {
    const lines = this.#lines.map((line, i) => {
      const { characters, rejected } = shown(line);
      const current = i === this.#line;
      return { characters, rejected, current, chosen: current ? this.#character : null };
    });
    this.#overlay.draw(lines, this.#pad.placement(this.#inStrokes));
  }
}

const NOTHING = { characters: [], alternatives: [], rejected: false };

/** The reading to show of a line: of one of the wrong length, what digits there are. */
function shown(line) {
  return line ? (line.soFar ?? line.reading) : NOTHING;
}

function textOf(line) {
  return shown(line)
    .characters.map(({ text }) => text)
    .join("");
}

function asChoice({ text, confidence }, i) {
  return {
    text,
    spoken: say("read.digitOf", { n: i + 1, text, share: percent(confidence) }),
    doubtful: confidence < SURE_FROM,
  };
}

function asLine(line, i) {
  if (!line) return { text: "…", figure: "", spoken: say("read.lineUnread", { n: i + 1 }), doubtful: false };
  const { formatted, rejected, reason, confidence } = line.reading;
  const text = formatted ?? line.soFar?.formatted ?? "–";
  const figure = rejected ? whyNot(reason) : percent(confidence);
  return { text, figure, spoken: say("read.lineOf", { n: i + 1, text, figure }), doubtful: rejected };
}

/** What is written alike is told apart by what it means: 3/7 in March and in July. */
function asNumber({ formatted, value, confidence }, i, all) {
  const isAlike = all.some((other, k) => k !== i && other.formatted === formatted);
  return {
    text:
      isAlike && value
        ? say("read.withShare", { text: formatted, share: /\d-\d\d$/.test(value) ? date(value) : value })
        : formatted,
    confidence,
  };
}

function notable(choices) {
  return choices.filter(({ confidence }) => confidence >= SHOWN_FROM);
}

function isIn({ x, y, width, height }, place) {
  return place.x >= x && place.x <= x + width && place.y >= y && place.y <= y + height;
}
