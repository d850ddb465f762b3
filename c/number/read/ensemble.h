/* ensemble: the readings of several looks at one line → one list.
 *
 * A string's posterior is the mean of what the looks say (L. Breiman, "Bagging Predictors", 1996): a look whose cuts or
 * pieces fail by chance is outvoted, and looks that disagree make the answer unsure.
 */
#ifndef LENET5_NUMBER_READ_ENSEMBLE_H
#define LENET5_NUMBER_READ_ENSEMBLE_H

#include "../../include/lenet5.h"
#include "../grammar/grammar.h"

enum { VOTE_LOOKS = 3 };

typedef struct vote_string {
    grammar_reading reading; /* of the look that is surest of it; posterior: the sum over all looks */
    int look;                /* which one that is */
    float surest;            /* its posterior */
} vote_string;

typedef struct vote_box {
    int count;
    vote_string at[VOTE_LOOKS * GRAMMAR_READINGS];
} vote_box;

/* Adds the readings of one look. */
void vote_cast(vote_box *box, lenet5_format format, int look, const grammar_reading *reading, int count);

/* The likeliest string of a box that is not empty. */
const vote_string *vote_best(const vote_box *box);

/* The likeliest strings after VOTE_LOOKS looks, the best first; arcs are those of each string's own look. Takes them out
 * of the box; returns their number. */
int vote_result(vote_box *box, grammar_reading reading[GRAMMAR_READINGS]);

#endif
