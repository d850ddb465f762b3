// What several passes at a line say together, against a slow count.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { program } from "../support/programs.js";
import { generator } from "../support/random.js";

const PROGRAM = program("ensemble");
const FORMATS = ["digits", "zip", "amount"];
const [PASSES, READINGS] = [3, 5];
const random = generator(5);
const below = (n) => Math.floor(random() * n);

/** What the caller sees of a string: of n/100, the 100 is left out. */
const digitsOf = (string, format) =>
  (format === "amount" ? string.replace(/(\d)\/.*$/, "$1") : string).replace(/\D/g, "");

/** Of amounts: how many digits are behind the point. */
const decimalsOf = (string) => (string.includes("/") ? 2 : (string.match(/\.(\d\d?)$/)?.[1].length ?? 0));

const valueIn = (string, format) =>
  format === "amount" ? `${digitsOf(string, format)} ${decimalsOf(string)}` : digitsOf(string, format);

const WHOLE = 4; // the tag of amounts without decimals; tenths and cents follow
const tagOf = (string, format) => (format === "amount" ? WHOLE + decimalsOf(string) : 1);

function combined(cases) {
  const input = cases.map(({ format, passes }) => {
    const lines = passes.map((pass) =>
      [pass.length, ...pass.flatMap(({ string, posterior }) => [string, tagOf(string, format), posterior])].join(" "),
    );
    return [FORMATS.indexOf(format), ...lines].join("\n");
  });
  return execFileSync(PROGRAM, { input: input.join("\n"), encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => {
      const [pass, ...rest] = line.split(" ");
      const strings = rest
        .filter((_, i) => i % 2 === 0)
        .map((string, i) => ({ string, posterior: Number(rest[2 * i + 1]) }));
      return { pass: Number(pass), strings };
    });
}

/** Every string with the mean of its posteriors, as the pass that is surest of it wrote it, likeliest first. */
function counted({ format, passes }) {
  const all = passes.flatMap((pass, index) => pass.map((reading) => ({ ...reading, index })));
  const groups = new Map();
  for (const reading of all) {
    const value = valueIn(reading.string, format);
    groups.set(value, [...(groups.get(value) ?? []), reading]);
  }
  return [...groups.values()]
    .map((group) => {
      const [surest] = [...group].sort((a, b) => b.posterior - a.posterior);
      return { ...surest, posterior: group.reduce((sum, { posterior }) => sum + posterior, 0) / PASSES };
    })
    .sort((a, b) => b.posterior - a.posterior);
}

/** Readings of one pass: their values differ, their posteriors sum to at most one. */
function pass(format, choices) {
  const strings = new Map();
  for (let i = below(READINGS + 1); i > 0; i--) {
    const string = choices[below(choices.length)];
    strings.set(valueIn(string, format), string);
  }
  let left = 1;
  return [...strings.values()].map((string) => {
    const posterior = Math.fround(left * random() * 0.8);
    left -= posterior;
    return { string, posterior };
  });
}

test("a string's posterior is the mean of what the passes say of its value", () => {
  const choices = ["12", "1.2", "12-", "12/100", "1200", "12.00", "7", "$7", "70", "71", "72", "73", "7345", "1"];
  const cases = Array.from({ length: 300 }, () => {
    const format = FORMATS[below(FORMATS.length)];
    const passes = Array.from({ length: PASSES }, () => pass(format, choices));
    return {
      format,
      passes: passes.some(({ length }) => length > 0) ? passes : [[{ string: "1", posterior: 0.5 }], [], []],
    };
  });
  combined(cases).forEach((result, i) => {
    const expected = counted(cases[i]);
    assert.equal(result.pass, expected[0].index);
    assert.deepEqual(
      result.strings.map(({ string }) => string),
      expected.slice(0, READINGS).map(({ string }) => string),
    );
    result.strings.forEach(({ posterior }, k) => assert.ok(Math.abs(posterior - expected[k].posterior) < 1e-6));
  });
});

test("a pass without readings still has its say", () => {
  const [{ pass: surest, strings }] = combined([
    { format: "digits", passes: [[], [{ string: "41", posterior: 0.9 }], []] },
  ]);
  assert.equal(surest, 1);
  assert.deepEqual(
    strings.map(({ string }) => string),
    ["41"],
  );
  assert.ok(Math.abs(strings[0].posterior - 0.3) < 1e-6);
});

test("two passes outweigh a surer one", () => {
  const passes = [
    [{ string: "18", posterior: 0.6 }],
    [{ string: "19", posterior: 0.4 }],
    [{ string: "19", posterior: 0.5 }],
  ];
  const [{ pass: surest, strings }] = combined([{ format: "digits", passes }]);
  assert.equal(surest, 2);
  assert.deepEqual(
    strings.map(({ string }) => string),
    ["19", "18"],
  );
});
