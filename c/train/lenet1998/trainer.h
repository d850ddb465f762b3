/* trainer: MNIST and a recipe → the parameters of the network of 1998, a pass at a time.
 *
 * Every picture of a pass has its own random stream, from (seed, pass, place in the pass), and every sum a fixed order:
 * neither the number of workers nor the host changes a bit. Levenberg-Marquardt takes one picture after another, so that
 * more than one worker is no help.
 */
#ifndef LENET5_TRAIN_LENET1998_TRAINER_H
#define LENET5_TRAIN_LENET1998_TRAINER_H

#include <stddef.h>

#include "../../base/formats/idx.h"
#include "../../model/parameters_1998.h"
#include "../workers.h"
#include "recipe.h"

enum { LESSON_1998_LEAST = 500 };

typedef struct trainer_1998 trainer_1998;

/* What to learn: the first `count` of MNIST's pictures, 28×28, and their labels, 0 … 9. */
typedef struct lesson_1998 {
    const uint8_t *pictures, *labels;
    size_t count; /* ≥ LESSON_1998_LEAST */
} lesson_1998;

/* All that the pointers point to must outlive it. passes: in all. Null when out of memory. */
trainer_1998 *trainer_1998_start(const recipe_1998 *how, const lesson_1998 *what, uint64_t seed, int passes,
                                 workers *team, int worker_count);
void trainer_1998_stop(trainer_1998 *t); /* null does nothing */

/* Makes one pass over the pictures; returns their mean loss. Not after the last. */
float trainer_1998_pass(trainer_1998 *t);

/* Whether every parameter is what a file of weights may hold: a training that has diverged never will be again. */
int trainer_1998_is_sound(const trainer_1998 *t);

const parameters_1998 *trainer_1998_result(const trainer_1998 *t);

#endif
