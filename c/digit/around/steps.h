/* The steps of around_remove, in their order: outlines.c, underlines.c. */
#ifndef LENET5_DIGIT_AROUND_STEPS_H
#define LENET5_DIGIT_AROUND_STEPS_H

#include "../inkmap/scratch.h"
#include "around.h"
#include "tuning.h"

/* Each returns whether it removed any ink; labels and components are as they were then. gone[n − 1], [components]: set
 * for the components to be removed. */
int around_find_outlines(const ink_map *map, int32_t *gone);
int around_find_underlines(const ink_map *map, int32_t *gone);

#endif
