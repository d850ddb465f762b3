// How long pages take in Node: a page of 30 numbers, a 9×9 grid and a form of 12 megapixels, each composed of real digits.
//
//     node tests/bench/pages.js [DATA]     milliseconds, median of 15; DATA: the data folder
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { Form, textOf, writeNumber } from "../eval/forms.js";
import { tableSets } from "../eval/page-sets.js";
import { digitHands } from "../eval/pens.js";
import { Random } from "../eval/random.js";
import { painted } from "../support/drawings.js";
import { median } from "./measure.js";

const ROOT = resolve(fileURLToPath(import.meta.url), "../../..");
const DATA = process.argv[2] ?? process.env.LENET5_DATA ?? join(ROOT, "../shared");
const RUNS = 15;

function pageOfNumbers() {
  const random = new Random("page of numbers");
  const hand = random.pick(digitHands(DATA, "reporting"));
  const sheet = new Form(900, 1100);
  for (let row = 0; row < 30; row++) {
    const at = { left: 60 + 40 * random.unit(), top: 14 + row * 36, size: 24 };
    writeNumber(sheet, hand, random, textOf(random, 2 + random.below(5)), at, 2.4);
  }
  return sheet.paint();
}

function enlarged(picture, width, height) {
  const at = (x, y) =>
    4 * (Math.floor((y * picture.height) / height) * picture.width + Math.floor((x * picture.width) / width));
  return painted(width, height, (x, y) => picture.data.subarray(at(x, y), at(x, y) + 4));
}

function timed(work) {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times).toFixed(1);
}

const lenet5 = await loadLeNet5();
const [grid, table] = ["grids", "tables"].map((name) => {
  const [first] = /** @type {any} */ (tableSets(DATA).find((set) => set.name === name)).items();
  return first.picture;
});
const page = pageOfNumbers();
const form = enlarged(table, 4000, 3000);
console.log(`page of 30 numbers, its main line ${timed(() => lenet5.read(page))} ms`);
console.log(`9×9 grid ${timed(() => lenet5.readCells(grid))} ms`);
console.log(`form of 12 megapixels ${timed(() => lenet5.readCells(form))} ms`);
