// Digits that people wrote, from the data folder. Each set is { name, about, needs: [paths], items() → [item] }; an
// item is { truth, picture | normalised, name }.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { colour, crop, greyPicture, inkOfScan, paint } from "./canvas.js";
import { readLabelled } from "./idx.js";

const VALIDATION = 10_000; // the last pictures of MNIST's training part
const HELD_OUT = { every: 5, at: 4 }; // of optdigits32 and semeion: never trained on
const SEMEION = { canvas: 96, down: 4, squeeze: 0.75 }; // its digits were stretched to fill a square
const MARGIN = 0.1; // of a cheque digit's box, on every side

function mnist(folder, part) {
  const path = (kind) => join(folder, "mnist", `${part}-${kind}.gz`);
  return [path("images-idx3-ubyte"), path("labels-idx1-ubyte")];
}

function scans(folder, name) {
  return ["images-idx3", "labels-idx1"].map((kind) => join(folder, "digits", `${name}-${kind}-ubyte.gz`));
}

/** The files that heldOut() or mnistTest() reads. */
export function scansOf(folder, name) {
  return name === "mnist-test" ? mnist(folder, "t10k") : scans(folder, name);
}

/** The scans of a set that no training saw. */
export function heldOut(folder, name) {
  return readLabelled(...scans(folder, name))
    .map((scan, index) => ({ ...scan, name: `${name} ${index}` }))
    .filter((_, index) => index % HELD_OUT.every === HELD_OUT.at);
}

export function mnistTest(folder) {
  return readLabelled(...mnist(folder, "t10k")).map((scan, index) => ({ ...scan, name: `test ${index}` }));
}

/** A semeion digit as it was written: its width restored, at the size of a small picture. */
function naturalSemeion(scan) {
  const { canvas, down, squeeze } = SEMEION;
  const across = down * squeeze;
  const left = (canvas - scan.width * across) / 2;
  const ink = inkOfScan(canvas, canvas, scan, { left, top: (canvas - scan.height * down) / 2, across, down });
  return paint(canvas, canvas, ink, { pen: colour("#000000"), paper: colour("#ffffff") });
}

function chequeDigits(folder, margin) {
  const boxes = JSON.parse(readFileSync(join(folder, "cheques", "boxes.json"), "utf8"));
  return Object.entries(boxes).flatMap(([file, digits]) => {
    const { width, height, data } = jpeg.decode(readFileSync(join(folder, "cheques", file)), {
      useTArray: true,
    });
    return digits.map(({ digit, box: [x, y, w, h] }, index) => {
      const [dx, dy] = [Math.round(w * margin), Math.round(h * margin)];
      return {
        truth: digit,
        picture: crop({ width, height, data }, [x - dx, y - dy, w + 2 * dx, h + 2 * dy]),
        name: `${file} ${index}`,
      };
    });
  });
}

function photos(folder) {
  const [, ...rows] = readFileSync(join(folder, "photos", "labels.csv"), "utf8")
    .trim()
    .split("\n");
  return rows.map((row) => {
    const [file, label, kind] = row.trim().split(",");
    const { width, height, data } = PNG.sync.read(readFileSync(join(folder, "photos", file)));
    return { truth: Number(label), picture: { width, height, data }, name: file, conditions: { kind } };
  });
}

/** @param {string} folder the data folder */
export function dataSets(folder) {
  const cheques = ["boxes.json", "labels.csv"].map((file) => join(folder, "cheques", file));
  return [
    {
      name: "mnist-test",
      about: "MNIST's test part, straight into the network",
      needs: mnist(folder, "t10k"),
      items: () => mnistTest(folder).map((scan) => ({ ...scan, normalised: scan.values })),
    },
    {
      name: "mnist-test-picture",
      about: "the same as 28×28 pictures through the whole pipeline",
      needs: mnist(folder, "t10k"),
      items: () => mnistTest(folder).map((scan) => ({ ...scan, picture: greyPicture(scan) })),
    },
    {
      name: "mnist-validation",
      about: "the last 10,000 of MNIST's training part, straight into the network",
      needs: mnist(folder, "train"),
      items: () =>
        readLabelled(...mnist(folder, "train"))
          .slice(-VALIDATION)
          .map((scan, index) => ({ ...scan, normalised: scan.values, name: `train ${50_000 + index}` })),
    },
    {
      name: "optdigits32",
      about: "optdigits32, the held-out fifth, 32×32 bitmaps through the pipeline",
      needs: scans(folder, "optdigits32"),
      items: () => heldOut(folder, "optdigits32").map((scan) => ({ ...scan, picture: greyPicture(scan, true) })),
    },
    {
      name: "semeion",
      about: "semeion, the held-out fifth, width restored, through the pipeline",
      needs: scans(folder, "semeion"),
      items: () => heldOut(folder, "semeion").map((scan) => ({ ...scan, picture: naturalSemeion(scan) })),
    },
    {
      name: "cheque-digits",
      about: "digits of cheques by their given boxes",
      needs: cheques,
      items: () => chequeDigits(folder, 0),
    },
    {
      name: "cheque-digits-margin",
      about: "the same with a tenth more on every side",
      needs: cheques,
      items: () => chequeDigits(folder, MARGIN),
    },
    {
      name: "photos",
      about: "single digits, photographed, scanned or drawn",
      needs: [join(folder, "photos", "labels.csv")],
      items: () => photos(folder),
    },
  ];
}
