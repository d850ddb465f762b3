// Written by c/hosts/browser/layout.c, which the build runs: what JavaScript has to know of lenet5.h.

export const CLASSES = 10;
export const SIDE = 28;
export const INPUT_SIDE = 32;
export const MAX_PIXELS = 16777216;
export const OUTLINE_POINTS = 16;
export const MAX_POINTS = 65536;
export const MAX_PATTERN = 255;

// lenet5_status.
export const STATUS = {
  OK: 0,
  BLANK: -1,
  NOT_A_DIGIT: -2,
  BAD_ARGUMENT: -3,
  BAD_WEIGHTS: -4,
  NOT_LOADED: -5,
  NOT_A_NUMBER: -6,
  WRONG_LENGTH: -7,
  UNCERTAIN: -8,
  TOO_LONG: -9,
  NO_MEMORY: -10,
  WRONG_MACHINE: -11,
  CANCELLED: -12,
  MORE_THAN_ONE: -13,
  NO_CELLS: -14,
};

// In the order of lenet5_format.
export const FORMATS = [
  "digits",
  "zip",
  "amount",
  "number",
  "date",
  "time",
  "phone",
  "percent",
  "fraction",
  "score",
  "auto",
  "pattern",
];

// lenet5_point: its size, and where its members lie, in bytes.
export const POINT_BYTES = 16;
export const POINT_X = 0;
export const POINT_Y = 4;
export const POINT_PRESSURE = 8;
export const POINT_STROKE = 12;

// lenet5_request: its size, and where its members lie, in bytes.
export const REQUEST_BYTES = 324;
export const REQUEST_FORMAT = 0;
export const REQUEST_LENGTH = 4;
export const REQUEST_LINE = 8;
export const REQUEST_PATTERN = 12;
export const REQUEST_CURRENCY = 268;
export const REQUEST_LOCALE = 272;
export const REQUEST_REGION = 308;

// lenet5_result: its size, and where its members lie, in bytes.
export const RESULT_BYTES = 896;
export const RESULT_STATUS = 0;
export const RESULT_DIGIT = 4;
export const RESULT_CONFIDENCE = 8;
export const RESULT_SCORE = 12;
export const RESULT_BOX = 16;
export const RESULT_PROBABILITIES = 32;
export const RESULT_LOGITS = 72;
export const RESULT_PICTURE = 112;

// lenet5_reading: its size, and where its members lie, in bytes.
export const READING_BYTES = 13600;
export const READING_STATUS = 0;
export const READING_FORMAT = 4;
export const READING_LINES = 8;
export const READING_LINE = 12;
export const READING_CONFIDENCE = 16;
export const READING_BOX = 20;
export const READING_BEFORE = 36;
export const READING_AFTER = 52;
export const READING_CURRENCY = 68;
export const READING_LENGTH = 72;
export const READING_ALTERNATIVES = 76;
export const READING_ALTERNATIVE = 80;
export const READING_CHARACTER = 2080;

// lenet5_alternative: its size, and where its members lie, in bytes.
export const ALTERNATIVE_BYTES = 400;
export const ALTERNATIVE_CONFIDENCE = 0;
export const ALTERNATIVE_TEXT = 4;
export const ALTERNATIVE_FORMATTED = 72;
export const ALTERNATIVE_VALUE = 328;

// lenet5_character: its size, and where its members lie, in bytes.
export const CHARACTER_BYTES = 180;
export const CHARACTER_DIGIT = 0;
export const CHARACTER_CONFIDENCE = 4;
export const CHARACTER_BOX = 8;
export const CHARACTER_CHOICES = 24;
export const CHARACTER_CHOICE = 28;
export const CHARACTER_OUTLINE = 52;

// lenet5_choice: its size, and where its members lie, in bytes.
export const CHOICE_BYTES = 8;
export const CHOICE_DIGIT = 0;
export const CHOICE_CONFIDENCE = 4;

// lenet5_table: its size, and where its members lie, in bytes.
export const TABLE_BYTES = 131088;
export const TABLE_STATUS = 0;
export const TABLE_ROWS = 4;
export const TABLE_COLUMNS = 8;
export const TABLE_CELLS = 12;
export const TABLE_CELL = 16;

// lenet5_cell: its size, and where its members lie, in bytes.
export const CELL_BYTES = 128;
export const CELL_KIND = 0;
export const CELL_ROW = 4;
export const CELL_COLUMN = 8;
export const CELL_CONFIDENCE = 12;
export const CELL_BOX = 16;
export const CELL_TEXT = 32;
export const CELL_CHOICES = 52;
export const CELL_CHOICE = 56;

// lenet5_cell_choice: its size, and where its members lie, in bytes.
export const CELL_CHOICE_BYTES = 24;
export const CELL_CHOICE_CONFIDENCE = 0;
export const CELL_CHOICE_TEXT = 4;

// lenet5_sweep_result: its size, and where its members lie, in bytes.
export const SWEEP_BYTES = 87100;
export const SWEEP_LINES = 4;
export const SWEEP_LINE = 8;
export const SWEEP_WIDTH = 12;
export const SWEEP_PLACES = 16;
export const SWEEP_LOGITS = 20;
export const SWEEP_PICTURE = 20540;

// lenet5_activations: its size, and where its members lie, in bytes.
export const ACTIVATIONS_BYTES = 36472;
export const ACTIVATIONS_INPUT = 0;
export const ACTIVATIONS_C1 = 4096;
export const ACTIVATIONS_S2 = 22912;
export const ACTIVATIONS_C3 = 27616;
export const ACTIVATIONS_S4 = 34016;
export const ACTIVATIONS_C5 = 35616;
export const ACTIVATIONS_F6 = 36096;
export const ACTIVATIONS_LOGITS = 36432;

// lenet5_example: its size, and where its members lie, in bytes.
export const EXAMPLE_BYTES = 788;
export const EXAMPLE_PICTURE = 0;
export const EXAMPLE_DIGIT = 784;

// lenet5_learned: its size, and where its members lie, in bytes.
export const LEARNED_BYTES = 20;
export const LEARNED_FILE_BYTES = 0;
export const LEARNED_RIGHT_BEFORE = 4;
export const LEARNED_RIGHT = 8;
export const LEARNED_REHEARSED = 12;
export const LEARNED_KEPT = 16;

// The same, and their shapes; one layer's floats lie after another's.
/** @type {[string, number[]][]} */
export const LAYERS = [
  ["input", [1, 32, 32]],
  ["c1", [6, 28, 28]],
  ["s2", [6, 14, 14]],
  ["c3", [16, 10, 10]],
  ["s4", [16, 5, 5]],
  ["c5", [120]],
  ["f6", [84]],
  ["f7", [10]],
];
