// The search for strings against every path of small lattices written out.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const PROGRAM = program("grammar");
const SYMBOLS = [..."0123456789.-/=$~?"]; // ~ noise, ? a character that is in no format
const FORMATS = { digits: 0, zip: 1, amount: 2 };
const IMPROBABLE = -40;
const RARE_SLASH = { digits: -1.5, zip: -1.5, amount: 0 }; // added to a slash's score where it would be a surprise
const LIKELY_POINT = { digits: 0, zip: 0, amount: 1.5 }; // likewise to a point's
const random = generator(11);
const below = (n) => Math.floor(random() * n);

/** Arcs over one to three pieces, each with a few likely symbols. */
function lattice(nodes, likely) {
  const arcs = [];
  for (let to = 1; to < nodes; to++) {
    for (let from = to - 1; from >= Math.max(0, to - 3); from--) {
      const scores = SYMBOLS.map(() => IMPROBABLE);
      for (let i = 0; i < likely; i++) scores[below(SYMBOLS.length)] = Math.fround(random() * 8 - 4);
      scores[below(10)] = Math.fround(random() * 8 - 4);
      arcs.push({ from, to, scores });
    }
  }
  return { nodes, arcs };
}

/** Every path of symbols that are likely: its string and score. */
function pathsOf({ nodes, arcs }, format) {
  const added = { "/": RARE_SLASH[format], ".": LIKELY_POINT[format] };
  const to = Array.from({ length: nodes }, () => []);
  to[0] = [{ string: "", score: 0 }];
  for (const arc of arcs) {
    arc.scores.forEach((score, symbol) => {
      if (score === IMPROBABLE) return;
      const own = score + (added[SYMBOLS[symbol]] ?? 0);
      for (const path of to[arc.from])
        to[arc.to].push({ string: path.string + SYMBOLS[symbol], score: path.score + own });
    });
  }
  return to[nodes - 1];
}

const digitsOf = (string) => string.replace(/\D/g, "");
const AMOUNT = /^[.\-=$]*\d+((\.\d{3})*\.?([-=][.\-/=]*)?|(\.\d{3})*\.\d{2}([.\-=][.\-/=]*|\/\d{2,})?|\/\d{2,})$/; // 1.204, 1.204.50=, 37-, 12/100
const CENTS = /^[.\-=$]*\d+((\.\d{3})*\.\d{2}([.\-=][.\-/=]*|\/\d{2,})?|\/\d{2,})$/;
const valueIn = (string, format) =>
  digitsOf(string) + (format === "amount" && CENTS.test(string.replaceAll("~", "")) ? "c" : "");
const WELL_FORMED = {
  digits: (string, length) =>
    !string.includes("?") && (length ? digitsOf(string).length === length : /\d/.test(string)),
  zip: (string) => /^\d{5}(-?\d{4})?$/.test(string.replaceAll("~", "")),
  amount: (string) => AMOUNT.test(string.replaceAll("~", "")),
};

function search(questions) {
  const input = questions
    .map(({ format, length, graph }) =>
      [
        `${FORMATS[format]} ${length} ${graph.nodes} ${graph.arcs.length}`,
        ...graph.arcs.map(({ from, to, scores }) => `${from} ${to} ${scores.join(" ")}`),
      ].join("\n"),
    )
    .join("\n");
  const lines = execFileSync(PROGRAM, { input, maxBuffer: 1 << 26 })
    .toString()
    .trim()
    .split("\n");
  assert.equal(lines.length, questions.length);
  return lines.map((line) => {
    const [count, ...fields] = line.split(" ");
    return Array.from({ length: Number(count) }, (_, i) => ({
      value: fields[2 * i],
      posterior: Number(fields[2 * i + 1]),
    }));
  });
}

function check({ format, length, graph }, readings) {
  const paths = pathsOf(graph, format);
  const whole = paths.reduce((sum, { score }) => sum + Math.exp(score), 0);
  const formal = paths.filter(({ string }) => WELL_FORMED[format](string, length));
  assert.equal(readings.length > 0, formal.length > 0);
  if (formal.length === 0) return;
  const best = formal.reduce((a, b) => (b.score > a.score ? b : a));
  assert.ok(
    readings.some(({ value }) => value === valueIn(best.string, format)),
    `${best.string} is the best path`,
  );
  readings.forEach(({ value, posterior }, i) => {
    const same = formal.filter(({ string }) => valueIn(string, format) === value);
    const share = same.reduce((sum, { score }) => sum + Math.exp(score), 0) / whole;
    assert.ok(Math.abs(share - posterior) < 1e-4, `${value}: ${posterior}, by all paths ${share}`);
    assert.ok(posterior < 1e-9 || same.length > 0, `${value} is well formed`);
    assert.ok(i === 0 || posterior <= readings[i - 1].posterior);
  });
  assert.equal(new Set(readings.map(({ value }) => value)).size, readings.length);
}

test("finds the best string of digits, with its share of all paths", () => {
  const questions = Array.from({ length: 300 }, (_, i) => ({
    format: "digits",
    length: i % 3 === 0 ? 1 + below(4) : 0,
    graph: lattice(3 + below(4), 2),
  }));
  const answers = search(questions);
  questions.forEach((question, i) => check(question, answers[i]));
  assert.ok(answers.some((readings) => readings.length === 0) && answers.some((readings) => readings.length > 3));
});

test("finds the best ZIP code", () => {
  const questions = Array.from({ length: 60 }, () => ({ format: "zip", length: 0, graph: lattice(7 + below(4), 1) }));
  const answers = search(questions);
  questions.forEach((question, i) => check(question, answers[i]));
  assert.ok(answers.some((readings) => readings.length > 0));
});

test("finds the best amount, whose share the marks of no amount do not raise", () => {
  const questions = Array.from({ length: 200 }, () => ({
    format: "amount",
    length: 0,
    graph: lattice(4 + below(4), 2),
  }));
  const answers = search(questions);
  questions.forEach((question, i) => check(question, answers[i]));
  assert.ok(answers.some((readings) => readings.length > 3));
});

test("a point that may be noise costs an amount's confidence", () => {
  const scores = (likely) => SYMBOLS.map((symbol) => likely[symbol] ?? IMPROBABLE);
  const pieces = ["4", "5", ".", "2", "0"].map((symbol, from) => ({
    from,
    to: from + 1,
    scores: scores(symbol === "." ? { ".": 0, "~": 0 } : { [symbol]: 0 }),
  }));
  const graph = { nodes: pieces.length + 1, arcs: pieces };
  const [amount, digits] = search(["amount", "digits"].map((format) => ({ format, length: 0, graph }))).map(
    (readings) => readings.filter(({ posterior }) => posterior > 0.01),
  );
  assert.deepEqual(amount.map(({ value }) => value).sort(), ["4520", "4520c"]);
  const share = { "4520c": 1 / (1 + Math.exp(-LIKELY_POINT.amount)), 4520: 1 / (1 + Math.exp(LIKELY_POINT.amount)) };
  for (const { value, posterior } of amount) assert.ok(Math.abs(posterior - share[value]) < 1e-5);
  assert.deepEqual(
    digits.map(({ value }) => value),
    ["4520"],
  );
  assert.ok(digits[0].posterior > 1 - 1e-6);
});
