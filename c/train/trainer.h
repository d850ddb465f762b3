/* trainer: sources + recipe → parameters, a step at a time.
 *
 * Every sample has its own random stream, from (seed, epoch, place in the epoch); a step's 64 samples are four parts of
 * 16, whose gradients are added in their order. So neither the number of workers nor an interruption changes a bit.
 */
#ifndef LENET5_TRAIN_TRAINER_H
#define LENET5_TRAIN_TRAINER_H

#include "recipe.h"
#include "sources.h"
#include "workers.h"

enum { TRAINER_TEACHERS = 8, TRAINER_BESIDE = 16 };

typedef struct trainer trainer;

/* Networks of the recipe's shape, whose mean probabilities the student learns beside the labels. */
typedef struct teachers {
    const float *parameters[TRAINER_TEACHERS];
    int count; /* 0: labels only */
} teachers;

/* Another loss beside the samples': find writes the gradient of part number 0 … parts − 1 of a step. It is
 * called on several threads at once and must depend on nothing but the step, the part and the parameters. */
typedef struct trainer_beside {
    int parts; /* at most TRAINER_BESIDE; 0: none */
    void (*find)(void *argument, size_t step, int part, int worker, const float *parameters, gradient_batch *batch,
                 float *gradient);
    void *argument;
} trainer_beside;

/* All that the pointers point to must outlive it. Null when out of memory. */
trainer *trainer_start(const recipe *r, const sources *data, const teachers *ensemble, uint64_t seed, int epochs,
                       workers *team, int worker_count);
void trainer_stop(trainer *t); /* null does nothing */

size_t trainer_steps(const trainer *t);           /* in all */
size_t trainer_steps_per_epoch(const trainer *t); /* the pictures that do not fill a last batch are left out */
size_t trainer_done(const trainer *t);            /* steps made so far */

/* Makes one step; returns the mean loss of its samples. Not after the last. */
float trainer_step(trainer *t);

/* The state: parameters, momentum and moving average, three arrays of trainer_parameters() floats, one after the other.
 */
size_t trainer_parameters(const trainer *t);
float *trainer_state(trainer *t);
void trainer_continue(trainer *t, size_t done); /* after the state has been restored */

/* Whether every number of the state is finite, and those to use are what a file of weights may hold. A state that is
 * not will never be again: the training has diverged. */
int trainer_is_sound(const trainer *t);

/* Begins at these parameters, trainer_parameters() of them, instead of random ones. Only before the first step. */
void trainer_begin_at(trainer *t, const float *parameters);

/* Has every step follow that loss, too. Only before the first step; 0 when out of memory. */
int trainer_add(trainer *t, const trainer_beside *beside);

/* Ends the training with these parameters, whatever steps are left. */
void trainer_end_at(trainer *t, const float *parameters);

/* The parameters to use: the moving average. */
const float *trainer_result(const trainer *t);

#endif
