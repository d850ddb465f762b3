// The pictures that the project draws for training: their templates, what they depend on, what they look like.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import { DATA } from "../support/mnist.js";
import { program } from "../support/programs.js";

const PROGRAM = program("synth");
const TRAIN = 0;
const HELD_OUT = 1;
const SIDE = 28;
const AREA = SIDE * SIDE;
const KINDS = 11;
const COUNT = 40;

const WEIGHTS = new URL("../../weights/lenet5.safetensors", import.meta.url);

const run = (...words) => execFileSync(PROGRAM, words.map(String), { maxBuffer: 1 << 28 });

/** subjects [10 digits, then the kinds of non-digit][COUNT] pictures. */
function drawPictures(split, order = "pictures") {
  const bytes = run(order, split, COUNT);
  assert.equal(bytes.length, (10 + KINDS) * COUNT * AREA);
  return Array.from({ length: 10 + KINDS }, (_, subject) =>
    Array.from({ length: COUNT }, (_, i) => {
      const start = (subject * COUNT + i) * AREA;
      return bytes.subarray(start, start + AREA);
    }),
  );
}

function readTemplates() {
  const lines = run("templates").toString().trimEnd().split("\n");
  return lines.map((line) => {
    const [table, split, share, from, to] = line.split("\t");
    return { table, split: Number(split), share: Number(share), from, to };
  });
}

const shapeOf = (template) => template.replace(/-?\d+,-?\d+!?/g, "p");

function boxOf(picture) {
  const inked = Array.from(picture.keys()).filter((i) => picture[i] > 0);
  const rows = inked.map((i) => Math.floor(i / SIDE));
  const columns = inked.map((i) => i % SIDE);
  return { width: Math.max(...columns) - Math.min(...columns) + 1, height: Math.max(...rows) - Math.min(...rows) + 1 };
}

test("every template is well-formed, and both of a style have the same points", () => {
  for (const { table, share, from, to } of readTemplates()) {
    for (const template of [from, to]) {
      assert.match(template, /^-?\d+,-?\d+!?( (\| )?-?\d+,-?\d+!?)*$/, `${table}: ${template}`);
      for (const [x] of template.matchAll(/-?\d+/g))
        assert.ok(Number(x) >= -40 && Number(x) <= 160, `${table}: ${x} in ${template}`);
    }
    assert.equal(shapeOf(from), shapeOf(to), `${table}: ${from} / ${to}`);
    assert.ok(share >= 1);
  }
});

test("each table serves both splits, and no template serves two", () => {
  const splits = new Map();
  const owner = new Map();
  for (const { table, split, from, to } of readTemplates()) {
    splits.set(table, (splits.get(table) ?? new Set()).add(split));
    for (const template of new Set([from, to])) {
      assert.ok(!owner.has(template), `${template} is in ${owner.get(template)} and in ${table}`);
      owner.set(template, table);
    }
  }
  assert.equal(splits.size, 15);
  for (const [table, found] of splits) assert.equal(found.size, 2, table);
});

for (const [name, split] of [
  ["training", TRAIN],
  ["held-out", HELD_OUT],
]) {
  test(`a ${name} picture depends on its stream only, not on what was drawn before`, () => {
    assert.deepEqual(drawPictures(split), drawPictures(split, "backwards"));
  });

  test(`${name} pictures hold ink within 20×20, and no two are alike`, () => {
    for (const [subject, pictures] of drawPictures(split).entries()) {
      assert.equal(new Set(pictures.map((picture) => picture.toString("latin1"))).size, COUNT, `subject ${subject}`);
      for (const picture of pictures) {
        assert.ok(Math.max(...picture) >= 64, `subject ${subject} has a blank picture`);
        const { width, height } = boxOf(picture);
        assert.ok(
          width <= 20 && height <= 20 && Math.max(width, height) >= 15,
          `subject ${subject}: ${width}×${height}`,
        );
      }
    }
  });
}

test("a split's pictures are its own", () => {
  const train = new Set(
    drawPictures(TRAIN)
      .flat()
      .map((picture) => picture.toString("latin1")),
  );
  for (const picture of drawPictures(HELD_OUT).flat()) assert.ok(!train.has(picture.toString("latin1")));
});

test("strokes are finite, about 100 units high, and numbered in order", () => {
  for (const line of run("strokes", HELD_OUT, COUNT).toString().trimEnd().split("\n")) {
    const points = line
      .split(" ")
      .slice(1)
      .map((point) => point.split(",").map(Number));
    assert.ok(points.length >= 10 && points.length <= 1024 && points.flat().every(Number.isFinite));
    const ys = points.map(([, y]) => y);
    const height = Math.max(...ys) - Math.min(...ys);
    assert.ok(height > 60 && height < 150, `${height} high: ${line}`);
    points.forEach(([, , stroke], i) => assert.ok(i === 0 ? stroke === 0 : [0, 1].includes(stroke - points[i - 1][2])));
  }
});

function readMnist(count) {
  const read = (name) => gunzipSync(readFileSync(`${DATA}/mnist/${name}.gz`));
  const pictures = read("train-images-idx3-ubyte").subarray(16);
  const labels = read("train-labels-idx1-ubyte").subarray(8);
  return Array.from({ length: count }, (_, i) => ({
    label: labels[i],
    picture: pictures.subarray(i * AREA, (i + 1) * AREA),
  }));
}

/** 2×2 averages, of length 1: what a blurred comparison needs. */
function blurred(picture) {
  const half = SIDE / 2;
  const small = Float32Array.from({ length: half * half }, (_, i) => {
    const corner = 2 * SIDE * Math.floor(i / half) + 2 * (i % half);
    return picture[corner] + picture[corner + 1] + picture[corner + SIDE] + picture[corner + SIDE + 1];
  });
  const length = Math.sqrt(small.reduce((sum, value) => sum + value * value, 0));
  return small.map((value) => value / length);
}

function nearestLabel(picture, references) {
  let best = -1;
  let label = -1;
  for (const reference of references) {
    let similarity = 0;
    for (let i = 0; i < picture.length; i++) similarity += picture[i] * reference.picture[i];
    if (similarity > best) [best, label] = [similarity, reference.label];
  }
  return label;
}

test("the nearest MNIST digit to a drawn digit is most often the same digit", (t) => {
  if (!existsSync(`${DATA}/mnist`)) return t.skip(`no MNIST in ${DATA}`);
  const references = readMnist(8000).map(({ label, picture }) => ({ label, picture: blurred(picture) }));
  const classes = drawPictures(TRAIN).slice(0, 10);
  for (const [digit, pictures] of classes.entries()) {
    const votes = Array(10).fill(0);
    for (const picture of pictures) votes[nearestLabel(blurred(picture), references)]++;
    assert.equal(votes.indexOf(Math.max(...votes)), digit, `${digit}: ${votes}`);
    assert.ok(votes[digit] >= 0.5 * COUNT, `${digit}: ${votes}`);
  }
});

test("the network that ships reads the styles that no training saw", () => {
  const words = ["answers", HELD_OUT, 200].map(String);
  const rows = execFileSync(PROGRAM, words, { input: readFileSync(WEIGHTS) })
    .toString()
    .trimEnd()
    .split("\n");
  const right = rows.map((row, digit) => Number(row.split(" ")[digit]));
  right.forEach((count, digit) => assert.ok(count >= 0.8 * 200, `${digit}: ${rows[digit]}`));
  assert.ok(right.reduce((sum, count) => sum + count, 0) >= 0.95 * 2000, rows.join("\n"));
});

test("what is cut out of a row is one of its digits, and the network that ships reads most of them", () => {
  const COUNTED = 1000;
  const text = execFileSync(PROGRAM, ["flanked", HELD_OUT, COUNTED].map(String), { input: readFileSync(WEIGHTS) });
  const rows = text
    .toString()
    .trimEnd()
    .split("\n")
    .map((row) => row.split(" ").map(Number));
  assert.equal(rows.length, COUNTED);
  for (const [a, b, c, label] of rows) assert.ok([a, b, c].includes(label), `${label} out of ${a} ${b} ${c}`);
  const outer = rows.filter(([, b, , label]) => label !== b).length;
  assert.ok(outer > 0.2 * COUNTED && outer < 0.5 * COUNTED, `${outer} are the first or the last`);
  const read = rows.filter(([, , , label, answer]) => label === answer).length;
  assert.ok(read >= 0.9 * COUNTED, `${read} are read`);
});
