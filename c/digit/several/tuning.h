/* The tuned numbers of telling several digits from one: what each is, and what raising it does. */
#ifndef LENET5_DIGIT_SEVERAL_TUNING_H
#define LENET5_DIGIT_SEVERAL_TUNING_H

#include "../../base/share.h"

enum {
    /* Components at most: more are a page, of which one is chosen. */
    SEVERAL_COMPONENTS = 8,
    /* Places across the ink where a cut is looked for, and cuts along which it is read. Raised: slower; touching digits
     * are found more surely. */
    CUT_PLACES = 15,
    CUTS = 4,
    /* Ink of a stroke on a cut; and how many of them it may cut. Raised: more digits that touch in several places are found,
     * and more barred zeros are cut. */
    JOINT_INK = 96,
    MOST_JOINTS = 2
};

/* Of the highest component: the longer side of what is looked at. Raised: more pieces are left out. */
static const share PART_SIDE = {1, 5};
/* Of the heaviest component's mass, that of a neighbour's ink at the picture's side. Raised: more is left out. */
static const share CUT_OFF_MASS = {1, 2};
/* Of the higher part's height, that of the other. Raised: small digits beside large ones are overlooked. */
static const share PART_HEIGHT = {11, 20};
/* In the unit of logits: how much more than the least of the parts the whole must be like a digit to be one. Raised: more
 * digits in two strokes are taken for two digits. */
static const float WHOLE_AHEAD = 1.5F;
/* The same of parts that were cut apart. */
static const float CUT_AHEAD = -2.0F;
/* Where the parts' lead makes one digit or two equally likely. Raised: less doubt. */
static const float DOUBT_AHEAD = 1.0F;
/* Beside a digit: how far below the weights' threshold what is as high may be a digit, and how likely it is. Raised: a digit
 * beside something else is less certain. */
static const float COMPANY_BELOW = 5.0F, COMPANY_DOUBT = 0.4F;
/* Of its height, a cut digit's width. Raised: narrower numbers are overlooked. */
static const share CUT_ASPECT = {3, 5};
/* The score of nothing. */
static const float NO_INK = -1e9F;
/* Of the ink's height, what a cut goes through at most. By its meaning: a dot is ink all over. Raised: blots are cut in
 * two; lowered: digits are overlooked that touch along their strokes. */
static const share CUT_INK = {1, 2};
/* Of the ink's width, the first place of a cut from its left, and the last from its right. */
static const float CUT_FIRST = 0.15F;

#endif
