// Numbers with their marks, by people whose pens the fit of the marks did not see: UNIPEN's whole numbers, as strokes and
// as pictures; rows of ten digits and numbers of every kind, composed of the same writers' digits and marks. UNIPEN has
// no € £ ¥: those are drawn.
import { join } from "node:path";
import { foldOf, nameOf, readSamples } from "../support/unipen.js";
import { boundsOfStrokes } from "./canvas.js";
import { Random } from "./random.js";
import { isMislabelled } from "./unipen-lists.js";
import { inked, NUMBER, NUMBER_PEN } from "./unipen-sets.js";

/**
 * Which format is asked for which label: the first that fits.
 * @type {[RegExp, string][]}
 */
export const FORMAT_OF_LABEL = [
  [/^\d{5}$/, "zip"],
  [/^\d+$/, "digits"],
  [/^\d{1,2}\/\d{1,2}(\/\d\d)?$|^\d\d-\d\d-\d\d$/, "date"],
  [/^\d{1,2}:\d\d$/, "time"],
  [/^\$/, "amount"],
  [/^[\d-]+$/, "phone"],
  [/^[\d.,]+$/, "number"],
];

export const formatOfLabel = (label) => FORMAT_OF_LABEL.find(([pattern]) => pattern.test(label))?.[1] ?? "digits";

const digitsOf = (label) => label.replace(/\D/g, "");

function numbers(folder, fold) {
  return readSamples(join(folder, "unipen", "numbers.jsonl.gz"))
    .map((sample, index) => ({ ...sample, name: `numbers ${index} ${sample.label}` }))
    .filter(({ writer }) => !fold || foldOf(writer, fold.of) === fold.number);
}

/** Whole numbers: with plain digits and with the right format, as strokes and as pictures. */
export function unipenNumbers(folder, fold) {
  const needs = [join(folder, "unipen", "numbers.jsonl.gz")];
  const set = (name, about, ink, format) => ({
    name,
    about,
    needs,
    format: "digits",
    items: () =>
      numbers(folder, fold).map(({ writer, label, strokes, name: item }) => ({
        truths: [digitsOf(label)],
        ...ink(strokes),
        ...(format ? { format: formatOfLabel(label) } : {}),
        name: item,
        conditions: { kind: formatOfLabel(label), writer: nameOf(writer) },
      })),
  });
  const asStrokes = (strokes) => ({ strokes, picture: inked(strokes, NUMBER_PEN, NUMBER) });
  const asPicture = (strokes) => ({ picture: inked(strokes, NUMBER_PEN, NUMBER) });
  const asCut = (strokes) => ({ picture: inked(strokes, NUMBER_PEN, { ...NUMBER, margin: 0 }) });
  const asSmall = (strokes) => ({ picture: inked(strokes, NUMBER_PEN, { ...NUMBER, height: NUMBER.height / 3 }) });
  return [
    set("unipen-numbers", "whole numbers, strokes, as digits", asStrokes, false),
    set("unipen-numbers-format", "whole numbers, strokes, in their format", asStrokes, true),
    set("unipen-numbers-picture", "whole numbers, pictures, as digits", asPicture, false),
    set("unipen-numbers-cut", "whole numbers, pictures cut to their ink, as digits", asCut, false),
    set("unipen-numbers-small", "whole numbers, pictures 30 pixels high, as digits", asSmall, false),
    set("unipen-numbers-format-picture", "whole numbers, pictures, in their format", asPicture, true),
  ];
}

/** Where a mark stands, in bodies: its longer side and the height of its middle above the feet. */
const PLACES = {
  ".": [0.04, 0.03],
  ",": [0.25, -0.02],
  ":": [0.5, 0.35],
  "-": [0.5, 0.45],
  "/": [1.15, 0.48],
  "+": [0.6, 0.45],
  "=": [0.5, 0.45],
  "%": [0.9, 0.48],
  "(": [1.2, 0.48],
  ")": [1.2, 0.48],
  $: [1.2, 0.5],
  "€": [0.95, 0.5],
  "£": [1, 0.5],
  "¥": [1, 0.5],
};

/** As drawn: "x y" in a box 60 wide and 100 high. */
const DRAWN = {
  "€": ["56 10, 40 0, 22 8, 12 30, 10 54, 14 80, 28 97, 44 100, 58 90", "-2 40, 44 37", "-2 60, 40 58"],
  "£": ["56 16, 48 2, 34 0, 24 12, 25 40, 27 70, 18 92, 2 99, 30 95, 60 97", "4 54, 46 51"],
  "¥": ["0 0, 29 46", "60 0, 29 46, 29 100", "4 56, 54 54", "4 76, 54 74"],
};
const drawn = (sign) =>
  DRAWN[sign].map((stroke) =>
    stroke.split(",").map((text) => {
      const [x, y] = text.trim().split(/\s+/).map(Number);
      return { x, y };
    }),
  );

const day = (random) => 1 + random.below(28);
const month = (random) => 1 + random.below(12);
const two = (n) => String(n).padStart(2, "0");
const some = (random, least, most) =>
  Array.from(
    { length: least + random.below(most - least + 1) },
    (_, i) => random.below(i === 0 ? 9 : 10) + (i === 0 ? 1 : 0),
  ).join("");

/** Kinds of numbers: what is written, how it is asked for, what its value is. Characters in {} are small and raised,
 * underlined in <>. A space stands for a gap, letters for letters. */
const KINDS = {
  "date with a year": (r) => {
    const [d, m, y] = [13 + r.below(16), month(r), 10 + r.below(50)];
    return { text: `${d}/${m}/${y}`, options: { format: "date" }, value: `20${y}-${two(m)}-${two(d)}` };
  },
  "date without a year": (r) => {
    const [d, m] = [day(r), month(r)];
    return { text: `${m}/${d}`, options: { format: "date" }, value: `--${two(m)}-${two(d)}` };
  },
  "date with dashes": (r) => {
    const [d, m, y] = [day(r), month(r), 2000 + r.below(60)];
    return { text: `${y}-${two(m)}-${two(d)}`, options: { format: "date" }, value: `${y}-${two(m)}-${two(d)}` };
  },
  "date with points": (r) => {
    const [d, m, y] = [13 + r.below(16), month(r), 10 + r.below(50)];
    return { text: `${d}.${m}.${y}`, options: { format: "date" }, value: `20${y}-${two(m)}-${two(d)}` };
  },
  time: (r) => {
    const [h, m] = [r.below(24), r.below(60)];
    return { text: `${h}:${two(m)}`, options: { format: "time" }, value: `${two(h)}:${two(m)}` };
  },
  "negative number": (r) => {
    const value = `-${some(r, 1, 3)}${r.chance(0.5) ? `.${some(r, 1, 2)}` : ""}`;
    return { text: value, options: { format: "number" }, value };
  },
  "decimal number": (r) => {
    const value = `${some(r, 1, 3)}.${some(r, 1, 2)}`;
    return { text: value, options: { format: "number" }, value };
  },
  percent: (r) => {
    const value = some(r, 1, 3);
    return { text: `${value}%`, options: { format: "percent" }, value };
  },
  "plus sign": (r) => {
    const value = some(r, 1, 3);
    return { text: `+${value}`, options: { format: "number" }, value };
  },
  dollars: (r) => money(r, "$"),
  euros: (r) => money(r, "€"),
  pounds: (r) => money(r, "£"),
  yen: (r) => {
    const value = some(r, 3, 5);
    return { text: `¥${value}`, options: { format: "amount" }, value };
  },
  "negative amount": (r) => {
    const value = `-${some(r, 1, 4)}.${two(r.below(100))}`;
    return { text: value, options: { format: "amount" }, value };
  },
  "raised cents": (r) => raised(r, "{", "}"),
  "raised cents underlined": (r) => raised(r, "<", ">"),
  fraction: (r) => {
    const text = `${some(r, 1, 1)}/${some(r, 1, 2)}`;
    return { text, options: { format: "fraction" }, formatted: text };
  },
  score: (r) => {
    const text = `${r.below(10)}:${r.below(10)}`;
    return { text, options: { format: "score" }, formatted: text };
  },
  "telephone number": (r) => {
    const text = `${some(r, 3, 3)}-${some(r, 4, 4)}`;
    return { text, options: { format: "phone" }, formatted: text };
  },
  "word before": (r) => {
    const value = some(r, 2, 4);
    return { text: `${letters(r, 3)}  ${value}`, options: { format: "digits" }, value };
  },
  "unit behind": (r) => {
    const value = some(r, 2, 4);
    return { text: `${value} ${letters(r, 2)}`, options: { format: "digits" }, value };
  },
};

/** What Auto is to take for what it is. */
const TAKEN_FOR = {
  digit: (r) => ({ text: String(r.below(10)), kind: "digits" }),
  "two digits": (r) => ({ text: some(r, 2, 2), kind: "digits" }),
  digits: (r) => ({ text: some(r, 3, 7), kind: "digits" }),
  "date with slashes": (r) => ({ ...KINDS["date with a year"](r), kind: "date" }),
  "date with points": (r) => ({ ...KINDS["date with points"](r), kind: "date" }),
  "date with dashes": (r) => ({ ...KINDS["date with dashes"](r), kind: "date" }),
  "price in dollars": (r) => ({ ...money(r, "$"), kind: "amount" }),
  "price in euros": (r) => ({ ...money(r, "€"), kind: "amount" }),
  "price in pounds": (r) => ({ ...money(r, "£"), kind: "amount" }),
  "telephone number of seven digits": (r) => ({ ...KINDS["telephone number"](r), kind: "phone" }),
  "telephone number of ten digits": (r) => ({
    text: `${some(r, 3, 3)}-${some(r, 3, 3)}-${some(r, 4, 4)}`,
    kind: "phone",
  }),
};

function money(r, sign) {
  const value = `${some(r, 1, 4)}.${two(r.below(100))}`;
  return { text: `${sign}${value}`, options: { format: "amount" }, value };
}

function raised(r, open, close) {
  const [whole, cents] = [some(r, 1, 3), two(r.below(100))];
  return { text: `${whole}${open}${cents}${close}`, options: { format: "amount" }, value: `${whole}.${cents}` };
}

const WORDS = "acdefhkmnprtuvw";
const letters = (r, count) => Array.from({ length: count }, () => WORDS[r.below(WORDS.length)]).join("");

/** Samples by writer and character, of the writers of the whole numbers who wrote all ten digits. */
function stock(folder, fold) {
  const read = (name) => readSamples(join(folder, "unipen", `${name}.jsonl.gz`));
  const writers = new Set(numbers(folder, fold).map(({ writer }) => nameOf(writer)));
  const all = { digits: new Map(), marks: new Map() };
  for (const { writer, label, strokes, line } of read("digits")) {
    if (!writers.has(nameOf(writer)) || isMislabelled({ line })) continue;
    const own = all.digits.get(nameOf(writer)) ?? new Map();
    own.set(label, [...(own.get(label) ?? []), strokes]);
    all.digits.set(nameOf(writer), own);
  }
  for (const [name, own] of all.digits) if (own.size < 10) all.digits.delete(name);
  // Marks of theirs are few; where there are none, of any writer.
  const marks = [...read("symbols"), ...read("lower")];
  for (const theirs of [true, false]) {
    const lists = new Map();
    for (const { writer, label, strokes } of marks) {
      if (writers.has(nameOf(writer)) === theirs && !all.marks.has(label))
        lists.set(label, [...(lists.get(label) ?? []), strokes]);
    }
    for (const [label, list] of lists) all.marks.set(label, list);
  }
  return all;
}

const BODY = 90;

/**
 * Strokes scaled so that they are `height` high, or their longer side is `longer`, with their left at x and their middle at y.
 * @param {{ longer?: number, height?: number, x: number, y: number }} place
 */
function placed(strokes, place) {
  const { longer = 1, height = 0, x, y } = place;
  const bounds = boundsOfStrokes(strokes);
  const scale = height
    ? height / Math.max(bounds.height, 0.3 * bounds.width, 1)
    : longer / Math.max(bounds.height, bounds.width, 1);
  const middle = bounds.top + bounds.height / 2;
  return {
    width: bounds.width * scale,
    strokes: strokes.map((stroke) =>
      stroke.map((point) => ({ x: x + (point.x - bounds.left) * scale, y: y + (point.y - middle) * scale })),
    ),
  };
}

/** A text as one hand writes it, its digits `gap` bodies apart, its zeros `zeroGap`. */
function composed(all, random, text, gap, zeroGap = gap) {
  const hand = all.digits.get(random.pick([...all.digits.keys()]));
  const out = [];
  let [x, isRaised, line] = [0, false, null];
  for (const [i, character] of [...text].entries()) {
    if (character === " ") x += 0.5 * BODY;
    else if (character === "{" || character === "<") {
      isRaised = true;
      line = character === "<" ? x : null;
    } else if (character === ">") {
      const y = -0.3 * BODY;
      out.push([
        { x: line - 2, y },
        { x: x - 4, y: y + random.between(-2, 2) },
      ]);
    } else if (character !== "}") {
      const isDigit = /\d/.test(character);
      const sample = DRAWN[character]
        ? drawn(character)
        : random.pick(isDigit ? hand.get(character) : all.marks.get(character));
      const [longer, middle] = PLACES[character] ?? [0.55, 0.28];
      const size = isDigit ? random.between(0.9, 1.1) * (isRaised ? 0.5 : 1) : 1;
      const y = -(isDigit ? (isRaised ? 0.75 : 0.5 * size) : middle + random.between(-0.04, 0.04)) * BODY;
      const one = placed(sample, {
        ...(isDigit || !PLACES[character]
          ? { height: BODY * (isDigit ? size : longer) }
          : { longer: BODY * longer * random.between(0.85, 1.15) }),
        x,
        y,
      });
      out.push(...one.strokes);
      x += one.width + BODY * (text.startsWith("00", i) ? zeroGap : gap) * random.between(0.6, 1.4);
    }
  }
  return out;
}

const TEN_IN_A_ROW = 200;
const ROUND_NUMBERS = 400;
const NUMBERS_WITH_ONES = 200;

/** Where a number has its 1s, a dot for any digit. */
const ONES = ["11", "1..", ".1.", "11.", ".11"];
const A_KIND = 10;

/** Ten of each kind, with what the kind says of each. */
function composedOf(set, kinds, folder, fold) {
  const all = stock(folder, fold);
  return Object.entries(kinds).flatMap(([kind, make]) =>
    Array.from({ length: A_KIND }, (_, i) => {
      const random = new Random(set, kind, i);
      const { text, ...facts } = make(random);
      const strokes = composed(all, random, text, random.between(0.1, 0.3));
      const picture = inked(strokes, NUMBER_PEN, NUMBER);
      return { ...facts, strokes, picture, name: `${kind} ${text}`, conditions: { kind } };
    }),
  );
}

/** Numbers with 1s in them, 0.06 to 0.2 of their height apart: bars beside others, which are no slashes. */
function numbersWithOnes(folder, fold) {
  const all = stock(folder, fold);
  return Array.from({ length: NUMBERS_WITH_ONES }, (_, i) => {
    const random = new Random("ones", i);
    const ones = ONES[i % ONES.length];
    const text = ones.replaceAll(".", () => String(random.below(10)));
    const strokes = composed(all, random, text, random.between(0.06, 0.2));
    return { truths: [text], strokes, name: `${ones} ${text} ${i}`, conditions: { ones } };
  });
}

/** @param fold as for unipenDigits */
export function composedNumbers(folder, fold) {
  const needs = ["numbers", "digits", "symbols", "lower"].map((name) => join(folder, "unipen", `${name}.jsonl.gz`));
  return [
    {
      name: "ten-in-a-row",
      about: "ten digits of one writer each, 0.05 to 0.3 of their height apart",
      needs,
      format: "digits",
      items: () => {
        const all = stock(folder, fold);
        return Array.from({ length: TEN_IN_A_ROW }, (_, i) => {
          const random = new Random("ten", i);
          const text = Array.from({ length: 10 }, () => random.below(10)).join("");
          const strokes = composed(all, random, text, random.between(0.05, 0.3));
          return { truths: [text], strokes, picture: inked(strokes, NUMBER_PEN, NUMBER), name: `ten ${i}` };
        });
      },
    },
    {
      name: "ones",
      about: "numbers of one writer each with 1s in them, 0.06 to 0.2 of their height apart",
      needs,
      format: "digits",
      items: () => numbersWithOnes(folder, fold),
    },
    {
      name: "ones-picture",
      about: "the same as pictures",
      needs,
      format: "digits",
      items: () =>
        numbersWithOnes(folder, fold).map(({ strokes, ...item }) => ({
          ...item,
          picture: inked(strokes, NUMBER_PEN, NUMBER),
        })),
    },
    {
      name: "linked-zeros",
      about: "round numbers of one writer each, whose zeros cross by up to 0.11 of their height, amounts and digits",
      needs,
      format: "digits",
      items: () => {
        const all = stock(folder, fold);
        return Array.from({ length: ROUND_NUMBERS }, (_, i) => {
          const random = new Random("linked", i);
          const text = some(random, 1, 3) + "0".repeat(2 + random.below(2));
          const strokes = composed(all, random, text, random.between(0.05, 0.3), random.between(-0.08, 0));
          const format = random.pick(["digits", "amount"]);
          const picture = inked(strokes, NUMBER_PEN, NUMBER);
          return { truths: [text], picture, format, name: `linked ${i}`, conditions: { format } };
        });
      },
    },
    {
      name: "auto",
      about: "digits, dates, prices and telephone numbers, ten a kind, by what Auto takes them for",
      needs,
      format: "auto",
      isKind: true,
      items: () =>
        composedOf("auto", TAKEN_FOR, folder, fold).map(({ kind, ...item }) => ({ ...item, truths: [kind] })),
    },
    {
      name: "marks",
      about: "numbers with marks, signs, currencies, raised cents and words, ten a kind, by their values",
      needs,
      format: "digits",
      isValue: true,
      items: () =>
        composedOf("marks", KINDS, folder, fold).map(({ value, formatted, options, ...item }) => ({
          ...item,
          ...options,
          truths: [value ?? formatted],
        })),
    },
  ];
}
