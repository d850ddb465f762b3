// Speaks answers, where the device has a voice.

import { element } from "../element.js";
import { KEY, speaks } from "../speaks.js";
import { locale, say } from "../words/words.js";
import { takenOf } from "./taken.js";

export const canSpeak = () => "speechSynthesis" in globalThis && "SpeechSynthesisUtterance" in globalThis;

/** Speaks each answer from now on, once the pen rests. @param {any} tools of the page */
export function speakAnswers({ announcer, current }) {
  if (canSpeak()) announcer.onsaid = () => speak(spokenOf(current()));
}

/** @param {any} tools of the page */
function stopSpeaking({ announcer }) {
  announcer.onsaid = () => {};
  speechSynthesis.cancel();
}

/** @returns {Promise<string>} why nothing can be heard; "" when it can. Some browsers list their voices a little later. */
async function voicelessness() {
  const before = speechSynthesis.getVoices();
  if (before.length > 0) return "";
  await new Promise((resolve) => {
    speechSynthesis.addEventListener("voiceschanged", resolve, { once: true });
    setTimeout(resolve, 1000);
  });
  return speechSynthesis.getVoices().length > 0 ? "" : say("answers.noVoice");
}

/** @param {string} text the answer before is not spoken to its end */
function speak(text) {
  speechSynthesis.cancel();
  if (text === "") return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = locale;
  speechSynthesis.speak(utterance);
}

/** @param {any} current of main.js */
export function spokenOf(current) {
  const lines = takenOf(current);
  if (lines.length === 0) return "";
  const { text, note } = lines[Math.min(current.result ? 0 : current.line, lines.length - 1)];
  return text ?? note;
}

/** A switch for it. @param {any} tools of the page @param {import("./sheet.js").Sheet} sheet that says why nothing is heard */
export function speechSwitch(tools, sheet) {
  const label = element("label", { class: "switch" }, say("answers.speak"));
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", role: "switch" }));
  input.checked = speaks();
  label.append(input);
  input.addEventListener("change", () => setSpeech(input.checked, tools, sheet));
  return label;
}

async function setSpeech(wanted, tools, sheet) {
  keepSpeaks(wanted);
  sheet.say("");
  if (!wanted) return stopSpeaking(tools);
  speakAnswers(tools);
  speak(spokenOf(tools.current()));
  sheet.say(await voicelessness());
}

/** For the visits to come. @param {boolean} wanted */
function keepSpeaks(wanted) {
  try {
    if (wanted) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {} // until the page is left
}
