// A set of tables → the engine's cells → a report.
import { byCondition } from "./measure.js";

const BLANK = 0;

/** One outcome a cell that should be there: { truth, guess, confidence, accepted, name, conditions }; guess is "" for a
 * blank, null where there is no such cell or it can't be read. */
export function tableOutcomesOf(engine, set) {
  return set.items().flatMap(({ cells, picture, name, conditions }) => {
    const found = new Map();
    for (const cell of engine.readCells(picture).cells) found.set(`${cell.row}/${cell.column}`, cell);
    return cells.flatMap((row, y) =>
      row.map((truth, x) => {
        const cell = found.get(`${y}/${x}`);
        const guess = cell === undefined ? null : cell.kind === BLANK ? "" : cell.text || null;
        const confidence = cell?.confidence ?? 0;
        return { truth, guess, confidence, accepted: guess !== null, name, conditions };
      }),
    );
  });
}

export function tableReport(set, outcomes) {
  const isRight = ({ truth, guess }) => truth === guess;
  const share = (list, test) => list.filter(test).length / list.length;
  const blanks = outcomes.filter(({ truth }) => truth === "");
  const filled = outcomes.filter(({ truth }) => truth !== "");
  const tables = [...new Set(outcomes.map(({ name }) => name))];
  const wholly = tables.filter((name) => outcomes.every((outcome) => outcome.name !== name || isRight(outcome)));
  return {
    name: set.name,
    about: set.about,
    tables: tables.length,
    whole: wholly.length,
    count: filled.length,
    right: share(filled, isRight),
    wrong: share(filled, ({ truth, guess }) => guess !== null && guess !== truth),
    blanks: blanks.length,
    blanksRight: share(blanks, isRight),
    conditions: byCondition(outcomes, isRight),
  };
}
