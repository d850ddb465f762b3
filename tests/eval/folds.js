// Every UNIPEN writer read by a network of the shipped recipe that has never seen that writer: one training for each
// fold of the writers, each judged on the digits, non-digits and numbers of the writers it left out. A table, and
// build/folds/folds.json.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Engine } from "./engine.js";
import { digitReport, missingFile, nonDigitReport, outcomesOf } from "./measure.js";
import { composedNumbers, unipenNumbers } from "./number-sets.js";
import { stringOutcomesOf, stringReport } from "./strings.js";
import { conditionTable, digitTable, percent, refusalRows, stringTable, writerTable } from "./table.js";
import { unipenDigits, unipenNonDigits } from "./unipen-sets.js";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const USAGE = `usage: node tests/eval/folds.js [OPTION…]

  --of N            folds (default: 5)
  --start FILE      the weights that each training begins with (default: random ones)
  --epochs N, --learning-rate R   of each training (default: the recipe's)
  --seed N          of each training (default: 1)
  --workers N       of each training (default: 1)
  --untrained       only judge the folds whose weights are there
  --data FOLDER     the data folder (default: $LENET5_DATA, or ../shared)
  --out FOLDER      where weights and report go (default: build/folds); weights that are there are not made again
`;

function options() {
  const text = (value) => ({ type: /** @type {"string"} */ ("string"), default: value });
  const inRoot = (path) => join(ROOT, path);
  const { values } = parseArgs({
    options: {
      of: text("5"),
      start: text(""),
      epochs: text(""),
      "learning-rate": text(""),
      seed: text("1"),
      workers: text("1"),
      untrained: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      data: text(process.env.LENET5_DATA ?? inRoot("../shared")),
      out: text(inRoot("build/folds")),
    },
  });
  return { ...values, out: String(values.out), of: Number(values.of) };
}

const weightsOf = ({ out }, number) => join(out, `fold-${number}.safetensors`);

/** Trains one fold's weights; a training that was interrupted goes on. */
function train(settings, number) {
  const output = weightsOf(settings, number);
  if (existsSync(output) || settings.untrained) return;
  const given = ["--data", settings.data, "--seed", settings.seed, "--workers", settings.workers, "--output", output];
  const asked = ["start", "epochs", "learning-rate"].flatMap((name) =>
    settings[name] ? [`--${name}`, settings[name]] : [],
  );
  const resume = existsSync(`${output}.checkpoint`) ? ["--resume"] : [];
  const args = ["train", "--fold", `${number}/${settings.of}`, ...given, ...asked, ...resume];
  execFileSync(join(ROOT, "build/lenet5"), args, { stdio: "inherit" });
}

function setsOf(settings, number) {
  const fold = { number, of: settings.of };
  return {
    digits: unipenDigits(settings.data, fold),
    nonDigits: unipenNonDigits(settings.data, fold),
    numbers: [...unipenNumbers(settings.data, fold), ...composedNumbers(settings.data, fold)],
  };
}

/** The outcomes of all folds: { digits, nonDigits, numbers }, maps of a set's name → { set, outcomes }. */
async function outcomesOfFolds(settings, folds) {
  const all = { digits: new Map(), nonDigits: new Map(), numbers: new Map() };
  for (const number of folds) {
    const engine = new Engine(join(ROOT, "dist/lib/lenet5.wasm"), weightsOf(settings, number));
    for (const [kind, sets] of Object.entries(setsOf(settings, number))) {
      for (const set of sets.filter((one) => !missingFile(one))) {
        const found = all[kind].get(set.name) ?? { set, outcomes: [] };
        const outcomes = kind === "numbers" ? stringOutcomesOf : outcomesOf;
        found.outcomes.push(...(await outcomes(engine, set, () => false)));
        all[kind].set(set.name, found);
      }
    }
  }
  return all;
}

function asText({ folds, of, sets, nonDigits, numbers, missing }) {
  const head = `folds ${folds.join(", ")} of ${of}: every writer read by a network that never saw the writer`;
  const collectors = Object.entries(sets[0].conditions.collector).map(
    ([name, { count, accuracy }]) => `${name} ${percent(accuracy)} of ${count}`,
  );
  const parts = [
    ...[head, digitTable(sets), `by collector: ${collectors.join("; ")}`, conditionTable(sets), writerTable(sets)],
    ...nonDigits.flatMap(refusalRows),
    ...[stringTable(numbers), conditionTable(numbers)],
    ...missing.map((file) => `not read: no ${file}`),
  ];
  return `${parts.join("\n")}\n`;
}

async function main() {
  const settings = options();
  if (settings.help) return process.stdout.write(USAGE);
  if (!Number.isInteger(settings.of) || settings.of < 2) throw new Error("--of is a number of folds, from 2");
  const { numbers: ofNumbers, ...needed } = setsOf(settings, 1);
  const lacking = Object.values(needed).flat().map(missingFile).find(Boolean);
  if (lacking) throw new Error(`no ${lacking}; --data or LENET5_DATA names the folder with unipen in it`);
  mkdirSync(settings.out, { recursive: true });
  const all = Array.from({ length: settings.of }, (_, i) => i + 1);
  for (const number of all) train(settings, number);
  const folds = all.filter((number) => existsSync(weightsOf(settings, number)));
  if (folds.length === 0) throw new Error(`no fold's weights in ${settings.out}`);
  const { digits, nonDigits, numbers } = await outcomesOfFolds(settings, folds);
  const reports = (sets, report) =>
    [...sets.values()].filter(({ outcomes }) => outcomes.length > 0).map(({ set, outcomes }) => report(set, outcomes));
  const report = {
    folds,
    of: settings.of,
    sets: reports(digits, digitReport),
    nonDigits: reports(nonDigits, nonDigitReport),
    numbers: reports(numbers, stringReport),
    missing: [...new Set(ofNumbers.map(missingFile).filter(Boolean))],
  };
  const path = join(settings.out, "folds.json");
  writeFileSync(`${path}.new`, `${JSON.stringify(report, null, 1)}\n`);
  renameSync(`${path}.new`, path);
  return process.stdout.write(asText(report));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`folds: ${error.message}\n`);
  process.exitCode = 2;
}
