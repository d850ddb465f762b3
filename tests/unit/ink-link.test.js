// Ink as text for links: short, and hostile until it is unpacked.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import fc from "fast-check";

import { packInk, unpackInk } from "../../web/app/ink-link.js";

const frame = { width: 400, height: 300 };
const point = fc.record({
  x: fc.double({ min: -50, max: 450, noNaN: true }),
  y: fc.double({ min: -50, max: 350, noNaN: true }),
  width: fc.double({ min: 1, max: 40, noNaN: true }),
});
const stroke = fc.record({ points: fc.array(point, { minLength: 1, maxLength: 30 }), erase: fc.boolean() });

const LINE = [0, 1, 2, 3].map((i) => ({ x: 50 + 60 * i, y: 40 + 10 * i * i, width: 15 }));
const SHORT = packInk({ frame, strokes: [{ erase: false, points: LINE }] });

describe("ink as text", () => {
  test("comes back, to a thousandth of the pad", () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 8 }), (strokes) => {
        const back = unpackInk(packInk({ strokes, frame }));
        assert.deepEqual(back.frame, frame);
        assert.deepEqual(
          back.strokes.map(({ erase }) => erase),
          strokes.map(({ erase }) => erase),
        );
        back.strokes.forEach(({ points }, i) => {
          const before = strokes[i].points;
          const [first, last] = [points[0], points.at(-1)];
          for (const [point, expected] of [
            [first, before[0]],
            [last, before.at(-1)],
          ]) {
            assert.ok(Math.hypot(point.x - expected.x, point.y - expected.y) <= 0.3, JSON.stringify([point, expected]));
            assert.ok(Math.abs(point.width - expected.width) <= 0.3);
          }
        });
      }),
    );
  });

  test("is short, and there is none for more than a link should carry", () => {
    assert.ok(SHORT.length < 80, SHORT);
    const points = Array.from({ length: 9000 }, (_, i) => ({ x: (i * 37) % 400, y: (i * 91) % 300, width: 8 }));
    assert.equal(packInk({ strokes: [{ points, erase: false }], frame }), null);
  });

  test("of any other text is none, and takes no time", () => {
    fc.assert(fc.property(fc.string(), (text) => unpackInk(text) === null || packInk(unpackInk(text)) !== null));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const drawn = unpackInk(Buffer.from(bytes).toString("base64url"));
        for (const { points } of drawn?.strokes ?? [])
          for (const { x, y, width } of points) assert.ok([x, y, width].every(Number.isFinite) && width > 0);
      }),
    );
    for (const text of [
      "",
      "AA",
      "AQ",
      "_____________",
      SHORT.slice(0, -2),
      `${SHORT}AA`,
      "A".repeat(1e6),
      "%",
      "\u0000",
    ])
      assert.equal(unpackInk(text), null, text.slice(0, 20));
  });
});
