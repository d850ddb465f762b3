/* The tuned numbers of cells: each with its unit, what it was chosen on, and what raising it does. Chosen on composed
 * forms of the tuning writers (tests/eval/page-sets.js). */
#ifndef LENET5_PAGE_CELLS_TUNING_H
#define LENET5_PAGE_CELLS_TUNING_H

#include "../../base/share.h"

/* The margin around a straightened cell, of its sides. Raised: more of strokes that reach over the rules; and of the
 * neighbours'. */
static const float CELLS_MARGIN = 0.3f;
/* The most pixels of a straightened cell's height. Raised: slower. */
static const float CELLS_HEIGHT = 96;
/* Of a component's box, in one cell: it belongs there whole. Raised: digits that reach over a rule are cut at it. */
static const float CELLS_OWN = 0.7f;
/* A component within this part of the cell from one of its sides is what is left of a rule. Raised: remains of rules stay
 * out; and so do ones at the side. */
static const share CELLS_SIDE = {1, 8};
/* The least side of a component that is no speck, of the cell's shorter side, and the least longer side of all ink of a
 * cell that isn't blank. Raised: small digits are blanks. */
static const share CELLS_SPECK = {1, 14}, CELLS_INK = {1, 5};
/* A cell wider than this multiple of its height holds numbers. Raised: more cells hold digits. */
static const float CELLS_WIDE = 1.5f;
/* Ink wider than this multiple of its height is no single digit. */
static const share CELLS_SINGLE = {5, 4};
/* How far below the reject threshold a digit in a row of boxes may be, where nothing else than digits is expected: units
 * of the score. Raised: letters in boxes are read as digits. */
static const float CELLS_TOLERANCE = 2;
/* Ink beside or between the boxes of a row that may be a digit in another one: its height, of a box's, at least and at most,
 * and how much of its own width, of a box's, lies in none at least. Raised, the first and the last: more digits are lost
 * unseen; the second: frames around are doubts. By hand. */
static const float CELLS_LEFT_OUT = 0.6f, CELLS_DIGIT = 1.6f, CELLS_OUTSIDE = 0.4f;
/* The factor on the confidence then: below CELLS_LEAST_CONFIDENCE, so that the number is refused. */
static const float CELLS_DOUBTED = 0.45f;
/* The least confidence of a digit in a cell. */
static const float CELLS_LEAST_CONFIDENCE = 0.5f;
/* Odds that what is in a cell is a number, of those elsewhere on paper. Raised: more numbers and more words are read. */
static const float CELLS_NUMBER = 3;
/* What a reading with a slash weighs against others: of numbers in tables fractions are few, and leaning 1s many. Raised:
 * more of these are slashes; lowered: more slashes are 1s. */
static const float CELLS_FRACTION = 0.3f;
/* Confidence that a cell without ink is blank, and one with specks. */
static const float CELLS_BLANK = 1, CELLS_SPECKED = 0.9f;

#endif
