// The search for strings against every path of small lattices written out, and patterns against JavaScript's own regular
// expressions.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { FORMATS } from "../../web/lib/layout.js";
import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const PROGRAM = program("grammar");
const SYMBOLS = [..."0123456789.,:-/+=%()$€£¥~?"]; // ~ noise, ? a character that is in no format
const MARKS = SYMBOLS.slice(10, -2);
const IMPROBABLE = -40;
const RARE_SLASH = -0.8; // added to a slash's score in rows of digits and ZIP codes
const LIKELY_POINT = 1.5; // added to a point's score in amounts
const RARE_CURRENCY = -2; // likewise to a currency sign's
const RARE_OTHER = -2; // likewise to that of a character of no format
const RARE_OTHER_ASKED = -1; // likewise where the format says more than digits do
const UNASKED = 0.03; // there, what a path of digits and marks weighs that is not of the format
const random = generator(11);
const below = (n) => Math.floor(random() * n);

/** Arcs over one to three pieces, each with a few likely symbols, of those given. */
function lattice(nodes, likely, symbols = SYMBOLS) {
  const arcs = [];
  for (let to = 1; to < nodes; to++) {
    for (let from = to - 1; from >= Math.max(0, to - 3); from--) {
      const scores = SYMBOLS.map(() => IMPROBABLE);
      const put = (symbol) => {
        scores[SYMBOLS.indexOf(symbol)] = Math.fround(random() * 8 - 4);
      };
      for (let i = 0; i < likely; i++) put(symbols[below(symbols.length)]);
      put(SYMBOLS[below(10)]);
      arcs.push({ from, to, scores });
    }
  }
  return { nodes, arcs };
}

const biasOf = (character, format) => {
  if (format === "digits" || format === "zip") return character === "/" ? RARE_SLASH : 0;
  if (format !== "amount") return character === "?" ? RARE_OTHER_ASKED : 0;
  if (character === "?") return RARE_OTHER;
  return /^[.,]$/.test(character) ? LIKELY_POINT : /^[$€£¥]$/.test(character) ? RARE_CURRENCY : 0;
};

/** Every path of symbols that are likely: its string, noise left out, and score. */
function pathsOf({ nodes, arcs }, format) {
  const to = Array.from({ length: nodes }, () => []);
  to[0] = [{ string: "", score: 0 }];
  for (const arc of arcs) {
    arc.scores.forEach((score, symbol) => {
      if (score === IMPROBABLE) return;
      const character = SYMBOLS[symbol] === "~" ? "" : SYMBOLS[symbol];
      const own = score + biasOf(character, format);
      for (const path of to[arc.from]) to[arc.to].push({ string: path.string + character, score: path.score + own });
    });
  }
  return to[nodes - 1];
}

const digitsOf = (string) => string.replace(/\D/g, "");
const WHOLE = String.raw`\d+([.,]\d{3})*`;
const anchored = (text) => new RegExp(`^(?:${text})$`);
// By sign and decimals, the first that fits: 1.204, 1.204.50=, 37-, 12/100, -37, ($5.20).
const AMOUNTS = [
  String.raw`[$€£¥]?-[$€£¥]?${WHOLE}|\([$€£¥]?${WHOLE}\)`,
  String.raw`[$€£¥]?-[$€£¥]?${WHOLE}[.,]\d|\([$€£¥]?${WHOLE}[.,]\d\)`,
  String.raw`[$€£¥]?-[$€£¥]?${WHOLE}[.,]\d\d|\([$€£¥]?${WHOLE}[.,]\d\d\)`,
  String.raw`[.,\-=$€£¥]*${WHOLE}[.,]?([-=][.,\-/=]*)?€?`,
  String.raw`[.,\-=$€£¥]*${WHOLE}[.,]\d€?`,
  String.raw`[.,\-=$€£¥]*(${WHOLE}[.,]\d\d([.,\-=][.,\-/=]*|/\d{2,3})?€?|\d{2,}/\d{2,3})`,
].map(anchored);
const DATE = anchored(
  String.raw`(\d\d?)[/.-](\d\d?)([/.-](\d\d|19\d\d|20\d\d)|\.)?|(19|20)\d\d[/.-](0?[1-9]|1[0-2])[/.-](0?[1-9]|[12]\d|3[01])`,
);
const isDay = (text) => Number(text) >= 1 && Number(text) <= 31;
const isMonth = (text) => Number(text) >= 1 && Number(text) <= 12;

/** What a well-formed string is told from others by, or null. */
const READERS = {
  digits: (string, { length = 0 }) =>
    !string.includes("?") && (length ? digitsOf(string).length === length : /\d/.test(string))
      ? digitsOf(string)
      : null,
  zip: (string) => (/^\d{5}(-?\d{4})?$/.test(string) ? digitsOf(string) : null),
  amount: (string) => {
    const kind = AMOUNTS.findIndex((pattern) => pattern.test(string));
    return kind < 0 ? null : `${digitsOf(string)} ${kind}`;
  },
  date: (string) => {
    const [whole, a, b] = string.match(DATE) ?? [];
    if (whole === undefined) return null;
    const endsInPoint = string.endsWith(".") && !(isDay(a) && isMonth(b));
    const is = a === undefined || (isDay(a) && isMonth(b)) || (isMonth(a) && isDay(b));
    return is && !endsInPoint ? string.replace(/[/.-]/g, "/") : null;
  },
  phone: (string) =>
    /^[-/.()]*\+?[-/.()\d]*$/.test(string) && /^\D*(\d\D*){3,15}$/.test(string) ? string.replace(/[^+\d]/g, "") : null,
  pattern: (string, { pattern }) => (anchored(pattern).test(string) ? string : null),
};

function ask(questions) {
  const input = questions
    .map(({ format, length = 0, pattern = "-", graph }) =>
      [
        `${FORMATS.indexOf(format)} ${length} ${pattern} ${graph?.nodes ?? 0} ${graph?.arcs.length ?? 0}`,
        ...(graph?.arcs ?? []).map(({ from, to, scores }) => `${from} ${to} ${scores.join(" ")}`),
      ].join("\n"),
    )
    .join("\n");
  const lines = execFileSync(PROGRAM, { input, maxBuffer: 1 << 26 })
    .toString()
    .trimEnd()
    .split("\n");
  assert.equal(lines.length, questions.length);
  return lines;
}

function search(questions) {
  return ask(questions).map((line) => {
    const [count, ...fields] = line.split(" ");
    return Array.from({ length: Number(count) }, (_, i) => ({
      string: fields[2 * i],
      posterior: Number(fields[2 * i + 1]),
    }));
  });
}

/** Compares with the readings that are of likely symbols. */
function check(question, found) {
  const readings = found.filter(({ posterior }) => posterior > 1e-9);
  const { format, graph } = question;
  const read = (string) => READERS[format](string, question);
  const paths = pathsOf(graph, format);
  const isAsked = !["digits", "zip", "amount"].includes(format);
  const weight = (string) => (isAsked && read(string) === null && !string.includes("?") ? UNASKED : 1);
  const whole = paths.reduce((sum, { string, score }) => sum + weight(string) * Math.exp(score), 0);
  const formal = paths.map((path) => ({ ...path, value: read(path.string) })).filter(({ value }) => value !== null);
  assert.equal(readings.length > 0, formal.length > 0);
  if (formal.length === 0) return;
  const best = formal.reduce((a, b) => (b.score > a.score ? b : a));
  const values = readings.map(({ string }) => read(string));
  assert.ok(values.includes(best.value), `${best.string} is the best path`);
  readings.forEach(({ string, posterior }, i) => {
    const same = formal.filter(({ value }) => value === values[i]);
    const share = same.reduce((sum, { score }) => sum + Math.exp(score), 0) / whole;
    assert.ok(Math.abs(share - posterior) < 1e-4, `${string}: ${posterior}, by all paths ${share}`);
    assert.ok(same.length > 0, `${string} is well formed`);
    assert.ok(i === 0 || posterior <= readings[i - 1].posterior);
  });
  assert.equal(new Set(values).size, readings.length);
}

function checkAll(questions) {
  const answers = search(questions);
  questions.forEach((question, i) => check(question, answers[i]));
  return answers;
}

const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

test("finds the best string of digits, with its share of all paths", () => {
  const answers = checkAll(
    many(300, (i) => ({ format: "digits", length: i % 3 === 0 ? 1 + below(4) : 0, graph: lattice(3 + below(4), 2) })),
  );
  assert.ok(answers.some((readings) => readings.length === 0) && answers.some((readings) => readings.length > 3));
});

test("finds the best ZIP code", () => {
  const answers = checkAll(many(60, () => ({ format: "zip", graph: lattice(7 + below(4), 1) })));
  assert.ok(answers.some((readings) => readings.length > 0));
});

test("finds the best amount, whose share the marks of no amount do not raise", () => {
  const symbols = [..."0123456789.,-=$/€("];
  const answers = checkAll(many(300, () => ({ format: "amount", graph: lattice(4 + below(4), 2, symbols) })));
  assert.ok(answers.some((readings) => readings.length > 3));
});

test("finds the best date, of days and months that there are", () => {
  const symbols = [..."0112233/./-"];
  const answers = checkAll(many(300, () => ({ format: "date", graph: lattice(4 + below(4), 2, symbols) })));
  assert.ok(answers.filter((readings) => readings.length > 1).length > 20);
});

test("finds the best telephone number, passing over its dashes", () => {
  const answers = checkAll(many(100, () => ({ format: "phone", graph: lattice(5 + below(3), 2, [..."0123+-("]) })));
  assert.ok(answers.filter((readings) => readings.length > 1).length > 20);
});

const PATTERNS = [
  "\\d{2}/\\d",
  "[0-3]?\\d[-.]\\d+",
  "(1|22|3{2,3})+",
  "(?:\\d,)*\\d\\.?",
  "\\+?\\d{1,2}[^\\d/]\\d",
  "\\(\\d\\)\\d*|\\$\\d|€[1-9]\\d?",
  ".\\d.",
  "((\\d-?){2,})",
];

for (const pattern of PATTERNS) {
  test(`reads what ${pattern} says`, () => {
    const symbols = [...SYMBOLS.slice(0, 10), ...MARKS.filter((mark) => pattern.includes(mark)), "-", "/"];
    const answers = checkAll(
      many(120, () => ({ format: "pattern", pattern, graph: lattice(3 + below(3), 2, symbols) })),
    );
    assert.ok(answers.filter((readings) => readings.length > 0).length > 5);
  });
}

/** @type {Record<string, [number, RegExp]>} */
const BAD = {
  "\\d{2": [2, /repetition is written/],
  "\\d{3,2}": [2, /most is less/],
  "\\d{0}": [2, /0 times/],
  "\\d{257}": [3, /more than 256/],
  "(\\d{200}){2}": [1, /too large/],
  "(((\\d{9}){9}){9}){9}": [3, /too large/],
  "(\\d|[12]\\d{90}|3\\d{60}-)+": [0, /too large/],
  "\\d(": [3, /nothing stands here/],
  "(\\d": [0, /no end/],
  "\\d)": [2, /none opens/],
  "[\\d": [0, /no end/],
  "[9-0]": [2, /range/],
  "[]": [0, /nothing is left/],
  "\\d||\\d": [3, /nothing stands here/],
  "\\d**": [3, /repetition of a repetition/],
  "+49": [0, /write \\\+/],
  "\\d$": [2, /write \\\$/],
  "\\d{2}x": [5, /no digit or mark/],
  "\\d\\": [2, /backslash/],
  "(?<a>\\d)": [0, /only \(\?:/],
  "\\d?": [0, /a digit at least/],
  "-?|\\d": [0, /a digit at least/],
  [`${"(".repeat(17)}1${")".repeat(17)}`]: [16, /16 deep/],
};

test("says what is wrong with a pattern, and where", () => {
  const answers = ask(Object.keys(BAD).map((pattern) => ({ format: "pattern", pattern })));
  Object.entries(BAD).forEach(([pattern, [place, what]], i) => {
    const [at, ...rest] = answers[i].split(" ");
    assert.match(rest.join(" "), what, pattern);
    assert.equal(Number(at), place, `${pattern}: ${rest.join(" ")}`);
  });
});

test("takes good patterns up to the bounds", () => {
  const good = ["\\d{119}", "\\d{2}/\\d{2}/\\d{4}", "[$€£¥]\\d+", `${"(".repeat(16)}1${")".repeat(16)}`];
  for (const answer of ask(good.map((pattern) => ({ format: "pattern", pattern })))) assert.equal(answer.trim(), "-1");
});

test("a point that may be noise costs an amount's confidence", () => {
  const scores = (likely) => SYMBOLS.map((symbol) => likely[symbol] ?? IMPROBABLE);
  const pieces = ["4", "5", ".", "2", "0"].map((symbol, from) => ({
    from,
    to: from + 1,
    scores: scores(symbol === "." ? { ".": 0, "~": 0 } : { [symbol]: 0 }),
  }));
  const graph = { nodes: pieces.length + 1, arcs: pieces };
  const [amount, digits] = search(["amount", "digits"].map((format) => ({ format, graph }))).map((readings) =>
    readings.filter(({ posterior }) => posterior > 0.01),
  );
  assert.deepEqual(amount.map(({ string }) => string).sort(), ["45.20", "4520"]);
  const share = { "45.20": 1 / (1 + Math.exp(-LIKELY_POINT)), 4520: 1 / (1 + Math.exp(LIKELY_POINT)) };
  for (const { string, posterior } of amount) assert.ok(Math.abs(posterior - share[string]) < 1e-5);
  assert.equal(digits.length, 1);
  assert.ok(digits[0].posterior > 1 - 1e-6);
});
