// What people would use instead, on the same pictures. For a digit: Tesseract told to expect one character that is a digit, and
// the way of the usual demo, the whole canvas squeezed to 28×28 for a network that was trained on MNIST alone. For a number:
// Tesseract told to expect a line of digits, and PP-OCRv4's recogniser of lines.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { Engine } from "./engine.js";
import { ppOcr } from "./pp-ocr.js";
import { bestGuess } from "./statistics.js";

const SIDE = 28;
const ONE_CHARACTER = "10"; // of Tesseract's page segmentation modes
const ONE_LINE = "7";
const EPOCHS = "20"; // more than a demo's; MNIST alone, with this project's augmentation

const grey = ({ data }, i) => {
  const alpha = data[4 * i + 3] / 255;
  const luma = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
  return alpha * luma + (1 - alpha) * 255;
};

/** Is most of the picture's border dark? */
function isLightOnDark({ width, height, data }) {
  const border = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) border.push(y * width, y * width + width - 1);
  return border.reduce((sum, i) => sum + grey({ data }, i), 0) < 127.5 * border.length;
}

/** How much of each pixel of the old side every pixel of the new one covers: [[index, share], …] a pixel. */
function coverage(from, to) {
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [(i * from) / to, ((i + 1) * from) / to];
    const covered = [];
    for (let at = Math.floor(start); at < Math.ceil(end); at++)
      covered.push([at, (Math.min(at + 1, end) - Math.max(at, start)) / (end - start)]);
    return covered;
  });
}

/** The whole picture as 28×28 bytes, 255 where there is ink, by the mean of what each pixel covers; nothing is cropped,
 * centred or kept in proportion. */
export function squeezed(picture) {
  const light = isLightOnDark(picture);
  const [across, down] = [coverage(picture.width, SIDE), coverage(picture.height, SIDE)];
  const bytes = new Uint8Array(SIDE * SIDE);
  down.forEach((rows, y) => {
    across.forEach((columns, x) => {
      let sum = 0;
      for (const [row, v] of rows)
        for (const [column, u] of columns) sum += u * v * grey(picture, row * picture.width + column);
      bytes[y * SIDE + x] = Math.round(light ? sum : 255 - sum);
    });
  });
  return bytes;
}

function demoNetwork({ program, wasm, data, out }) {
  const weights = join(out, "mnist-alone.safetensors");
  const args = ["train", "--recipe", "mnist", "--epochs", EPOCHS, "--data", data, "--json", "--output", weights];
  if (!existsSync(weights)) execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
  return new Engine(wasm, weights);
}

/** Tesseract's pages, one a picture, parted by form feeds: what is on them if that is digits alone, and null otherwise. */
export function digitsOfPages(text, count) {
  const pages = text.split("\f").slice(0, count);
  return Array.from({ length: count }, (_, i) => {
    const characters = (pages[i] ?? "").replace(/\s/g, "");
    return /^\d+$/.test(characters) ? characters : null;
  });
}

function readByTesseract(pictures, segmentation) {
  const folder = mkdtempSync(join(tmpdir(), "lenet5-peers-"));
  try {
    const names = pictures.map(({ width, height, data }, i) => {
      const png = new PNG({ width, height });
      png.data = Buffer.from(data);
      const name = join(folder, `${i}.png`);
      writeFileSync(name, PNG.sync.write(png));
      return name;
    });
    const list = join(folder, "list.txt");
    writeFileSync(list, `${names.join("\n")}\n`);
    const args = [list, "stdout", "--psm", segmentation, "-c", "tessedit_char_whitelist=0123456789"];
    const env = { ...process.env, OMP_THREAD_LIMIT: "1" };
    const text = execFileSync("tesseract", args, {
      env,
      encoding: "utf8",
      maxBuffer: 1 << 26,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return digitsOfPages(text, pictures.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const picturesOf = (items) => items.map(({ picture }) => picture);
const textOf = (digit) => `${digit}`;

/** Readers of one digit, this project first: { name, read(items with a picture) → [text or null] }. */
export function digitReaders(settings) {
  const lenet5 = new Engine(settings.wasm, settings.weights);
  const demo = demoNetwork(settings);
  const squeeze = (picture) => demo.predictNormalised(squeezed(picture)).probabilities;
  const oneDigit = (text) => (text?.length === 1 ? text : null);
  return [
    {
      name: "lenet5",
      read: (items) =>
        items.map(({ picture }) => {
          const { accepted, probabilities } = lenet5.predict(picture);
          return accepted ? textOf(bestGuess(probabilities)) : null;
        }),
    },
    { name: "tesseract", read: (items) => readByTesseract(picturesOf(items), ONE_CHARACTER).map(oneDigit) },
    { name: "squeezed", read: (items) => items.map(({ picture }) => textOf(bestGuess(squeeze(picture)))) },
  ];
}

/** Readers of a line of digits, likewise; the project's is told the format of each. */
export async function lineReaders(settings) {
  const lenet5 = new Engine(settings.wasm, settings.weights);
  const { name, read } = await ppOcr();
  return [
    {
      name: "lenet5",
      read: (items) =>
        items.map(({ picture, format }) => {
          const { accepted, guess } = lenet5.read(picture, format);
          return accepted ? guess : null;
        }),
    },
    { name: "tesseract", read: (items) => readByTesseract(picturesOf(items), ONE_LINE) },
    { name, read: (items) => read(picturesOf(items)) },
  ];
}

/** Of a set of digits or of numbers, pictures that show one: { picture, truth as text, format }. */
async function itemsOf(set) {
  const all = [...(await set.items())].filter(({ picture, truths }) => picture && (truths?.length ?? 1) === 1);
  return all.map(({ picture, truth, truths, format }) => ({
    picture,
    truth: truths?.[0] ?? textOf(truth),
    format: format ?? set.format,
  }));
}

/** [{ name, count, peers: { NAME: { right, wrong } } }], shares of the pictures; the rest got no answer. */
export async function comparison(sets, readers) {
  const rows = [];
  for (const set of sets) {
    const items = await itemsOf(set);
    const peers = {};
    for (const { name, read } of readers) {
      const answers = await read(items);
      const share = (test) => answers.filter(test).length / items.length;
      peers[name] = {
        right: share((text, i) => text === items[i].truth),
        wrong: share((text, i) => text !== null && text !== items[i].truth),
      };
    }
    rows.push({ name: set.name, count: items.length, peers });
  }
  return rows;
}
