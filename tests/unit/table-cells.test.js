// Cells of tables: found between their rules, read, told as blank or unread; from the library and from the command.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { Form, onDesk } from "../eval/forms.js";
import { Random } from "../eval/random.js";
import { textsOf } from "../support/cell-texts.js";
import { repainted } from "../support/drawings.js";
import { pngOf } from "../support/picture-files.js";
import { draw, drawNumber } from "../support/plain-hand.js";

const NATIVE = fileURLToPath(new URL("../../build/lenet5", import.meta.url));

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** A cell wide enough for numbers; own: strokes of characters, about (0, 0), instead of a hand's. */
function wideCell(text, own = {}, step = 34) {
  const form = new Form(240, 100);
  form.frame(20, 20, 200, 60, 2);
  [...text].forEach((character, i) => {
    const x = 60 + step * i;
    const moved = (stroke) => stroke.map(([across, down]) => ({ x: x + across, y: 50 + down }));
    if (own[character]) form.draw("pen", own[character].map(moved), 3);
    else draw(form, character, x, 50, 36, 3);
  });
  return form.paint();
}

const RING = Array.from({ length: 41 }, (_, i) => (i / 20) * Math.PI);
/** A zero with a slash through it, which reaches `across` and `down` beyond its middle. */
const slashed = (across, down) => [
  RING.map((angle) => [9 * Math.sin(angle), -11.5 * Math.cos(angle)]),
  [[across, -down], [-across, down]],
]; // biome-ignore format: a line

const CELLS = [
  ["7", "", "24"],
  ["", "350", ""],
  ["12", "", "6"],
];

function table(cells = CELLS, { rule = 1.8, print = undefined } = {}) {
  const form = new Form(40 + 130 * cells[0].length, 40 + 60 * cells.length);
  for (let i = 0; i <= cells.length; i++) form.line(20, 20 + 60 * i, 20 + 130 * cells[0].length, 20 + 60 * i, rule);
  for (let i = 0; i <= cells[0].length; i++) form.line(20 + 130 * i, 20, 20 + 130 * i, 20 + 60 * cells.length, rule);
  cells.forEach((row, y) => {
    row.forEach((text, x) => {
      drawNumber(form, text, 32 + 130 * x, 50 + 60 * y, 36);
    });
  });
  return form.paint({ print });
}

describe("cells", () => {
  test("are rows and columns of digits, numbers and blanks", () => {
    const read = lenet5.readCells(table());
    assert.deepEqual(textsOf(read), CELLS);
    assert.equal(read.reason, null);
    for (const { kind, text, confidence } of read.cells) {
      assert.equal(kind, text === null ? "blank" : text.length > 1 ? "number" : "digit");
      assert.ok(confidence >= 0.5 && confidence <= 1);
    }
  });

  for (const rows of [2, 3])
    test(`span ${rows} rows of other columns`, () => {
      const [wide, high, columns, spanning] = [50, 40, 6, 3];
      const [right, bottom] = [20 + columns * wide, 20 + rows * high];
      const form = new Form(40 + columns * wide, 40 + rows * high);
      for (let i = 0; i <= columns; i++) form.line(20 + i * wide, 20, 20 + i * wide, bottom, 2);
      for (const y of [20, bottom]) form.line(20, y, right, y, 2);
      for (let i = 1; i < rows; i++) form.line(20 + spanning * wide, 20 + i * high, right, 20 + i * high, 2);
      assert.equal(lenet5.readCells(form.paint()).cells.length, spanning + (columns - spanning) * rows);
    });

  for (const [what, look] of Object.entries({
    "as broad as pens": { rule: 7 },
    "much fainter than the writing, as spreadsheets have": { rule: 1, print: [215, 215, 220] },
  }))
    test(`are found between rules ${what}`, () => {
      assert.deepEqual(textsOf(lenet5.readCells(table(CELLS, look))), CELLS);
    });

  test("are blank where only the crossings of rules are left", () => {
    const form = new Form(420, 420);
    for (let i = 0; i <= 9; i++) {
      const [at, rule] = [24 + 41 * i, i % 3 === 0 ? 3 : 1.4];
      form.line(at, 24, at, 393, rule);
      form.line(24, at, 393, at, rule);
    }
    draw(form, 3, 24 + 41 * 4.5, 24 + 41 * 4.5, 28);
    const { rows, columns, cells } = lenet5.readCells(form.paint());
    assert.deepEqual([rows, columns, cells.length], [9, 9, 81]);
    const written = cells.filter(({ kind }) => kind !== "blank");
    assert.deepEqual(
      written.map(({ row, column, text }) => [row, column, text]),
      [[4, 4, "3"]],
    );
  });

  test("stay whole under a stroke that nearly goes from one side to the other", () => {
    const form = new Form(9 * 51 + 60, 9 * 51 + 60);
    for (let i = 0; i <= 9; i++) {
      form.line(30 + 51 * i, 30, 30 + 51 * i, 30 + 9 * 51, 3);
      form.line(30, 30 + 51 * i, 30 + 9 * 51, 30 + 51 * i, 4);
    }
    const [x, y] = [30 + 51, 30 + 51];
    for (const stroke of [
      [[20, 8], [9, 26], [42, 26]],
      [[31, 8], [30, 42]],
    ]) form.draw("pen", [stroke.map(([dx, dy]) => ({ x: x + dx, y: y + dy }))], 6); // biome-ignore format: a 4
    const { rows, columns, cells } = lenet5.readCells(form.paint());
    assert.deepEqual([rows, columns, cells.length], [9, 9, 81]);
    assert.equal(cells.find(({ row, column }) => row === 1 && column === 1).text, "4");
  });

  test("keep the point of a number", () => {
    const form = new Form(240, 130);
    form.frame(20, 20, 200, 84, 2);
    for (const [i, digit] of ["1", "2", "5", "0"].entries()) draw(form, digit, 50 + 36 * i + (i > 1 ? 22 : 0), 62, 48);
    form.draw("pen", [[{ x: 115, y: 84 }, { x: 116, y: 85 }]], 6); // biome-ignore format: a point
    assert.deepEqual(textsOf(lenet5.readCells(form.paint())), [["12.50"]]);
  });

  for (const [slash, zero] of Object.entries({ steep: slashed(7, 18), long: slashed(14, 18), flat: slashed(18, 18) }))
    for (const text of ["0", "700"])
      test(`read zeros with slashes, ${slash}: ${text}`, () => {
        const [cell] = lenet5.readCells(wideCell(text, { 0: zero })).cells;
        assert.equal(cell.text, text);
        assert.ok(cell.confidence > 0.5);
      });

  for (const text of ["417", "214", "3411"])
    test(`take a leaning 1 for no slash: ${text}`, () => {
      const lean = text === "417" ? 8 : 10;
      const [cell] = lenet5.readCells(wideCell(text, { 1: [[[lean, -16], [-lean, 18]]] }, 32)).cells; // biome-ignore format: a line
      assert.equal(cell.text, text);
    });

  test("keep the slash of a fraction", () => {
    const [cell] = lenet5.readCells(wideCell("3/7", { "/": [[[12, -26], [-12, 24]]] })).cells; // biome-ignore format: a line
    assert.equal(cell.text, "3/7");
  });

  const LETTERS = {
    H: [[[-12, -18], [-12, 18], [-12, 0], [12, 0], [12, -18], [12, 18]]],
    W: [[[-16, -18], [-8, 18], [0, -6], [8, 18], [16, -18]]],
  }; // biome-ignore format: strokes
  for (const text of ["7H", "H26", "W26"])
    test(`are unread where a character as high as the digits is none: ${text}`, () => {
      const [{ kind, confidence, alternatives }] = lenet5.readCells(wideCell(text, LETTERS, 36)).cells;
      assert.equal(kind, "unread");
      assert.ok(confidence < 0.5 && alternatives.every((one) => one.confidence < 0.5));
    });

  test("read a number before a unit that is lower", () => {
    const m = [[-6, 17], [-6, 4], [-5, 17], [0, 4], [1, 17], [7, 4], [7, 17]]; // biome-ignore format: a stroke
    const [cell] = lenet5.readCells(wideCell("24m", { m: [m] })).cells;
    assert.equal(cell.text, "24");
  });

  test("say what else they could be, surest first, and never what they are", () => {
    const { cells } = lenet5.readCells(table());
    for (const { kind, text, confidence, alternatives } of cells) {
      if (kind === "blank") assert.deepEqual(alternatives, []);
      else assert.ok(alternatives.length > 0 && alternatives.length <= 3);
      const shares = [confidence, ...alternatives.map((one) => one.confidence)];
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => b - a),
      );
      assert.ok(shares.reduce((sum, share) => sum + share) <= 1 + 1e-5, `${shares}`);
      const texts = [text, ...alternatives.map((one) => one.text)];
      assert.equal(new Set(texts).size, texts.length, `${texts}`);
    }
  });

  test("of two rows stay divided anew where other columns are even", () => {
    const [wide, tall] = [60, 40];
    const form = new Form(40 + 5 * wide, 40 + 2 * tall);
    for (let i = 0; i <= 2; i++) form.line(20, 20 + i * tall, 20 + 5 * wide, 20 + i * tall, 2);
    for (const i of [0, 1, 2, 2.5, 3, 4, 5]) form.line(20 + i * wide, 20, 20 + i * wide, 20 + 2 * tall, 2);
    assert.equal(lenet5.readCells(form.paint()).columns, 6);
  });

  test("that can't be read say what they could be", () => {
    const form = new Form(200, 130);
    form.frame(20, 20, 160, 84, 2);
    for (const [i, digit] of ["1", "4", "7", "8"].entries()) draw(form, digit, 86 + 9 * i, 62, 48); // one upon the other
    const [{ kind, text, confidence, alternatives }] = lenet5.readCells(form.paint()).cells;
    assert.deepEqual([kind, text], ["unread", null]);
    assert.equal(alternatives[0].confidence, confidence);
  });

  test("lie where the cells lie", () => {
    for (const { row, column, box } of lenet5.readCells(table()).cells) {
      const middle = [box.x + box.width / 2, box.y + box.height / 2];
      assert.ok(
        Math.abs(middle[0] - (85 + 130 * column)) < 6 && Math.abs(middle[1] - (50 + 60 * row)) < 6,
        `${middle}`,
      );
    }
  });

  for (const turn of [-1, 1])
    test(`of a sheet on a desk, askew by ${15 * turn}°`, () => {
      const random = new Random("desk", turn);
      assert.deepEqual(textsOf(lenet5.readCells(onDesk(table(), random, { turn: 15 * turn, askew: 0.02 }))), CELLS);
    });

  test("of a dense table on a desk, of which hardly any part is bare paper", () => {
    const form = new Form(520, 520);
    for (let i = 0; i <= 20; i++) {
      form.line(20, 20 + 24 * i, 500, 20 + 24 * i, 2);
      form.line(20 + 24 * i, 20, 20 + 24 * i, 500, 2);
    }
    const picture = onDesk(form.paint(), new Random("dense table"), { turn: 5, askew: 0.02 });
    const { rows, columns } = lenet5.readCells(picture);
    assert.deepEqual([rows, columns], [20, 20]);
  });

  test("of low and wide ones on a sheet that is turned either way", () => {
    const form = new Form(420, 300);
    for (let x = 10; x <= 410; x += 100) form.line(x, 10, x, 290, 1.4);
    for (let y = 10; y <= 290; y += 28) form.line(10, y, 410, y, 1.4);
    draw(form, 7, 60, 24, 20, 2.4);
    draw(form, 4, 360, 276, 20, 2.4);
    const expected = Array.from({ length: 10 }, (_, row) =>
      Array.from({ length: 4 }, (_, column) => ({ "0/0": "7", "9/3": "4" })[`${row}/${column}`] ?? ""),
    );
    for (const seed of [1, 2, 3, 4])
      assert.deepEqual(
        textsOf(lenet5.readCells(onDesk(form.paint(), new Random("low", seed), { turn: 11, askew: 0.01 }))),
        expected,
        `${seed}`,
      );
  });

  for (const slope of [12, 20, 32])
    test(`of pale hairlines that run down by ${slope} pixels, on grainy paper`, () => {
      const form = new Form(640, 400);
      for (let i = 0; i <= 6; i++) form.line(20 + 100 * i, 15, 100 * i, 385, 1.2);
      for (let i = 0; i <= 6; i++) {
        const [left, y] = [20 - (20 * i) / 6, 15 + ((370 - slope) * i) / 6];
        form.line(left, y, left + 600, y + slope, 1.2);
      }
      for (let i = 0; i < 36; i++) {
        const [row, column] = [Math.floor(i / 6), i % 6];
        draw(
          form,
          (row * 7 + column * 3) % 10,
          70 + 100 * column - 3 * row,
          48 + 56 * row + (slope * column) / 6,
          30,
          2.4,
        );
      }
      const random = new Random("grain");
      const grainy = repainted(form.paint({ print: [150, 150, 150] }), (seen) => {
        const grain = 4 * (random.unit() - 0.5);
        return seen.map((value) => value + grain);
      });
      const { rows, columns } = lenet5.readCells(grainy);
      assert.deepEqual([rows, columns], [6, 6]);
    });

  test("there are none on a page without rules", () => {
    const form = new Form(300, 120);
    drawNumber(form, "4072", 40, 60, 60);
    assert.deepEqual(lenet5.readCells(form.paint()), { rows: 0, columns: 0, cells: [], reason: "no-cells" });
  });

  test("and no ink is blank", () => {
    assert.equal(lenet5.readCells(new Form(200, 200).paint()).reason, "blank");
  });

  test("beyond the most there may be are refused, and forgotten", () => {
    const form = new Form(700, 700);
    for (let i = 0; i <= 40; i++) {
      form.line(10, 10 + 17 * i, 690, 10 + 17 * i, 1);
      form.line(10 + 17 * i, 10, 10 + 17 * i, 690, 1);
    }
    const { cells, reason } = lenet5.readCells(form.paint());
    assert.deepEqual({ cells, reason }, { cells: [], reason: "too-many-cells" });
    assert.equal(lenet5.readCells(new Form(200, 200).paint()).reason, "blank");
  });
});

describe("the command", () => {
  test("prints cells as CSV, reads a region and writes the stages", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lenet5-page-"));
    try {
      const file = path.join(folder, "table.png");
      const { width, height, data } = table();
      writeFileSync(file, pngOf({ width, height, colourType: 6, samples: Buffer.from(data) }));
      const run = (...args) => {
        const { status, stdout, stderr } = spawnSync(NATIVE, args, { encoding: "utf8" });
        assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
        return stdout;
      };
      assert.equal(run("cells", "--csv", file), `${CELLS.map((row) => row.join(",")).join("\n")}\n`);
      const json = JSON.parse(run("cells", "--json", file));
      assert.deepEqual(textsOf(json), CELLS);
      const stages = path.join(folder, "stages");
      const reading = JSON.parse(run("read", "--json", "--region", "150,85,130,50", "--stages", stages, file));
      assert.equal(reading.text, "350");
      for (const stage of ["working", "ink", "print", "unruled", "components", "lines", "path"])
        assert.ok(
          readdirSync(stages).some((name) => name.includes(stage)),
          stage,
        );
    } finally {
      rmSync(folder, { recursive: true });
      assert.ok(!existsSync(folder));
    }
  });

  test("refuses a region that is none", () => {
    const { status, stderr } = spawnSync(NATIVE, ["read", "--region", "1,2,3", "x.png"], { encoding: "utf8" });
    assert.equal(status, 2);
    assert.match(stderr, /X,Y,WIDTH,HEIGHT/);
  });
});
