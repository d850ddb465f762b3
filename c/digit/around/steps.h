/* The steps of around_remove, in their order: outlines.c, underlines.c. */
#ifndef LENET5_DIGIT_AROUND_STEPS_H
#define LENET5_DIGIT_AROUND_STEPS_H

#include "../inkmap/scratch.h"
#include "around.h"
#include "tuning.h"

/* Each returns whether there are any, and then sets scratch->number[n − 1] for every component: whether it is one. */
int around_find_outlines(const ink_map *map, inkmap_scratch *scratch, int sides);
int around_find_underlines(const ink_map *map, inkmap_scratch *scratch);

#endif
