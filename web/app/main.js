// The page: what is on the pad goes to the library, and the library's answer to the widgets. Nothing is decided here.
//
// State, and who owns it:
//   Ink      the strokes or the opened picture, and what was undone; Session keeps them over a reload
//   Tools    the pen's width, and whether it erases
//   Mode     what is to be read; the address keeps it
//   Numbers  the lines that were read, and which line and character are chosen
//   here     the library, the reading that is under way, the file that is being opened
// A "change" of Ink or Mode starts a reading. All else shows an answer and holds none: Pad and its overlay, Answer, Bars,
// Picture, Stats, Notice. Some write data-mode, data-state or data-count to the DOM, which only style sheets read.

import { loadLeNet5 } from "lenet5-wasm";

import { Announcer } from "./announcer.js";
import { Answer } from "./answer.js";
import { Bars } from "./bars.js";
import { EraserRing } from "./eraser-ring.js";
import { FileSource, openPicture } from "./files.js";
import { Ink } from "./ink.js";
import { KeyboardInput } from "./keyboard-input.js";
import { readLines } from "./lines.js";
import { Mode } from "./mode.js";
import { Notice } from "./notice.js";
import { hintFor } from "./number-words.js";
import { Numbers } from "./numbers.js";
import { Pad } from "./pad.js";
import { Picture } from "./picture.js";
import { PointerInput } from "./pointer-input.js";
import { Session } from "./session.js";
import { Stats } from "./stats.js";
import { Tools } from "./tools.js";
import { Update } from "./update.js";
import "./styles/main.css";

const find = (selector) => document.querySelector(selector);

const ink = new Ink();
const mode = new Mode(find(".modes"));
const tools = new Tools(find(".tools"), ink, mode);
const pad = new Pad(find(".pad"), ink);
const notice = new Notice(find(".notice"), ink, pad.surface);
const session = new Session(ink, pad);
const answer = new Answer(find(".answer"), new Announcer(find("#status")));
const bars = new Bars(find(".bars"));
const picture = new Picture(find(".picture canvas"));
const numbers = new Numbers(find(".reading"), pad);
const stats = new Stats(find(".stats"));
let lenet5 = null;
let opening = 0;
let reading = new AbortController();

new PointerInput(pad.surface, pad, ink, tools).chooserAt = (x, y) => (mode.format ? numbers.chooserAt(x, y) : null);
new EraserRing(pad.surface, find(".rubber"), tools);
new KeyboardInput(pad.surface, find(".cursor"), pad, ink, tools);
new FileSource(find("input[type=file]"), find(".pad"), {
  onfile: open,
  onproblem: (message) => notice.show(message),
});

let frame = 0;
ink.addEventListener("change", () => {
  if (frame === 0)
    frame = requestAnimationFrame(() => {
      frame = 0;
      pad.draw();
      read();
    });
});
tools.onclear = () => notice.show("Cleared.", true);
find(".instead").addEventListener("click", () => {
  tools.clear();
  pad.surface.focus();
});
mode.addEventListener("change", changeMode);
numbers.onlinechange = () => answer.showLine(numbers.line, mode.format);
answer.onretry = load;
changeMode();
const kept = session.restore();
if (kept) open(kept, (picture) => ink.restore({ strokes: [], picture }));
dispatchEvent(new Event("started"));
// The worker reads every file once more, and so not before the first answer.
load().then(() => new Update(find(".update")).register("sw.js"));

function changeMode() {
  pad.hint = hintFor(mode.format);
  if (lenet5) read();
}

async function load() {
  try {
    answer.showLoading();
    lenet5 = await loadLeNet5();
    stats.showSize();
    read();
  } catch (error) {
    console.warn(error);
    const unreachable = "The network's files are damaged or did not arrive. Check the connection.";
    answer.showFailure(error.code === "unreachable" ? unreachable : error.message);
  }
}

async function read() {
  if (!lenet5) return;
  reading.abort();
  reading = new AbortController();
  try {
    if (ink.empty) showNothing();
    else if (mode.format) await readNumbers(mode.format, reading.signal);
    else readDigit();
  } catch (error) {
    console.warn(error);
    showNothing();
    answer.showProblem("That could not be read", `${error.message.replace(/\.$/, "")}. A smaller picture may help.`);
  }
}

function readDigit() {
  const pixels = pad.pixels();
  const result = timed(() => lenet5.predict(pixels));
  numbers.clear();
  showDigit(result.reason === "blank" ? null : result);
}

// The pen's own path where there is one: it knows what is one stroke.
async function readNumbers(format, signal) {
  const strokes = pad.strokes();
  const pixels = strokes ? null : pad.pixels();
  const one = (options) => (strokes ? lenet5.readStrokes(strokes, options) : lenet5.read(pixels, options));
  showDigit(null);
  await readLines(
    (options) => timed(() => one(options)),
    format,
    signal,
    (lines, main) => {
      numbers.show(lines, main, strokes !== null);
      if (numbers.line.reading.reason === "blank") answer.showBlank(format, ink.picture !== null);
      else answer.showLine(numbers.line, format);
    },
  );
}

function timed(read) {
  const start = performance.now();
  const result = read();
  stats.showTime(performance.now() - start);
  return result;
}

function showNothing() {
  numbers.clear();
  showDigit(null);
}

/** @param {object | null} result of predict(), not blank */
function showDigit(result) {
  if (result) answer.showResult(result);
  else answer.showBlank(mode.format, ink.picture !== null);
  bars.show(result?.probabilities, result?.rejected);
  picture.show(result?.picture);
  pad.mark(result?.box);
}

// Of files opened in quick succession the last one counts, whichever is decoded first.
async function open(file, show = (picture) => ink.show(picture)) {
  const turn = ++opening;
  try {
    const opened = await openPicture(file);
    if (turn === opening) show(opened);
  } catch (error) {
    if (turn === opening) notice.show(error.message);
  }
}
