/* The tuned numbers of clear: each with its unit, what it was chosen on, and what raising it does. Chosen on composed
 * pages of the tuning writers (tests/eval/page-sets.js). Heights are of the typical height of writing. */
#ifndef LENET5_PAGE_CLEAR_TUNING_H
#define LENET5_PAGE_CLEAR_TUNING_H

#include "../../base/share.h"

/* heights.c */

/* Length of a stripe, of its breadth, and of the picture's longer side. Raised: rules are taken for writing. */
static const share CLEAR_STRIPE = {5, 1}, CLEAR_STRIPE_SIDE = {1, 5};
/* A hole: filled at least that much, as broad as long within that, and as broad in pixels. Raised: holes stay; lowered,
 * the last: points of numbers are holes. */
static const share CLEAR_HOLE_FILL = {3, 4}, CLEAR_HOLE_ASPECT = {4, 3};
enum { CLEAR_HOLE = 14 };

/* type.c */

/* A letter's height at least and at most, and the rows that two beside each other share, of the lower one's. Raised, the
 * second: units and words go that are printed larger, and small digits. */
static const share CLEAR_LETTER_LEAST = {1, 10}, CLEAR_LETTER = {2, 5}, CLEAR_LETTER_ROWS = {1, 3};
/* A word of letters that touch: its height at least and at most; and of its own height, its width, or its rows with three
 * strokes. Raised, the second: larger words go, and small numbers; the others: short words stay; lowered, the first: dashes
 * go; the last: small zeros do. */
static const share CLEAR_WORD = {1, 5}, CLEAR_TYPE = {1, 2}, CLEAR_WORD_WIDE = {6, 5}, CLEAR_WORD_BUSY = {1, 6};

/* How near to something taller a low part is one of it, as of a 4 whose strokes do not meet. By hand. Raised: units close to
 * their number are read. */
static const share CLEAR_CLOSE = {1, 16};
/* Halves of a digit: the higher one's height at most; of that the lower one's at least; the gap between them at most; the height
 * of both together at least and at most. By hand. Raised, or lowered, the second and the fourth: lines of type below each other
 * are digits. */
static const share CLEAR_HALF = {2, 3}, CLEAR_OTHER_HALF = {1, 2}, CLEAR_HALVES_APART = {1, 3};
static const share CLEAR_WHOLE = {4, 5}, CLEAR_WHOLE_MOST = {5, 4};

/* drawn.c */

/* The shortest underline, long rule along x and along y. Raised: short ones stay and become strokes; lowered: bars and
 * stems of digits go. */
static const share CLEAR_UNDERLINE = {14, 10}, CLEAR_LONG = {3, 1}, CLEAR_LONG_UPRIGHT = {9, 4};
/* How near to a rule writing counts as above or below it, and how far. */
static const share CLEAR_NEAR = {1, 8}, CLEAR_FAR = {1, 2};
/* Of a rule's columns, with writing above an underline; below it at most, of those above; and on both sides of one that
 * crosses out. */
static const share CLEAR_ABOVE = {1, 8}, CLEAR_BELOW = {1, 3}, CLEAR_CROSSED = {1, 8};
/* How far beyond the ends of an underline no writing is looked for, and of those columns, with writing at most. Raised,
 * the first: underlines of a part of a line stay; the second: feet of digits go. */
static const share CLEAR_BEYOND = {1, 2}, CLEAR_OVERHANG = {2, 3};
/* The base of a digit among others: its columns with writing above it at most; how far from its begin those begin, of how far
 * they end before its end; how far the digit rises above it at least; how near to its level another digit's foot is, and how
 * far away that digit. By hand. Raised, but for the third: underlines of single digits stay. */
static const share CLEAR_BASE = {5, 4}, CLEAR_BASE_BEGIN = {1, 2}, CLEAR_BASE_RISE = {1, 2}, CLEAR_BASE_LEVEL = {1, 4};
enum { CLEAR_BASE_REACH = 2 };
/* The shortest rule that crosses out. Raised: short numbers crossed out are read; lowered: bars of a 4 cross out. */
static const share CLEAR_STRIKE = {13, 10};
/* Strokes through one at least; and how far above and below it, and aside, the parts of one are. Raised, the first: single
 * digits crossed out are read; the second: wide 5s are crossed out; lowered: slanted strokes are not. */
enum { CLEAR_CROSSING = 2 };
static const share CLEAR_SLANT = {1, 10};
/* The length of a line of ruled paper, of the picture's width; and how far it is from another. Raised: fewer lines are the
 * paper's; lowered, the second: what is crossed out twice is read. */
static const share CLEAR_ACROSS = {9, 10}, CLEAR_APART = {3, 10};
/* Of a rule's columns, with less than CLEAR_INK, of a crease or of a line that is gone. Raised, the share: creases cross out;
 * the ink: pencil doesn't. */
static const share CLEAR_PAPER = {1, 2};
enum { CLEAR_INK = 128 };
/* How far what is crossed out reaches beyond the stroke that does it, for a digit of what is not to be joined to it. Raised:
 * fewer numbers are doubted. */
static const share CLEAR_JOINED = {1, 2};

/* stripes.c */

enum {
    /* Pixels by which pieces of a rule lie beside each other at most. Raised: ones above each other are such pieces. */
    CLEAR_ASIDE = 3,
    /* Pieces of a dotted rule at least. Raised: short ones stay. */
    CLEAR_PIECES = 4
};
/* Height of a low piece at most; half the pieces are low. Raised: columns of ones go. */
static const share CLEAR_LOW = {1, 2};
/* Width of the strip between a rule and the picture's border at most, that holds a neighbour's strokes. Raised: digits in
 * narrow cells go. */
static const share CLEAR_STRIP = {1, 2};

#endif
