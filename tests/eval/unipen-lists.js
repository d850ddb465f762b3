// Samples of UNIPEN's digits that were looked at one by one, known by their lines' hashes.
import { readFileSync } from "node:fs";
import { hash } from "../support/unipen.js";

const LISTS = JSON.parse(readFileSync(new URL("./unipen-lists.json", import.meta.url), "utf8"));
const [MISLABELLED, SLASHED] = [new Set(LISTS.mislabelled), new Set(LISTS.slashedZeros)];
const identity = (line) => hash(line).toString(16).padStart(16, "0");

/** Whether anybody would call a sample mislabelled or cut off. */
export const isMislabelled = ({ line }) => MISLABELLED.has(identity(line));

/** Whether a sample is a zero with a slash or a bar. */
export const isSlashed = ({ line }) => SLASHED.has(identity(line));
