// The half of what the engine can draw for training that no training sees (c/synth/draw.h, DRAW_HELD_OUT): already
// normalised pictures, straight into the network.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../build/tests/synth", import.meta.url));
const HELD_OUT = "1";
const A_SUBJECT = 60;
const AREA = 28 * 28;
// Every kind of draw_kind, in its order. The last four look like digits now and then: reported, not promised.
const KINDS = [
  "letters",
  "scripts",
  "signs",
  "symbols",
  "scribbles",
  "filled",
  "textures",
  "pieces",
  "groups",
  "turned",
  "struck",
];
const COUNTED = 7;

/** The pictures of the n-th subject: the ten digits, then the kinds. */
function pictures(subject) {
  const bytes = execFileSync(PROGRAM, ["pictures", HELD_OUT, String(A_SUBJECT)], { maxBuffer: 2 ** 26 });
  const start = subject * A_SUBJECT;
  return Array.from({ length: A_SUBJECT }, (_, i) => bytes.subarray((start + i) * AREA, (start + i + 1) * AREA));
}

function digits() {
  return Array.from({ length: 10 }, (_, digit) => pictures(digit)).flatMap((group, truth) =>
    group.map((normalised, i) => ({ truth, normalised, name: `${truth} ${i}` })),
  );
}

export const drawnDigits = [
  {
    name: "drawn-held-out",
    about: "styles that the training does not draw",
    needs: [PROGRAM],
    items: digits,
  },
];

export const drawnNonDigits = KINDS.map((kind, index) => ({
  name: `drawn ${kind}`,
  about: `${kind} that the training does not draw`,
  needs: [PROGRAM],
  counted: index < COUNTED,
  items: () => pictures(10 + index).map((normalised, i) => ({ truth: null, kind, normalised, name: `${kind} ${i}` })),
}));
