// Numbers where people write them: in boxes and tables, beside words, rules and holes, crossed out, on pages that lie
// askew; and cells of registers. Sets of numbers as in string-sets.js, with length? and what must be refused (truth "");
// and sets of tables, { name, about, needs, items() → [{ cells: [[text]], picture, name, conditions }] }, "" for a blank.
import { join } from "node:path";
import { forms, formsInConditions } from "./boxed-numbers.js";
import { grids, tables, tablesInConditions } from "./composed-tables.js";
import { kinds } from "./page-kinds.js";
import { pensFile } from "./pens.js";
import { datedCells, registerCells, registers } from "./register-cells.js";

const PART = "reporting";

/** @param {string} folder the data folder @param {string} part of the writers */
export function pageStringSets(folder, part = PART) {
  const pens = [pensFile(folder, "digits")];
  const cells = [join(folder, "registers", "labels.csv")];
  return [
    {
      name: "forms",
      about: "five digits in printed boxes, by kind of box",
      needs: pens,
      format: "zip",
      items: () => forms(folder, part),
    },
    {
      name: "forms-bare",
      about: "the same digits without the boxes",
      needs: pens,
      format: "zip",
      items: () => forms(folder, part, true),
    },
    {
      name: "forms-in-conditions",
      about: "five digits in printed boxes, by how they are written and printed",
      needs: pens,
      format: "digits",
      items: () => formsInConditions(folder, part),
    },
    {
      name: "page-kinds",
      about: "a number and what else stands on the paper, by kind",
      needs: pens,
      format: "digits",
      items: () => kinds(folder, part),
    },
    {
      name: "dated-cells",
      about: "a year among a day and a month in words, in a ruled cell",
      needs: [...pens, pensFile(folder, "lower")],
      format: "digits",
      length: 4,
      items: () => datedCells(folder, part),
    },
    {
      name: "register-cells",
      about: "a row number in a register's cell, by what else is in it",
      needs: pens,
      format: "digits",
      items: () => registerCells(folder, part),
    },
    {
      name: "register-numbers",
      about: "row numbers of scanned registers",
      needs: cells,
      format: "digits",
      items: () => registers(folder, "number"),
    },
    {
      name: "register-years",
      about: "years among other lines of scanned registers",
      needs: cells,
      format: "digits",
      length: 4,
      items: () => registers(folder, "year"),
    },
  ];
}

/** @param {string} folder the data folder @param {string} part of the writers */
export function tableSets(folder, part = PART) {
  const needs = [pensFile(folder, "digits")];
  return [
    {
      name: "grids",
      about: "9 × 9 grids with 30 digits",
      needs,
      items: () => grids(folder, part),
    },
    {
      name: "tables",
      about: "tables of 10 × 6 numbers, a third of the cells empty",
      needs,
      items: () => tables(folder, part),
    },
    {
      name: "tables-in-conditions",
      about: "such tables, by how they are printed, written and seen",
      needs,
      items: () => tablesInConditions(folder, part),
    },
  ];
}
