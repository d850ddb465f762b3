// Over the ink: a line under each character that was read. In the view that shows how, style sheets show in its place where
// the engine cut the ink, and the path that won, an arc for each character.

import { SURE_FROM } from "./confidence.js";
import { drawing } from "./element.js";

const ARC = { height: 10, gap: 5, label: 15 }; // CSS pixels
const INSET = 4; // CSS pixels: of a line under a character
const ROOM = ARC.gap + ARC.height + ARC.label;

export class SegmentationOverlay {
  #svg;

  constructor(svg) {
    this.#svg = svg;
  }

  /**
   * @param {{ characters: object[], chosen: number | null, current: boolean, rejected: boolean }[]} lines
   * @param {{ x: number, y: number, scale: number }} placement of the readings' coordinates on the pad
   */
  draw(lines, { x, y, scale }) {
    const toPad = (point) => ({ x: x + point.x * scale, y: y + point.y * scale });
    const { clientWidth: width, clientHeight: height } = this.#svg;
    this.#svg.replaceChildren(...lines.map((line) => drawLine(line, toPad, { width, height })));
  }
}

function drawLine({ characters, chosen, current, rejected }, toPad, room) {
  const group = drawing("g", {
    class: ["line", current && "current", rejected && "refused"].filter(Boolean).join(" "),
  });
  const outlines = characters.map(({ outline }) => outline.map(toPad));
  const base = baseOf(outlines, room);
  outlines.forEach((outline, i) => {
    const { text, confidence } = characters[i];
    const kind = ["character", i === chosen && "chosen", confidence < SURE_FROM && "doubtful"]
      .filter(Boolean)
      .join(" ");
    const character = drawing("g", { class: kind });
    character.append(drawing("polygon", { points: outline.map((point) => `${point.x},${point.y}`).join(" ") }));
    if (current) character.append(...arc(outline, base, text));
    group.append(character);
  });
  return group;
}

// Below the lowest character where there is room, otherwise as low as the pad goes.
function baseOf(outlines, { height }) {
  const lowest = Math.max(0, ...outlines.flat().map((point) => point.y));
  return Math.min(lowest + ARC.gap, height - ROOM + ARC.gap);
}

// From the cut on the left to the one on the right, with the node of each.
function arc(outline, base, text) {
  const last = outline.length / 2;
  const left = outline[last - 1].x;
  const right = outline[last].x;
  const middle = (left + right) / 2;
  return [
    drawing("path", { class: "underline", d: `M${left + INSET} ${base}H${Math.max(left + INSET, right - INSET)}` }),
    drawing("path", {
      class: "arc",
      d: `M${left} ${base}C${left} ${base + ARC.height} ${right} ${base + ARC.height} ${right} ${base}`,
    }),
    drawing("circle", { cx: left, cy: base, r: 2.5 }),
    drawing("circle", { cx: right, cy: base, r: 2.5 }),
    drawing("text", { x: middle, y: base + ARC.height + ARC.label - 2 }, text),
  ];
}
