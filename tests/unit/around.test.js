// What is around a digit, over it and beside it: the same digit with and without it, refusals and their reasons, as
// pictures and as strokes.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { boundsOfStrokes, colour, inkOfStrokes, paint } from "../eval/canvas.js";
import { repainted, surrounded } from "../support/drawings.js";
import { mulberry } from "../support/random.js";
import { STROKES } from "../support/strokes.js";

const SIDE = 240;
const PEN = 8;
const WHITE = { pen: colour("#1b2a6b"), paper: colour("#ffffff") };

let lenet5;
before(async () => {
  lenet5 = await loadLeNet5();
});

/** A digit in a box of the canvas. */
const digit = (name, left = 70, top = 60, size = 110) =>
  STROKES[name].map((stroke) => stroke.map(([x, y]) => ({ x: left + x * size, y: top + y * size })));

const polygon = (...corners) => [corners.map(([x, y]) => ({ x, y }))];
const line = (x0, y0, x1, y1) => polygon([x0, y0], [x1, y1]);

function ellipse(cx, cy, rx, ry) {
  return polygon(
    ...Array.from({ length: 49 }, (_, i) => [
      cx + rx * Math.cos((i * Math.PI) / 24),
      cy + ry * Math.sin((i * Math.PI) / 24),
    ]),
  );
}

const picture = (strokes, look = WHITE, width = SIDE, height = SIDE) =>
  paint(width, height, inkOfStrokes(width, height, strokes, PEN), look);

const AROUND = {
  "a frame": polygon([40, 40], [210, 40], [210, 200], [40, 200], [40, 40]),
  "a ring": ellipse(125, 115, 100, 100),
  "an oval": ellipse(125, 115, 115, 90),
  "two sides of a cell": polygon([45, 0], [45, 195], [239, 195]),
  "an underline": line(55, 190, 200, 186),
  "two underlines": [...line(55, 190, 200, 186), ...line(60, 208, 205, 206)],
};

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

describe("is not the digit", () => {
  for (const [what, around] of Object.entries(AROUND)) {
    test(what, () => {
      for (const name of DIGITS) {
        const strokes = digit(name);
        const plain = lenet5.predict(picture(strokes));
        const seen = lenet5.predict(picture([...strokes, ...around]));
        assert.equal(plain.digit, Number(name));
        assert.deepEqual([seen.digit, seen.reason, seen.box], [plain.digit, null, plain.box], name);
      }
    });

    test(`${what}, as strokes`, () => {
      for (const name of DIGITS) {
        const { digit: seen, reason } = lenet5.predictStrokes([...digit(name), ...around]);
        assert.deepEqual([seen, reason], [Number(name), null], name);
      }
    });
  }

  test("an underline that touches it", () => {
    for (const name of ["0", "3", "4", "6", "7", "8", "9"]) {
      const strokes = digit(name);
      const foot = Math.max(...strokes.flat().map(({ y }) => y));
      const { digit: seen, reason } = lenet5.predict(picture([...strokes, ...line(50, foot, 205, foot - 2)]));
      assert.deepEqual([seen, reason], [Number(name), null], name);
    }
  });

  test("an underline as short as a 1's foot", () => {
    const seven = digit("7");
    const { left, width } = boundsOfStrokes(seven);
    const { digit: seen, reason } = lenet5.predict(
      picture([...seven, ...line(left - 15, 186, left + width + 15, 184)]),
    );
    assert.deepEqual([seen, reason], [7, null]);
  });

  test("a shadow's edge through it, whichever way that runs, and it is read on the dark side too", () => {
    for (const name of DIGITS) {
      for (let turn = 0; turn < 24; turn++) {
        const [across, down] = [Math.cos((turn * Math.PI) / 12), Math.sin((turn * Math.PI) / 12)];
        const light = (x, y) => ((x - 120) * across + (y - 115) * down > 0 ? 0.45 : 1);
        const { digit: seen } = lenet5.predict(picture(digit(name), { ...WHITE, light }));
        assert.equal(seen, Number(name), `${name} at ${15 * turn}°`);
      }
    }
  });

  test("a shadow beside it on whose paper it would be invisible", () => {
    const light = (x, y) => (x + 0.4 * y > 245 ? 0.5 : 1);
    for (const name of DIGITS) {
      const look = { pen: colour("#7f7f7f"), paper: colour("#ffffff"), light };
      assert.equal(lenet5.predict(picture(digit(name), look)).digit, Number(name), name);
    }
  });
});

describe("around the sheet is not the digit", () => {
  const even = (value) => () => [value, value, value];
  const [black, dark] = [() => even(0), () => even(50)];
  const grain = () => {
    const random = mulberry(7);
    return () => Array(3).fill(60 + 40 * (random() + random() - 1));
  };

  for (const [what, [edge, ground]] of /** @type {[string, [number, () => () => number[]]][]} */ (
    Object.entries({
      "a narrow black frame": [6, black],
      "a black frame": [20, black],
      "a dark desk": [60, dark],
      "a dark desk that is broader than the sheet": [300, dark],
      "a desk of half the sheet's grey": [60, () => even(140)],
      "a grainy desk": [80, grain],
      "a grainy desk that is nearly as broad as the sheet": [200, grain],
    })
  ))
    test(what, () => {
      for (const name of DIGITS) {
        const { digit: seen, reason, box } = lenet5.predict(surrounded(picture(digit(name)), edge, ground()));
        assert.deepEqual([seen, reason], [Number(name), null], name);
        assert.ok(box.x > edge + 30 && box.x + box.width < edge + SIDE - 30, `${name}: ${JSON.stringify(box)}`);
      }
    });

  for (const [what, isEdge] of /** @type {[string, (x: number, y: number, edge: number) => boolean][]} */ (
    Object.entries({
      "dark edges on the left and below": (x, y, edge) => x < edge || y >= SIDE - edge,
      "dark edges on the right and above": (x, y, edge) => x >= SIDE - edge || y < edge,
    })
  ))
    test(what, () => {
      for (const edge of [6, 12])
        for (const name of DIGITS) {
          const edged = repainted(picture(digit(name)), (seen, x, y) => (isEdge(x, y, edge) ? [10, 10, 10] : seen));
          const { digit: seen, reason } = lenet5.predict(edged);
          assert.deepEqual([seen, reason], [Number(name), null], `${name}, ${edge} pixels`);
        }
    });

  test("a lighter page around a board with chalk on it", () => {
    const board = { pen: colour("#e6e6e6"), paper: colour("#282828") };
    for (const [edge, page] of [[20, 250], [60, 250], [120, 250], [60, 140]]) // biome-ignore format: pairs
      for (const name of DIGITS) {
        const { digit: seen, reason } = lenet5.predict(surrounded(picture(digit(name), board), edge, even(page)));
        assert.deepEqual([seen, reason], [Number(name), null], `${name}, ${edge} pixels of ${page}`);
      }
  });
});

describe("belongs to the digit", () => {
  const OWN = {
    "the bar of a 7": [7, [...digit("7"), ...line(95, 115, 145, 112)]],
    "the slash of a 0": [0, [...digit("0"), ...line(85, 165, 165, 65)]],
    "the foot of a 2": [2, polygon([92, 85], [110, 66], [140, 68], [146, 95], [90, 165], [160, 165])],
    "the foot of a 1": [1, [...polygon([95, 95], [125, 65], [125, 165]), ...line(95, 165, 155, 165)]],
  };
  for (const [what, [truth, strokes]] of Object.entries(OWN)) {
    test(what, () => {
      const { digit: seen, reason } = lenet5.predict(picture(strokes));
      assert.deepEqual([seen, reason], [truth, null]);
    });
  }

  test("the bar of a 0, which cancels nothing", () => {
    const { probabilities, reason } = lenet5.predict(picture([...digit("0"), ...line(98, 116, 152, 114)]));
    assert.equal(probabilities.indexOf(Math.max(...probabilities)), 0);
    assert.ok(reason === null || reason === "not-a-digit", reason); // the network may not know a 0 like that
  });

  const FLAGS = { level: [-32, 4], bent: [-24, 10], long: [-44, 30] };

  for (const [name, [across, down]] of Object.entries(FLAGS)) {
    test(`a foot clear of a 1 with a ${name} flag`, () => {
      const body = polygon([130 + across, 60 + down], [130, 60], [128, 165]);
      for (const [left, right] of [
        [105, 155],
        [96, 168],
      ]) {
        const one = [...body, ...line(left, 178, right, 177)];
        const asPicture = lenet5.predict(picture(one));
        const asStrokes = lenet5.predictStrokes(one);
        for (const { digit: seen, reason } of [asPicture, asStrokes])
          assert.deepEqual([seen, reason], [1, null], `${left} to ${right}`);
        assert.ok(asPicture.box.x <= left && asPicture.box.x + asPicture.box.width >= right, "the foot is in the box");
      }
    });
  }
});

const OVER = {
  "a cross": [...line(65, 55, 190, 180), ...line(62, 178, 192, 60)],
  "two strokes": [...line(50, 108, 205, 104), ...line(52, 130, 204, 126)],
  "a zigzag": polygon(...Array.from({ length: 12 }, (_, i) => [i % 2 ? 205 : 50, 60 + i * 10])),
};

describe("is crossed out by", () => {
  for (const [what, over] of Object.entries(OVER)) {
    test(what, () => {
      for (const name of ["2", "3", "5", "6", "9"]) {
        const strokes = [...digit(name), ...over];
        for (const { digit: seen, reason } of [lenet5.predict(picture(strokes)), lenet5.predictStrokes(strokes)])
          assert.deepEqual([seen, reason], [null, "cancelled"], name);
      }
    });
  }
});

describe("two digits are more than one", () => {
  const pair = (first, second) => [...digit(first, 20, 60, 100), ...digit(second, 120, 62, 100)];
  const NUMBERS = ["17", "23", "40", "58", "96", "72"];

  test("with the box of all their ink, and read() reads them", () => {
    for (const [first, second] of NUMBERS) {
      const strokes = pair(first, second);
      const seen = lenet5.predict(picture(strokes));
      assert.deepEqual([seen.digit, seen.reason, seen.rejected], [null, "more-than-one", true], first + second);
      const points = strokes.flat();
      const reach = (axis) => [
        Math.min(...points.map((point) => point[axis])) - PEN / 2,
        Math.max(...points.map((point) => point[axis])) + PEN / 2,
      ];
      const { x, y, width, height } = seen.box;
      for (const [from, to, [least, most]] of [
        [x, x + width, reach("x")],
        [y, y + height, reach("y")],
      ])
        assert.ok(Math.abs(from - least) <= 1.5 && Math.abs(to - most) <= 1.5, `${first}${second}: ${from} … ${to}`);
      assert.equal(lenet5.read(picture(strokes)).text, first + second);
    }
  });

  test("as strokes", () => {
    for (const [first, second] of NUMBERS)
      assert.equal(lenet5.predictStrokes(pair(first, second)).reason, "more-than-one", first + second);
  });

  test("in a frame", () => {
    const frame = polygon([6, 30], [234, 30], [234, 190], [6, 190], [6, 30]);
    assert.equal(lenet5.predict(picture([...pair("2", "3"), ...frame])).reason, "more-than-one");
  });
});

describe("ink that a pen left beside a digit", () => {
  const dot = (x, y) => line(x, y, x + 3, y + 2);
  const NO_DIGITS = {
    "a question mark, as its hook reads as 7": [...digit("7", 70, 40), ...dot(100, 190)],
    "a semicolon": [...dot(120, 70), ...polygon([120, 130], [126, 150], [112, 180])],
    "a quotation mark": [...line(90, 60, 88, 130), ...line(150, 62, 147, 100)],
    "a division sign": [...dot(120, 60), ...dot(120, 170), ...line(60, 115, 180, 112)],
  };
  for (const [what, strokes] of Object.entries(NO_DIGITS)) {
    test(`is no dirt: ${what} is no digit`, () => {
      const { digit: seen, reason } = lenet5.predictStrokes(strokes);
      assert.equal(seen, null);
      assert.match(reason, /^(not-a-digit|more-than-one)$/);
    });
  }

  test("an accidental dot beside a digit, and the dot in a zero, change nothing", () => {
    for (const name of DIGITS) assert.equal(lenet5.predictStrokes([...digit(name), ...dot(215, 120)]).digit, +name);
    assert.equal(lenet5.predictStrokes([...digit("0"), ...dot(122, 115)]).digit, 0);
  });
});

describe("strokes that are no drawing", () => {
  const three = digit("3");
  const twice = three.map((stroke) => stroke.flatMap((point) => [point, point]));
  test("empty and repeated ones change nothing", () => {
    const { digit: seen, confidence } = lenet5.predictStrokes(three);
    assert.equal(seen, 3);
    assert.deepEqual(lenet5.predictStrokes([[], ...twice, []]).digit, 3);
    assert.ok(Math.abs(lenet5.predictStrokes([...three, ...three]).confidence - confidence) < 0.1);
  });

  test("points alone, huge and tiny ones have an answer or a reason", () => {
    const point = (x, y) => [{ x, y }];
    const scattered = Array.from({ length: 3000 }, (_, i) => point((i * 7919) % 1000, (i * 104729) % 1000));
    for (const strokes of [
      [point(0, 0)],
      [point(0, 0), point(0, 0)],
      [point(-1e8, -1e8), point(1e8, 1e8)],
      [...three, point(1e8, 1e8)],
      [...three, ...line(-1e8, 0, 1e8, 0)],
      three.map((stroke) => stroke.map(({ x, y }) => ({ x: x * 1e-30, y: y * 1e-30 }))),
      scattered,
    ]) {
      const { digit: seen, reason } = lenet5.predictStrokes(strokes);
      assert.ok((seen === null) === (reason !== null));
    }
  });
});
