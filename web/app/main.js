// The page: what is on the pad goes to the library, and the library's answer to the widgets. Nothing is decided here.

import { loadLeNet5 } from "lenet5-wasm";

import { Answer } from "./answer.js";
import { Bars } from "./bars.js";
import { Facts } from "./facts.js";
import { FileSource, openPicture } from "./files.js";
import { Ink } from "./ink.js";
import { KeyboardPen } from "./keyboard-pen.js";
import { Pad } from "./pad.js";
import { Pen } from "./pen.js";
import { Picture } from "./picture.js";
import { Tools } from "./tools.js";
import { Update } from "./update.js";
import "./styles/main.css";

const find = (selector) => document.querySelector(selector);

const ink = new Ink();
const tools = new Tools(find(".tools"), ink);
const pad = new Pad(find(".pad"), ink);
const answer = new Answer(find(".answer"), find("#status"));
const bars = new Bars(find(".bars"));
const picture = new Picture(find(".picture canvas"));
const facts = new Facts(find(".facts"));
let lenet5 = null;
let opening = 0;

new Pen(pad.surface, pad, ink, tools);
new KeyboardPen(pad.surface, find(".cursor"), pad, ink, tools);
new FileSource(find("input[type=file]"), find(".pad"), {
  onfile: open,
  onproblem: (message) => answer.showProblem("Nothing to open", message),
});
new Update(find(".update")).register("sw.js");

let frame = 0;
ink.addEventListener("change", () => {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    pad.draw();
    read();
  });
});
answer.onretry = load;
load();

async function load() {
  try {
    answer.showLoading();
    lenet5 = await loadLeNet5();
    facts.showSize();
    if (answer.state !== "problem") read();
  } catch (error) {
    console.warn(error);
    const unreachable = "The network's files did not arrive. Check the connection.";
    answer.showFailure(error.code === "unreachable" ? unreachable : error.message);
  }
}

function read() {
  if (!lenet5) return;
  if (ink.empty) return show(null);
  try {
    const pixels = pad.pixels();
    const start = performance.now();
    const result = lenet5.predict(pixels);
    facts.showTime(performance.now() - start);
    show(result);
  } catch (error) {
    console.warn(error);
    show(null);
    answer.showProblem("That could not be read", `${error.message.replace(/\.$/, "")}. A smaller picture may help.`);
  }
}

function show(result) {
  const seen = result && result.reason !== "blank" ? result : null;
  if (seen) answer.showResult(seen);
  else answer.showBlank();
  bars.show(seen?.probabilities, seen?.rejected);
  picture.show(seen?.picture);
  pad.mark(seen?.box);
}

// Of files opened in quick succession the last one counts, whichever is decoded first.
async function open(file) {
  const turn = ++opening;
  try {
    const opened = await openPicture(file);
    if (turn === opening) ink.show(opened);
  } catch (error) {
    if (turn === opening) answer.showProblem("That did not open", error.message);
  }
}
