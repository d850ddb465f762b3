/* The tuned numbers of telling several digits from one: what each is, and what raising it does. */
#ifndef LENET5_DIGIT_SEVERAL_TUNING_H
#define LENET5_DIGIT_SEVERAL_TUNING_H

#include "../../base/share.h"

enum {
    /* Components at most: more are a page, of which one is chosen. */
    SEVERAL_COMPONENTS = 8
};

/* Of the highest component: the longer side of what is looked at. Raised: more pieces are left out. */
static const share PART_SIDE = {1, 5};
/* Of the higher part's height, that of the other. Raised: small digits beside large ones are overlooked. */
static const share PART_HEIGHT = {11, 20};
/* In the unit of logits: how much more than the least of the parts the whole must be like a digit to be one. Raised: more
 * digits in two strokes are taken for two digits. */
static const float WHOLE_AHEAD = 1.5F;

#endif
