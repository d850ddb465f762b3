// What is ink and what is paper: the same digit on every kind of paper, and paper alone.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import fc from "fast-check";

import { loadLeNet5 } from "../../dist/lib/lenet5.js";
import { difference, differenceMoved } from "../support/differences.js";
import { inked, painted } from "../support/drawings.js";
import { mulberry } from "../support/random.js";

let lenet5;
let plain;
before(async () => {
  lenet5 = await loadLeNet5();
  plain = lenet5.predict(written({}));
});

const SIDE = 240;

/** A 3 with a pen of 14 pixels, 0 … 1, in the middle of 240 × 240. */
function three(x, y) {
  const u = x - 120;
  const v = y - 120;
  const upper = Math.hypot(u, v + 32);
  const lower = Math.hypot(u, v - 36);
  const open = u > -20;
  const distance = Math.min(open ? Math.abs(upper - 32) : 99, open ? Math.abs(lower - 36) : 99);
  return Math.min(1, Math.max(0, 7.5 - distance));
}

/**
 * paper(x, y) → [r, g, b] and pen(x, y) → the same; ink(x, y) 0 … 1.
 * @param {Record<string, (x: number, y: number) => any>} functions
 */
function written({ paper = () => [255, 255, 255], pen = () => [0, 0, 0], ink = three }) {
  return painted(SIDE, SIDE, (x, y) => {
    const share = ink(x, y);
    const behind = paper(x, y);
    const colour = pen(x, y);
    return behind.map((value, i) => value + (colour[i] - value) * share);
  });
}

const grey = (value) => [value, value, value];
const noise = mulberry(5);
const noisy = (value, amplitude) => value + (noise() + noise() + noise() - 1.5) * amplitude;

const PAPERS = {
  "grey paper": { paper: () => grey(150) },
  "light on dark": { paper: () => grey(20), pen: () => grey(240) },
  "blue on black": { paper: () => grey(0), pen: () => [0, 0, 255] },
  "yellow on white": { pen: () => [255, 255, 0] },
  "red on green of the same luma": { paper: () => [60, 140, 60], pen: () => [230, 55, 60] },
  "slope of light": { paper: (x, y) => grey(110 + 0.35 * x + 0.2 * y), pen: (x, y) => grey(20 + 0.08 * (x + y)) },
  "light from one corner": {
    paper: (x, y) => grey(235 * Math.exp(-((x / 300) ** 2) - (y / 400) ** 2) + 15),
    pen: (x, y) => grey(60 * Math.exp(-((x / 300) ** 2) - (y / 400) ** 2)),
  },
  "soft shadow": {
    paper: (x, y) => grey(215 - 90 / (1 + Math.exp((x - y) / 12))),
    pen: (x, y) => grey(40 - 15 / (1 + Math.exp((x - y) / 12))),
  },
  noise: { paper: () => grey(noisy(200, 16)), pen: () => grey(noisy(50, 16)) },
  "faint pencil": { paper: () => grey(noisy(225, 4)), pen: () => grey(165) },
  "ruled lines": { paper: (_x, y) => (y % 40 < 2 ? [120, 150, 210] : grey(245)), pen: () => [20, 30, 120] },
  "grid lines": { paper: (x, y) => (y % 24 < 1 || x % 24 < 1 ? [185, 205, 235] : grey(250)), pen: () => grey(25) },
  specks: { paper: (x, y) => ((x * 7919 + y * 104729) % 1999 === 0 ? grey(40) : grey(240)) },
  "dark table edge": { paper: (x) => (x < 26 ? grey(45) : grey(230)), pen: () => grey(30) },
  "dark table corner": { paper: (x, y) => (x + y < 70 ? [70, 45, 25] : grey(235)), pen: () => grey(30) },
};

for (const [name, paper] of Object.entries(PAPERS)) {
  test(`${name}: the digit's picture is as on plain paper`, () => {
    const { digit, picture, reason } = lenet5.predict(written(paper));
    const off = differenceMoved(picture ?? new Uint8Array(784), plain.picture);
    assert.ok(off < 9, `mean difference ${off}, digit ${digit}, ${reason}`);
    assert.equal(digit, 3);
  });
}

test("a transparent picture is read whichever of dark and light its ink is", () => {
  for (const value of [0, 255]) {
    const picture = painted(SIDE, SIDE, (x, y) => [value, value, value, 255 * three(x, y)]);
    const off = difference(lenet5.predict(picture).picture, plain.picture);
    assert.ok(off < 3, `ink of ${value}: mean difference ${off}`);
  }
});

test("a small, faint and blurred digit is ink, not the end of a shadow", () => {
  const blurred = (x, y) => {
    let sum = 0;
    for (let i = -2; i <= 2; i++) for (let j = -2; j <= 2; j++) sum += three(x + 5 * i, y + 5 * j);
    return sum / 25;
  };
  const { digit, reason } = lenet5.predict(
    painted(36, 36, (x, y) => grey(185 - 60 * blurred(45 + x * 4.2, 45 + y * 4.2))),
  );
  assert.deepEqual({ digit, reason }, { digit: 3, reason: null });
});

test("a small, faint and blurred digit that fills its crop is ink, not the paper's texture", () => {
  const [width, height] = [14, 16];
  const ring = (x, y, down) =>
    7 * Math.abs(Math.hypot((2 * x + 1) / width - 1, ((2 * y + 1) / height - 1 - down) / 0.55) - 0.8);
  const eight = (x, y) => Math.exp(-((Math.min(ring(x, y, -0.45), ring(x, y, 0.45)) / 2) ** 2));
  for (const contrast of [40, 60]) {
    for (let seed = 1; seed <= 8; seed++) {
      const random = mulberry(seed);
      const grain = () => (random() + random() + random() - 1.5) * 6;
      const { box, reason } = lenet5.predict(
        painted(width, height, (x, y) => grey(180 - contrast * eight(x, y) + grain())),
      );
      assert.notEqual(reason, "blank", `contrast ${contrast}, ${seed}`);
      assert.ok(box.width >= 11 && box.height >= 13, `contrast ${contrast}, ${seed}: ${box.width} × ${box.height}`);
    }
  }
});

test("a digit is told from grain that is as strong as itself", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = mulberry(seed);
    const grain = () => (random() + random() - 1) * 100;
    const { digit } = lenet5.predict(painted(80, 80, (x, y) => grey(170 - 75 * three(3 * x, 3 * y) + grain())));
    assert.equal(digit, 3, `${seed}`);
  }
});

test("neighbours that lean in from the sides of a crop are left out", () => {
  const crop = written({
    ink: (x, y) =>
      Math.max(three(x, y), x < 12 && Math.abs(y - 110) < 25 ? 1 : 0, x > 225 && y > 150 && y < 175 ? 1 : 0),
  });
  assert.deepEqual(lenet5.predict(crop).picture, plain.picture);
});

test("a piece of the rule that the digit stands on, cut off by a crop's side, is left out", () => {
  const rule = (x, y) => (y >= 214 && y < 221 && x < 170 ? 1 : 0);
  const crop = written({ ink: (x, y) => Math.max(three(x, y), rule(x, y)) });
  assert.deepEqual(lenet5.predict(crop).picture, plain.picture);
});

/** What a pen of the given width covers of the pixel (x, y) on the way along the points, 0 … 1. */
function penned(points, width, x, y) {
  const distances = points.slice(1).map(([u, v], i) => {
    const [s, t] = points[i];
    const [du, dv] = [u - s, v - t];
    const along = Math.min(1, Math.max(0, ((x - s) * du + (y - t) * dv) / (du * du + dv * dv)));
    return Math.hypot(x - s - along * du, y - t - along * dv);
  });
  return Math.min(1, Math.max(0, width / 2 + 0.5 - Math.min(...distances)));
}

const ONE = [
  [8, 14],
  [17, 3],
  [17, 44],
];

test("the rule that a 1 stands on is no foot of it, though nearly as thick as a small crop's strokes", () => {
  const rule = (y) => [0, 0.6, 1, 0.5][y - 39] ?? 0;
  const one = (x, y) => penned(ONE, 3, x, y);
  const alone = lenet5.predict(inked(one, 30, 48, { paper: [200, 200, 200], pen: [60, 60, 60] }));
  const ruled = lenet5.predict(
    inked((x, y) => Math.max(one(x, y), rule(y)), 30, 48, { paper: [200, 200, 200], pen: [60, 60, 60] }),
  );
  const off = differenceMoved(ruled.picture, alone.picture);
  assert.ok(off < 4, `mean difference ${off}`);
});

test("a 7's straight bar stays, though a crop's sides cut it", () => {
  const seven = (x, y) =>
    penned(
      [
        [-9, 6.5],
        [28, 6.5],
        [12, 44],
      ],
      3,
      x,
      y,
    );
  const whole = lenet5.predict(inked((x, y) => (x < 0 ? 0 : seven(x, y)), 30, 46, { margin: 8 }));
  const off = differenceMoved(lenet5.predict(inked(seven, 30, 46)).picture, whole.picture);
  assert.ok(off < 4, `mean difference ${off}`);
});

test("all three loose strokes of a 5 belong to it", () => {
  const body = (x, y) =>
    Math.max(
      0,
      Math.min(
        1,
        7.5 -
          (x < 110 && y < 130
            ? Math.abs(x - 92) + (y < 92 ? 99 : 0)
            : x > 95
              ? Math.abs(Math.hypot(x - 110, y - 155) - 38)
              : 99),
      ),
    );
  const bar = (x, y) => (y > 62 && y < 76 && x > 95 && x < 160 ? 1 : 0);
  const { box } = lenet5.predict(inked((x, y) => Math.max(body(x, y), bar(x, y)), SIDE, SIDE));
  assert.ok(box.y <= 63, `the box begins at ${box.y}`);
});

const BLANKS = {
  white: () => grey(255),
  black: () => grey(0),
  "a colour": () => [90, 160, 220],
  "a slope": (x, y) => grey(40 + 0.5 * x + 0.3 * y),
  "light from the middle": (x, y) => grey(240 - 0.006 * ((x - 120) ** 2 + (y - 120) ** 2)),
  "a soft shadow": (x, y) => grey(215 - 90 / (1 + Math.exp((x + y - 240) / 14))),
  noise: () => grey(noisy(190, 14)),
  "coloured noise": () => [noisy(190, 14), noisy(170, 14), noisy(140, 14)],
  transparency: () => [0, 0, 0, 0],
  "a table's edge": (x) => (x < 12 ? [90, 60, 40] : [242, 240, 235]),
  "a slanting table's edge": (x, y) => (y > 218 + 0.04 * x ? [90, 60, 40] : [242, 240, 235]),
};

for (const [name, colour] of Object.entries(BLANKS)) {
  test(`nothing but ${name} is blank`, () => {
    for (const side of [28, 100, 240, 700]) {
      const { digit, reason } = lenet5.predict(
        painted(side, side, (x, y) => colour((x * 240) / side, (y * 240) / side)),
      );
      assert.deepEqual({ digit, reason }, { digit: null, reason: "blank" }, `${side} pixels`);
    }
  });
}

test("nothing but a ruled page is blank", () => {
  for (const side of [200, 400, 700]) {
    const page = painted(side, side, (x, y) => ((y + 0.015 * x + 25) % 40 < 2 ? [170, 195, 230] : grey(243)));
    assert.deepEqual(lenet5.predict(page).reason, "blank", `${side} pixels`);
  }
});

test("any picture of any size gets an answer whose box lies in the picture", () => {
  const picture = fc
    .record({
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 90 }),
      levels: fc.integer({ min: 1, max: 255 }),
      seed: fc.integer(),
    })
    .map(({ width, height, levels, seed }) => {
      const random = mulberry(seed);
      return painted(width, height, () =>
        [0, 0, 0, 0].map(() => Math.round((Math.round(random() * levels) / levels) * 255)),
      );
    });
  fc.assert(
    fc.property(picture, (given) => {
      const { box, probabilities } = lenet5.predict(given);
      assert.equal(probabilities.length, 10);
      if (box === null) return;
      assert.ok(box.x >= 0 && box.y >= 0 && box.width >= 1 && box.height >= 1);
      assert.ok(box.x + box.width <= given.width && box.y + box.height <= given.height);
    }),
    { numRuns: 300, seed: 28 },
  );
});

test("extreme shapes and the largest picture are read", () => {
  const LARGEST = 4096;
  for (const [width, height] of [
    [1, 1],
    [1, 3000],
    [200000, 1],
    [2, 100000],
  ]) {
    assert.doesNotThrow(() =>
      lenet5.predict({ data: new Uint8ClampedArray(4 * width * height).fill(255), width, height }),
    );
  }
  const data = new Uint32Array(LARGEST * LARGEST).fill(0xffffffff);
  for (let y = 1000; y < 3000; y++) for (let x = 0; x < 350; x++) data[y * LARGEST + 1900 + x] = 0xff000000;
  const { box } = lenet5.predict({ data: new Uint8ClampedArray(data.buffer), width: LARGEST, height: LARGEST });
  assert.ok(Math.abs(box.x - 1900) <= 6 && Math.abs(box.width - 350) <= 12 && Math.abs(box.height - 2000) <= 12);
});
