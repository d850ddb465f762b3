/* The tuned numbers of read: each with its unit, what it was chosen on, and what raising it does.
 *
 * What they were chosen on was written down afterwards, from the history, which tells the occasion of a change but not
 * the values that were tried:
 *   drawn       nothing recorded: by hand, presumably on the project's own drawn lines
 *   validation  by hand, when ZIP codes composed of validation digits were read better by it (weights/TRAINING-LOG.md)
 *   points      by hand, on the amounts of tests/eval/points.js, at the seed that it names
 * Figures on cheques were measured all that time and are quoted in commits: take none of these as independent of them.
 */
#ifndef LENET5_NUMBER_READ_TUNING_H
#define LENET5_NUMBER_READ_TUNING_H

#include "../../base/share.h"
#include "ensemble.h"

/* The least posterior of an answer, the reject threshold of numbers: a probability. By its meaning: right is likelier
 * than wrong. Up: fewer answers, fewer wrong ones; see the read curves of ./build.sh eval. */
static const float READ_LEAST_CONFIDENCE = 0.5f;

/* lines.c, beside.c: tests/eval/page-sets.js, tuning writers. */

/* Lines that are read at most, those with the most ink first. A bound on work. */
enum { READ_LINES = 8 };
/* The confidence of the line with the most ink above which no other is looked at, and by how much another one must be
 * surer. Up: slower; the main line is given up more easily; the second: less easily. */
static const float READ_SURE_LINE = 0.9f, READ_SURER = 0.1f;
/* Rows that numbers on one line share, of the higher one. */
static const share READ_SAME_ROWS = {6, 10};

/* passes.c */

/* Added to SEGMENT_SLANT at each pass, across per up. validation. Up: the passes differ more, each alone is read
 * worse. */
static const float READ_LEAN[ENSEMBLE_PASSES] = {0, 0.12f, -0.12f};
/* Posterior above which the first pass stands alone. validation. Up: more lines take three passes, which is slower
 * and changes ever fewer answers. */
static const float READ_SURE = 0.7f;
/* The plausibility below which the line is no number, so that the other passes are not worth their time. drawn. Up:
 * faster on pages of text; numbers in bad pictures lose their other passes. */
static const float READ_HOPELESS = 0.1f;

/* What a reading is worth that passes over words beside the number. By hand: with what was passed over, a digit of the
 * number may be. Up: more lines of letters and digits are read. */
static const float READ_WORD_SHARE = 0.9f;

/* odd_marks.c: what a row of digits with a mark that is odd in one weighs against others: a slash between longer rows than
 * dates and fractions have, a sign of per cent. By its meaning, and on lines composed for the evaluation. Up: leaning 1s become
 * slashes, crossed 7s signs of per cent. And half a pair of brackets, by its meaning. Up: bent 1s become brackets; down: 12)
 * is 121. */
static const float READ_ODD_MARK = 0.1f, READ_HALF_BRACKET = 0.02f;
/* The same: the height of a slash, of the higher digit's beside it, below which it weighs less, and ln of the weight that a
 * whole such height costs. On lines of UNIPEN's tuning writers. Up: more slashes become 1s; down: 811 is 8/1. */
static const float READ_SLASH_HEIGHT = 1.25f, READ_SLASH_LACKS = 12;
/* The same: what an amount with a point between thousands weighs. By its meaning; at a quarter, cheques on which it is meant
 * were answered too seldom. Up: a digit read as two after a point makes a hundred times the amount; down: 1.710 is not
 * answered where its locale was not said. */
static const float READ_POINT_GROUP = 0.5f;

/* kind.c: what a reading of no kind of number (4.5-/2) weighs against others, where any kind is read. By hand. Up: more
 * strokes of digits become marks. */
static const float READ_NO_KIND = 0.1f;

/* read.c: of a reading that may be meant in two ways (3/7, 1.204), the share of the one that the locale prefers. By its
 * meaning: people write for others of their country, but not always. Up: the other way is less likely. */
static const float READ_LOCALE_SHARE = 0.9f;

/* text.c: paper between two digits of two numbers, in bodies. By hand: ZIP codes are written with gaps of up to a half.
 * Up: fewer spaces. */
static const share TEXT_SPACE = {9, 10};

/* cents.c: the highest raised cents, and how far their feet are above the others', of the mean height of the digits
 * before. By hand: small zeros on the line are none. Height up, rise down: more digits are cents. */
static const share CENTS_HEIGHT = {3, 4}, CENTS_RISE = {3, 20};

/* reason.c */

/* The least plausibility of a number that is uncertain rather than none. By its meaning. Up: more refusals say
 * not-a-number. */
static const float READ_PLAUSIBLE = 0.5f;

/* characters.c */

/* Ink of the pixels that a character's box holds, of 255: the middle of a stroke's soft edge. Up: tighter boxes. */
enum { READ_BOX_INK = 128 };
/* Pieces that an arc shares with another one at the same place, of the longer one's: more than that. By its
 * meaning: at most one such arc is on any path, so that the confidences of one place sum to 1. Below a half that no
 * longer holds. */
static const share READ_SAME_PLACE = {1, 2};

/* point_doubt.c: a mark that may be the point of an amount, measured by the digit on its left: lengths in its heights
 * where nothing else is said. points. Up: more amounts without a point are doubted, right ones too. */

/* The longest mark, and its length of its breadth. */
static const share POINT_LENGTH = {1, 3}, POINT_ASPECT = {5, 3};
/* How far its middle may stand above and below the digit's feet: as LINES_DOT_ABOVE and LINES_DOT_BELOW, which let
 * a dot into the line. */
static const share POINT_ABOVE = {1, 5}, POINT_BELOW = {1, 10};
/* How far right its middle may stand: of the width of the digit on the right, from its left. It begins at the
 * middle of the digit on the left. */
static const share POINT_RIGHT = {1, 4};
/* The least ink, in pixels of full ink, of the height squared. Up: fewer amounts are doubted. */
static const share POINT_INK = {1, 600};
/* Factor on the confidence of a doubted amount. points. At 0.5, as READ_LEAST_CONFIDENCE is, only a certain one is
 * still answered. Up: more of them are answered. */
static const float POINT_DOUBT = 0.5f;

/* word_doubt.c, lines.c: beside a number, a character that is so high at least and so near at most, of its neighbour's height,
 * may be a digit of it; so may a line be the rest of it. Up, the first: fewer numbers with units are doubted, and more linked
 * zeros are lost; the second: more are doubted. */
static const share WORD_HEIGHT = {3, 4}, WORD_NEAR = {1, 2};
/* Factor on the confidence then, as POINT_DOUBT. */
static const float WORD_DOUBT = 0.5f;

#endif
