/* ensemble: the readings of several passes at one line → one list.
 *
 * A string's posterior is the mean of the passes' posteriors (L. Breiman, "Bagging Predictors", 1996): a pass whose
 * cuts or pieces fail by chance is outvoted, and passes that disagree make the answer unsure.
 */
#ifndef LENET5_NUMBER_READ_ENSEMBLE_H
#define LENET5_NUMBER_READ_ENSEMBLE_H

#include "../../include/lenet5.h"
#include "../grammar/grammar.h"

enum { ENSEMBLE_PASSES = 3 };

typedef struct ensemble_string {
    grammar_reading reading; /* by the pass that is surest of it; posterior: the sum over all passes */
    int pass;                /* that pass */
    float surest;            /* its posterior */
} ensemble_string;

typedef struct ensemble {
    int count;
    ensemble_string at[ENSEMBLE_PASSES * GRAMMAR_READINGS];
} ensemble;

/* Whether two readings mean the same: their digits and, where they have one, their value. */
int ensemble_is_same(const lenet5_request *request, const automaton *format, const grammar_reading *a,
                     const grammar_reading *b);

/* Adds the readings of one pass. */
void ensemble_add(ensemble *sum, const lenet5_request *request, const automaton *format, int pass,
                  const grammar_reading *reading, int count);

/* The likeliest string of a sum that is not empty. */
const ensemble_string *ensemble_best(const ensemble *sum);

/* The likeliest strings after ENSEMBLE_PASSES passes, the best first; arcs are those of each string's own pass. Takes
 * them out of the sum; returns their number. */
int ensemble_mean(ensemble *sum, grammar_reading reading[GRAMMAR_READINGS]);

#endif
