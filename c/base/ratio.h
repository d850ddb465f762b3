/* ratio: a fraction of whole numbers, compared by multiplication: exact, the same on every host. */
#ifndef LENET5_BASE_RATIO_H
#define LENET5_BASE_RATIO_H

typedef struct ratio {
    int part, whole;
} ratio;

/* value against that part of `full`; the products fit an int. */
static inline int is_at_least(int value, ratio least, int full) { return least.whole * value >= least.part * full; }
static inline int is_more_than(int value, ratio most, int full) { return most.whole * value > most.part * full; }

#endif
