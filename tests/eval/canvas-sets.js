// Digits drawn by the evaluation: on a canvas, on difficult papers, as strokes. Every value of every condition is
// counted for itself, so that a good mean hides no bad pen or corner.

import { join } from "node:path";
import { boundsOfScan, boundsOfStrokes, fitStrokes, inkOfScan, inkOfStrokes, paint } from "./canvas.js";
import { heldOut, mnistTest } from "./data-sets.js";
import { digitStyles, write } from "./hand.js";
import { throughJpeg } from "./jpeg.js";
import { LOOKS, PAPERS } from "./looks.js";
import { Random } from "./random.js";

const CANVAS = 280;
const SIZES = { "1/6": 1 / 6, "1/3": 1 / 3, "1/2": 1 / 2, full: 0.94 };
const PENS = [3, 6, 12, 20, 24];
const FATTEST = 0.22; // pen / size: a fatter one closes the holes of an 8, which no reader can mend
const FATTEST_SLASHED = 0.11; // the same for the halves of a slashed 0
const PLACES = ["top left", "top", "top right", "left", "centre", "right", "bottom left", "bottom", "bottom right"];
const WRITTEN = 3; // digits for every size, pen, place and look
const EDGE = 2; // canvas pixels between the ink and the edge in a corner

/** Where ink of a size starts along one axis of the canvas: at the start, the middle or the end. */
function startAt(third, canvas, size) {
  const [low, high] = [EDGE, canvas - EDGE - size];
  return low >= high ? (canvas - size) / 2 : low + ((high - low) * third) / 2;
}

function placed(place, canvasWidth, canvasHeight, width, height) {
  const index = PLACES.indexOf(place);
  return {
    left: startAt(index % 3, canvasWidth, width),
    top: startAt(Math.floor(index / 3), canvasHeight, height),
  };
}

function inkWrittenAt(strokes, place, width, height, size, pen) {
  const bounds = boundsOfStrokes(strokes);
  const scale = (size - pen) / Math.max(bounds.width, bounds.height);
  const at = placed(place, width, height, bounds.width * scale + pen, bounds.height * scale + pen);
  return inkOfStrokes(width, height, fitStrokes(strokes, { ...at, size }, pen), pen);
}

function inkPastedAt(scan, place, width, height, size, squeeze) {
  const bounds = boundsOfScan(scan);
  const down = size / Math.max(bounds.height, bounds.width * squeeze);
  const at = placed(place, width, height, bounds.width * down * squeeze, bounds.height * down);
  return inkOfScan(width, height, scan, { ...at, across: down * squeeze, down });
}

const canWrite = (pen, size, style = "") => pen <= (style === "slashed" ? FATTEST_SLASHED : FATTEST) * size;

/** Every size with every pen that can write it, in every place, in every look, the styles of the digits in turn. */
function* writtenOnCanvas() {
  let turn = 0;
  for (const [sizeName, share] of Object.entries(SIZES)) {
    for (const pen of PENS.filter((width) => canWrite(width, share * CANVAS))) {
      const styles = digitStyles.filter(({ style }) => canWrite(pen, share * CANVAS, style));
      for (const place of PLACES) {
        for (const look of Object.keys(LOOKS)) {
          for (let i = 0; i < WRITTEN; i++) {
            const { digit, style, template } = styles[(turn++ * 7) % styles.length];
            const random = new Random("canvas", sizeName, pen, place, look, i);
            const ink = inkWrittenAt(write(template, random), place, CANVAS, CANVAS, share * CANVAS, pen);
            yield {
              truth: digit,
              picture: paint(CANVAS, CANVAS, ink, LOOKS[look](random, CANVAS, CANVAS)),
              name: `${digit} ${style}, ${sizeName}, pen ${pen}, ${place}, ${look}`,
              conditions: {
                "size and pen": `${sizeName}, pen ${pen}`,
                place,
                look,
                source: "strokes",
                style: `${digit} ${style}`,
              },
            };
          }
        }
      }
    }
  }
}

const SEMEION_SQUEEZE = 0.75;
const STRIDE = 13; // between the scans in turn: their numbers have no factor in common with it

/** Digits that people wrote and no training saw, enlarged. */
function* pastedOnCanvas(folder) {
  const sources = [
    { source: "MNIST test", scans: mnistTest(folder), squeeze: 1 },
    { source: "optdigits32", scans: heldOut(folder, "optdigits32"), squeeze: 1 },
    { source: "semeion", scans: heldOut(folder, "semeion"), squeeze: SEMEION_SQUEEZE },
  ];
  const turns = Object.fromEntries(sources.map(({ source }) => [source, 0]));
  for (const [sizeName, share] of Object.entries(SIZES)) {
    for (const place of PLACES) {
      for (const look of Object.keys(LOOKS)) {
        for (const { source, scans, squeeze } of sources) {
          for (let i = 0; i < 2; i++) {
            const scan = scans[(turns[source]++ * STRIDE) % scans.length];
            const random = new Random("paste", sizeName, place, look, source, i);
            const ink = inkPastedAt(scan, place, CANVAS, CANVAS, share * CANVAS, squeeze);
            yield {
              truth: scan.truth,
              picture: paint(CANVAS, CANVAS, ink, LOOKS[look](random, CANVAS, CANVAS)),
              name: `${scan.name}, ${sizeName}, ${place}, ${look}`,
              conditions: { "size and pen": `${sizeName}, scan`, place, look, source },
            };
          }
        }
      }
    }
  }
}

const CANVASES = [
  [64, 64],
  [150, 150],
  [400, 250],
  [300, 600],
  [560, 560],
  [1000, 700],
];

/** Other canvases, the digit half as high as the shorter side, pens in proportion. */
function* otherCanvases() {
  for (const [width, height] of CANVASES) {
    const size = Math.min(width, height) / 2;
    for (let i = 0; i < 45; i++) {
      const { digit, style, template } = digitStyles[i % digitStyles.length];
      const random = new Random("canvases", width, height, i);
      const pen = Math.max(2, size * random.between(0.04, style === "slashed" ? FATTEST_SLASHED : 0.16));
      const [place, look] = [random.pick(PLACES), random.pick(Object.keys(LOOKS))];
      const ink = inkWrittenAt(write(template, random), place, width, height, size, pen);
      yield {
        truth: digit,
        picture: paint(width, height, ink, LOOKS[look](random, width, height)),
        name: `${digit} ${style}, ${width}×${height}, pen ${pen.toFixed(1)}, ${place}, ${look}`,
        conditions: {
          canvas: `${width}×${height}`,
          place,
          look,
          source: "strokes",
          style: `${digit} ${style}`,
        },
      };
    }
  }
}

/** Digits as a camera sees them: papers, light, noise. */
function* onPapers() {
  const [width, height] = [240, 240];
  for (const [paper, make] of Object.entries(PAPERS)) {
    for (let i = 0; i < 90; i++) {
      const { digit, style, template } = digitStyles[i % digitStyles.length];
      const random = new Random("paper", paper, i);
      const [size, pen] = [random.between(90, 190), random.between(3.5, 9)];
      const { jpegQuality, ...look } = make(random, width, height);
      const place = random.pick(["centre", "right", "top", "bottom"]); // the left is the table's
      const ink = inkWrittenAt(write(template, random), place, width, height, size * 0.9, pen);
      const picture = paint(width, height, ink, look);
      yield {
        truth: digit,
        picture: jpegQuality ? throughJpeg(picture, jpegQuality) : picture,
        name: `${digit} ${style}, ${paper} ${i}`,
        conditions: { paper, style: `${digit} ${style}` },
      };
    }
  }
}

const UNITS = [1, 0.01, 0.001, 37]; // what a point's unit may be, in canvas pixels

/** Strokes, in any unit, beside the picture that a pen drew along them. */
function* asStrokes() {
  for (let i = 0; i < digitStyles.length * 20; i++) {
    const { digit, style, template } = digitStyles[i % digitStyles.length];
    const random = new Random("strokes", style, digit, i);
    const [size, unit] = [random.between(60, 250), random.pick(UNITS)];
    const pen = size * random.between(0.03, style === "slashed" ? FATTEST_SLASHED : 0.14);
    const strokes = fitStrokes(write(template, random), { left: 5, top: 5, size }, pen);
    yield {
      truth: digit,
      strokes: strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * unit - 40, y: y * unit + 7 }))),
      twin: paint(CANVAS, CANVAS, inkOfStrokes(CANVAS, CANVAS, strokes, pen), LOOKS["black on white"]()),
      name: `${digit} ${style}, pen ${pen.toFixed(1)} on ${size.toFixed(0)}, unit ${unit}`,
      conditions: { style: `${digit} ${style}` },
    };
  }
}

/** @param {string} folder the data folder, for the digits that are pasted */
export function canvasSets(folder) {
  const pasted = [
    "mnist/t10k-images-idx3-ubyte.gz",
    "digits/optdigits32-images-idx3-ubyte.gz",
    "digits/semeion-images-idx3-ubyte.gz",
  ].map((path) => join(folder, path));
  return [
    {
      name: "canvas",
      about: "digits drawn by the evaluation on a canvas",
      needs: [],
      items: writtenOnCanvas,
    },
    {
      name: "canvas-scans",
      about: "held-out scans enlarged on a canvas",
      needs: pasted,
      items: () => pastedOnCanvas(folder),
    },
    {
      name: "canvas-sizes",
      about: "the same strokes on canvases of other sizes",
      needs: [],
      items: otherCanvases,
    },
    {
      name: "papers",
      about: "digits drawn on ruled, patterned, dim, grainy papers",
      needs: [],
      items: onPapers,
    },
    {
      name: "strokes",
      about: "strokes in any unit, beside the picture of them",
      needs: [],
      items: asStrokes,
    },
  ];
}
