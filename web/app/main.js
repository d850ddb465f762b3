// The page: what is on the pad goes to the engine, and the engine's answer to the widgets. Nothing is decided here.
//
// State, and who owns it:
//   Ink      the strokes or the opened picture, and what was undone; Session keeps them over a reload, keep/ for longer
//   Tools    the pen's width, and whether it erases
//   Address  the view and the place in it, and what is to be read: Views and Mode follow it
//   Numbers  the lines that were read, and which line and character are chosen
//   teach/   what was corrected, kept on the device; the engine reads with what it learned of that
//   here     whether the engine is ready, and the facts that the help tells
// A "change" of Ink or Mode starts a reading, one at a time (Latest), of what the pad shows; an answer about anything else is
// dropped. What opened pictures need comes with the first one (pictures/). All else shows an answer and holds none: Pad and
// its overlay, Answer, Bars, Picture, Notice, the views. Some write data-mode, data-view, data-state or data-count to
// the DOM, which only style sheets read.

import { Address } from "./address.js";
import { Announcer } from "./announcer.js";
import { Answer } from "./answer.js";
import { Bars } from "./bars.js";
import { keepBuild } from "./engine/chosen-build.js";
import { Engine } from "./engine/engine.js";
import { Latest } from "./engine/latest.js";
import { SheetSender } from "./engine/sheet-sender.js";
import { EraserRing } from "./eraser-ring.js";
import { FileSource } from "./files.js";
import { Ink } from "./ink.js";
import { KeyboardInput } from "./keyboard-input.js";
import { Mode } from "./mode.js";
import { Notice } from "./notice.js";
import { hintFor } from "./number-words.js";
import { Numbers } from "./numbers.js";
import { Pad } from "./pad.js";
import { Picture } from "./picture.js";
import { PointerInput } from "./pointer-input.js";
import { Session } from "./session.js";
import { speaks } from "./speaks.js";
import { Tools } from "./tools.js";
import { missing, Views } from "./views.js";
import readWords from "./words/en/read.js";
import { english, place, say, words } from "./words/words.js";
import "./styles/main.css";

english({ read: readWords });

const find = (selector) => document.querySelector(selector);

const ink = new Ink();
const address = new Address();
const mode = new Mode(find(".modes"), address, find(".views a"));
const tools = new Tools(find(".tools"), ink, mode);
const pad = new Pad(find(".pad"), ink);
const notice = new Notice(find(".notice"), ink, pad.surface);
const session = new Session(ink);
const announcer = new Announcer(find("#status"));
const answer = new Answer(find(".answer"), announcer);
const bars = new Bars(find(".bars"));
const picture = new Picture(find(".picture canvas"));
const numbers = new Numbers(find(".reading"), pad);
const engine = new Engine();
const sheets = new SheetSender(engine);
const reading = new Latest(read);
const facts = { files: [], milliseconds: null, workerless: false };
const shared = { facts, engine, sheets, ink, tools, pad, address, announcer, notice, reading, open, pictureOf };
const views = new Views(find(".stage"), document.querySelectorAll(".views a"), address, shared);
const onweights = () => {
  views.reload();
  reading.ask();
};
const chooserAt = (x, y, lines) => (mode.isOfDigit ? null : numbers.chooserAt(x, y, lines));
const current = () => ({
  ...views.answer,
  line: numbers.chosen,
  character: numbers.character,
  format: mode.format,
  shown: linked !== null || pad.guest !== null,
});
Object.assign(shared, {
  current,
  recorder: null,
  exhibit,
  onweights,
  chooserAt,
  showReading,
  onbusy() {},
  onanswer() {},
});
let fullPad = null;
let ready = false;
let showUnready = () => {}; // what is said until it is
let linked = null; // the strokes that were shown, as those that the address carries

new PointerInput(pad.surface, pad, ink, tools).chooserAt = chooserAt;
new EraserRing(pad.surface, find(".rubber"), tools);
new KeyboardInput(pad.surface, find(".cursor"), pad, ink, tools);
new FileSource(find("input[type=file]"), find(".pad"), {
  onfiles: open,
  onproblem: (message) => notice.show(message),
});

let frame = 0;
ink.addEventListener("change", () => {
  if (frame === 0)
    frame = requestAnimationFrame(() => {
      frame = 0;
      pad.draw();
      reading.ask();
    });
});
ink.addEventListener("change", () => {
  if (linked === null || ink.strokes === linked) return;
  linked = null;
  address.forgetInk();
});
tools.onclear = () => notice.show(say("read.cleared"), true);
find(".take").addEventListener("click", async () => (await answers())?.takeAway(shared));
find(".samples").addEventListener("click", async ({ target }) => {
  const come = await answers();
  if (target.matches(".last")) come?.lastAnswers(shared);
  else come?.writeSample(target.textContent, shared);
});
find(".reading").addEventListener("click", async ({ target }) => {
  if (target.closest(".wrong, .glyph")) (await answers())?.teach(shared);
});
const camera = find("[data-tool=camera]");
camera.hidden = !navigator.mediaDevices;
camera.addEventListener("click", async () => (await arrived(import("./camera/camera.js")))?.openCamera(shared));
tools.onmissing = () => notice.show(missing());
find("[data-tool=full]").addEventListener("click", async ({ currentTarget }) => {
  fullPad ??= await arrived(import("./writing/full-pad.js").then(({ fullPadOf }) => fullPadOf(currentTarget)));
  fullPad?.toggle();
});
const help = async () => (await answers())?.help(shared);
find(".help").addEventListener("click", help);
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "?" && !(/** @type {Element} */ (target).closest("dialog, input, textarea"))) help();
});
addEventListener("beforeinstallprompt", (event) => (shared.installing = event));
if (speaks()) answers().then((come) => come?.speakAnswers(shared));
engine.onworkerless = () => (facts.workerless = true);
reading.onbusy = (busy) => {
  answer.showBusy(busy || frame !== 0);
  shared.onbusy(busy);
};
mode.addEventListener("change", changeMode);
views.onchange = () => reading.ask();
words.addEventListener("change", () => {
  changeMode();
  bars.show(null);
  if (!ready) showUnready();
  views.reopen();
});
numbers.onlinechange = () => answer.showLine(numbers.line, mode.format);
answer.onretry = load;
changeMode();
const { dataset } = document.documentElement;
const spoken = "waiting" in dataset && import("./words/languages.js").then(({ begin }) => begin(), showAnyway);
const kept = address.ink === null && session.restore();
const putBack = (picture) => ink.restore({ strokes: [], picture });
const loading = load();
// At a first visit there is nothing to put back, and the engine goes first.
const keeping = Promise.resolve(navigator.serviceWorker?.controller ? null : loading).then(bringKeeping);
// What was kept goes before what the page now shows, and what arrives is opened upon that.
Promise.all([keeping, takeInk(), kept && open([kept.file], { look: kept.look, put: putBack })])
  .then(([come]) => come?.keep(ink, address, pictureOf))
  .then((problem) => problem && notice.show(problem))
  .then(takeArrivals);
address.addEventListener("change", takeInk);
views.follow();
dispatchEvent(new Event("started"));
// The service worker reads every file once more, and so not before the first answer.
Promise.all([loading, keeping, spoken]).then(
  ([engines, come]) => come && new come.Update(find(".update")).register("sw.js", engines),
);

function changeMode() {
  pad.hint = hintFor(mode.format);
  reading.ask();
}

/** In English, since the texts of another language did not arrive. */
function showAnyway() {
  delete dataset.waiting;
}

/** Ink that is not the user's. */
function exhibit(drawn) {
  linked = drawn.strokes;
  ink.replace({ ...drawn, picture: null });
}

/** A part of the page that comes when it is first used; null, which is told, where it does not arrive. */
async function arrived(part) {
  const come = await part.catch(() => null);
  if (!come) notice.show(missing());
  return come;
}

/** What keeps things on the device; where that does not arrive, nothing is kept. */
async function bringKeeping() {
  const come = await import("./keep/keep.js").catch(console.warn);
  if (!come) return null;
  shared.recorder = new come.Recorder(ink, current);
  shared.recorder.onentries = () => (find(".last").hidden = false);
  shared.recorder.ask();
  return come;
}

function answers() {
  return arrived(import("./answers/answers.js"));
}

/** Pictures that other programs hand over. */
async function takeArrivals() {
  if (!/^\?(shared|opened)$/.test(location.search)) return;
  (await arrived(import("./pictures/arrivals.js")))?.takeArrivals(shared);
}

/** The ink of a link, which the pad then shows until it is written on. */
async function takeInk() {
  if (address.ink === null) return;
  const { ink: text } = address;
  const links = await arrived(import("./ink-link.js"));
  if (!links) return;
  const drawn = links.unpackInk(text);
  if (drawn) {
    exhibit(drawn);
  } else {
    ink.clear();
    address.forgetInk();
    requestAnimationFrame(() => notice.show(say("read.damagedLink")));
  }
}

/** @returns {Promise<string[]>} the addresses of the engines that were fetched */
async function load() {
  try {
    tellUnready(() => answer.showLoading());
    const { files, build } = await engine.call("load");
    keepBuild(build);
    ready = true;
    facts.files = files;
    reading.ask();
    keeping.then(async (come) => (await come?.isTaught()) && (await answers())?.resume(shared));
    return files.map(({ name }) => name).filter((name) => name.endsWith(".wasm"));
  } catch (error) {
    console.warn(error);
    const key = error.code === "unreachable" ? "read.unreachable" : "read.engineProblem";
    tellUnready(() => answer.showFailure(say(key, { problem: error.message })));
    return [];
  }
}

function tellUnready(show) {
  showUnready = show;
  show();
}

/** @param {AbortSignal} signal */
async function read(signal) {
  if (!ready) return;
  const { turn } = ink;
  const { format } = mode;
  const { picture } = pad;
  const isStale = () => ink.turn !== turn || mode.format !== format || pad.picture !== picture;
  try {
    if (pad.empty) return showNothing();
    await sheets.send(picture);
    if (isStale()) return;
    const sheet = sheets.pack(picture ? { strokes: [], picture, drawing: false } : ink, pad.frame);
    if (format) await readNumbers(sheet, format, signal, isStale);
    else showRead(await engine.call("digit", { sheet, layers: views.needsLayers }), isStale);
  } catch (error) {
    if (isStale()) return;
    if (error.code === "replaced") return void reading.ask();
    console.warn(error);
    showNothing();
    answer.showProblem(
      say("read.unreadable"),
      say("read.unreadableWhat", { problem: error.message.replace(/\.$/, "") }),
    );
  }
}

function showRead({ result, activations, milliseconds }, isStale) {
  if (isStale()) return;
  facts.milliseconds = milliseconds;
  numbers.clear();
  showDigit(result.reason === "blank" ? null : result, activations);
}

async function readNumbers(sheet, format, signal, isStale) {
  let first = true;
  const onpart = ({ lines, main, inStrokes, milliseconds }) => {
    if (isStale()) return;
    mode.showAnswerOf(false);
    if (first) showDigit(null);
    first = false;
    facts.milliseconds = milliseconds;
    numbers.show(lines, main, inStrokes);
    if (numbers.line.reading.reason === "blank") answer.showBlank(format, pad.picture !== null);
    else answer.showLine(numbers.line, format);
    show({ lines, main, inStrokes });
  };
  const digit = await engine.call(format === "auto" ? "any" : "number", { sheet, format, place }, { signal, onpart });
  if (!digit || isStale()) return;
  mode.showAnswerOf(true);
  showRead(digit, isStale);
}

function showNothing() {
  numbers.clear();
  showDigit(null);
}

/** @param {any} result of predict(), not blank; or null */
function showDigit(result, activations = null) {
  if (result) answer.showResult(result);
  else answer.showBlank(mode.format, pad.picture !== null);
  showParts(result);
  show(result ? { result, activations } : null);
}

function showParts(result) {
  bars.show(result?.probabilities, result?.rejected);
  picture.show(result?.picture);
  pad.mark(result?.box);
}

/** That a picture is being read, in the place of what was read before. */
function showReading() {
  numbers.clear();
  showParts(null);
  answer.showReading();
}

function show(answer) {
  views.show(answer);
  shared.recorder?.ask();
  shared.onanswer();
}

/** What shows opened pictures comes with the first one. */
async function pictures() {
  const { picturesOf } = await import("./pictures/pictures.js");
  return picturesOf(shared);
}

/** @param {any[]} files @param {any} [how] a picture is shown */
async function open(files, how) {
  await (await arrived(pictures()))?.open(files, how);
}

/** @throws where it is none, and with the code "missing" where what shows pictures does not arrive */
async function pictureOf(file, look) {
  const come = await pictures().catch(() => null);
  if (!come) throw Object.assign(new Error(missing()), { code: "missing" });
  return come.pictureOf(file, look);
}
