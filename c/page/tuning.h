/* The tuned numbers of page: each with its unit, what it was chosen on, and what raising it does. */
#ifndef LENET5_PAGE_TUNING_H
#define LENET5_PAGE_TUNING_H

enum {
    /* Boxes side by side that a number is read from, a digit each: fewer are frames around numbers. By its meaning. */
    PAGE_LEAST_BOXES = 2
};

/* The confidence with which a number is read sideways that refuses a single digit; and the factor on what is refused.
 * Raised: more digits of numbers on their side are answered. */
static const float PAGE_TURNED = 0.3f;

#endif
