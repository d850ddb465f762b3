/* The tuned numbers of rules: each with its unit, what it was chosen on, and what raising it does. Chosen on composed
 * forms of the tuning writers (tests/eval/page-sets.js). */
#ifndef LENET5_PAGE_RULES_TUNING_H
#define LENET5_PAGE_RULES_TUNING_H

#include "../../base/share.h"

enum {
    /* Pixels: the shorter side of a plane with rules. Raised: small boxes stay. */
    RULES_SHORTEST_SIDE = 24,
    /* Thickness of a rule at most: pixels, in print and by a pen, and the shorter side's parts, the second where a pen is
     * thicker. Raised, the first: pens' strokes along a box are its sides; the second: stems of fat digits are rules; lowered,
     * the last: bars of marker's digits that touch each other cross out. */
    RULES_THIN = 4,
    RULES_PEN = 6,
    RULES_THIN_SIDES = 40,
    RULES_PEN_SIDES = 12,
    /* Pixels: a bound on work, where pens are broader. */
    RULES_BROADEST = 32,
    /* Pixels between the places where rules are looked for, and the least length. Raised: small boxes are missed. */
    RULES_PACE = 10,
    RULES_SHORTEST = 14,
    /* Columns in a row without ink that a rule goes on over. Raised: dotted lines hold together, and separate ones join. */
    RULES_GAP = 3,
    /* Columns in a row with thick ink, times the thickness. Raised: strokes may run along a rule for longer. */
    RULES_CROSSED = 8,
    /* Pixels and the length's part that a rule may bend away from its chord. Raised: arcs of digits are rules. */
    RULES_BEND = 2,
    RULES_BEND_PART = 32
};

/* Thickness of a pen's rule at most, of its strokes' mean width. By hand. Raised: bars and feet of digits are rules. */
static const float RULES_STROKE = 1.5f;
/* Slope at most: 17°. Raised: slanted strokes are rules along both axes. */
static const float RULES_STEEPEST = 0.31f;
/* Pixels by which a run may be thicker than its rule on average to be taken off with it. Raised: strokes along a rule go
 * with it; lowered: more of a blurred rule stays. */
static const float RULES_ERASED = 1.5f;
/* The tracker's least gains of place and slope. Raised: it follows bends sooner, and noise. */
static const float RULES_PLACE_GAIN = 0.1f, RULES_SLOPE_GAIN = 0.004f;
/* Of a rule's extent: with ink, and with thin ink. Raised: broken lines stay; so do lines that much is written over. */
static const share RULES_INKED = {9, 10}, RULES_THIN_RUNS = {2, 5};
/* The same of a rule that is written over, at a known place. Raised: faint ones stay lost; lowered: cells that were joined
 * on purpose are divided by stems. */
static const share RULES_WRITTEN_OVER = {19, 20};

#endif
