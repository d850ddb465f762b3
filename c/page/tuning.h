/* The tuned numbers of page: each with its unit, what it was chosen on, and what raising it does. */
#ifndef LENET5_PAGE_TUNING_H
#define LENET5_PAGE_TUNING_H

#include "../base/share.h"

enum {
    /* Boxes side by side that a number is read from, a digit each: fewer are frames around numbers. By its meaning. */
    PAGE_LEAST_BOXES = 2,
    /* Columns of cells whose rules are as broad as pens, or too faint for ink. Lowered: stems and bars of large digits are
     * boxes, and what shines through the paper. By hand. */
    PAGE_LEAST_COLUMNS = 3,
    /* How many more cells faint rules must enclose than those of ink. Raised: more of a faint table is lost; lowered: the
     * soft edges of strokes are rules. By hand. */
    PAGE_MORE = 2
};

/* How high what is written in boxes may be, of a box: digits of most writing that is higher are on squared paper. By hand, on
 * forms that are written over. Raised: digits of large writing are read square by square. */
static const float PAGE_IN_BOX = 1.6f;
/* The confidence with which a number is read sideways that refuses a digit; and the factor on what is refused. Raised:
 * more digits of numbers on their side are answered. */
static const float PAGE_TURNED = 0.3f;
/* Digits that one which lies on its side is read as at most, and how wide these are of their height: a lying 8 is two
 * zeros. Raised: more short numbers are read sideways, which takes time. */
enum { PAGE_PARTS = 2 };
static const share PAGE_PARTS_WIDE = {2, 1};
/* Confidence of a number from which on it isn't tried upside down. Raised: slower, fewer numbers of 0, 1, 6, 8 and 9
 * upside down are answered; and fewer of them that lie right. */
static const float PAGE_SURE = 0.96f;
/* The doubt of a number upside down that refuses one, of the doubt of that. Raised: more numbers that lie right are
 * refused. */
static const float PAGE_SURER = 0.5f;
/* Below it an answer that is doubted is refused: a probability, as READ_LEAST_CONFIDENCE. */
static const float PAGE_LEAST_CONFIDENCE = 0.5f;
/* Factor on the confidence of a number whose first or last digit is perhaps crossed out with another number, or perhaps the
 * edge of something. At 0.5, as PAGE_LEAST_CONFIDENCE is, only a certain one is still answered. Raised: more of them are. */
static const float PAGE_DOUBTED = 0.5f;
/* Ink of a digit along the picture's side, and over how much of its height, that makes it an edge. Raised: fewer are. */
enum { PAGE_INK = 128 };
static const share PAGE_CUT_SIDE = {9, 10};
/* The most confidence of a number beside which small type was left out. By hand. Raised: one whose digits were taken for
 * type is surer. */
static const float PAGE_BESIDE_TYPE = 0.9f;

#endif
