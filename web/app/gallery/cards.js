// A misread digit: as a card among all, and by itself, large enough for a projector.

import { percent } from "../confidence.js";
import { element } from "../element.js";
import { MapCanvas } from "../inside/maps.js";
import { say } from "../words/words.js";
import { SIDE } from "./idx.js";
import { isWrong } from "./misread.js";
import { NETWORKS } from "./networks.js";

const LIGHTEST = 255;

/** @param {import("./misread.js").Misread} item @returns {HTMLElement} a link to it by itself */
export function card(item) {
  const link = element("a", { href: `#gallery/${item.index}` });
  link.append(
    pictureOf(item, { "aria-hidden": "true" }),
    element("span", { class: "truth" }, say("gallery.labelled", { digit: String(item.truth) })),
    ...answersOf(item),
  );
  const entry = element("li");
  entry.append(link);
  return entry;
}

/**
 * @param {import("./misread.js").Misread[]} items
 * @param {number} place of the one that is shown
 * @param {() => void} onlook called when its layers are to be shown
 */
export function onePicture(items, place, onlook) {
  const item = items[place];
  const whole = element("article", { class: "one" });
  const text = element("div", { class: "one-text" });
  const look = element("button", { type: "button", class: "look" }, say("gallery.seeMaps"));
  look.addEventListener("click", onlook);
  text.append(
    element(
      "p",
      { class: "position" },
      say("gallery.position", { n: place + 1, count: items.length, index: String(item.index) }),
    ),
    element("h2", { tabindex: "-1" }, say("gallery.labelled", { digit: String(item.truth) })),
    ...answersOf(item),
    look,
  );
  const name = say("gallery.picture", { index: String(item.index), digit: String(item.truth) });
  whole.append(pictureOf(item, { role: "img", "aria-label": name }), text, turns(items, place));
  return whole;
}

function pictureOf({ picture }, attributes) {
  const canvas = element("canvas", attributes);
  new MapCanvas(/** @type {any} */ (canvas), SIDE, SIDE).show(picture, LIGHTEST);
  return canvas;
}

/** What each network says of it. */
function answersOf({ truth, answers }) {
  return answers.map((answer, i) => {
    const block = element("span", { class: "said" });
    const { digit } = answer.best[0];
    const said = say(isWrong(answer, truth) ? "gallery.said" : "gallery.saidRight", {
      network: say(`gallery.network-${NETWORKS[i].name}`),
      digit: String(digit),
    });
    const head = element("span", { class: "verdict-line" }, said);
    if (answer.refused) head.append(" ", element("span", { class: "refused" }, say("gallery.refused")));
    block.append(head, ...answer.best.map((choice) => likelihood(choice, choice.digit === truth)));
    return block;
  });
}

function likelihood({ digit, confidence }, right) {
  const row = element("span", { class: `likelihood${right ? " right" : ""}` });
  const share = element("span", { class: "share" });
  share.style.setProperty("--p", confidence.toFixed(4));
  row.append(element("span", { class: "digit" }, String(digit)), share, element("span", {}, percent(confidence)));
  return row;
}

function turns(items, place) {
  const nav = element("nav", { class: "turns", "aria-label": say("gallery.misread") });
  const link = (item, rel, text) => element("a", { href: `#gallery/${item.index}`, rel }, text);
  nav.append(element("a", { href: "#gallery" }, say("gallery.all", { n: items.length })));
  if (place > 0) nav.append(link(items[place - 1], "prev", say("gallery.back")));
  if (place < items.length - 1) nav.append(link(items[place + 1], "next", say("gallery.next")));
  return nav;
}
