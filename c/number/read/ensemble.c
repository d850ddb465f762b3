#include "ensemble.h"

#include "text.h"

static int says_the_same(const grammar_reading *a, const grammar_reading *b, lenet5_format format) {
    int here[LENET5_MAX_DIGITS + 1], there[LENET5_MAX_DIGITS + 1];
    const int count = text_digits(a, format, here);
    if (text_digits(b, format, there) != count || a->has_cents != b->has_cents) return 0;
    for (int i = 0; i < count; i++)
        if (a->at[here[i]].symbol != b->at[there[i]].symbol) return 0;
    return 1;
}

/* The place of a string in the box, made where there is none yet. */
static ensemble_string *place_of(ensemble *box, const grammar_reading *reading, lenet5_format format) {
    for (int i = 0; i < box->count; i++)
        if (says_the_same(&box->at[i].reading, reading, format)) return &box->at[i];
    ensemble_string *new = &box->at[box->count++];
    new->reading.posterior = 0;
    new->surest = -1;
    return new;
}

void ensemble_add(ensemble *box, lenet5_format format, int pass, const grammar_reading *reading, int count) {
    for (int i = 0; i < count; i++) {
        ensemble_string *string = place_of(box, &reading[i], format);
        const float sum = string->reading.posterior + reading[i].posterior;
        if (reading[i].posterior > string->surest) {
            string->reading = reading[i];
            string->pass = pass;
            string->surest = reading[i].posterior;
        }
        string->reading.posterior = sum;
    }
}

static int best_of(const ensemble *box) {
    int best = 0;
    for (int i = 1; i < box->count; i++)
        if (box->at[i].reading.posterior > box->at[best].reading.posterior) best = i;
    return best;
}

const ensemble_string *ensemble_best(const ensemble *box) { return &box->at[best_of(box)]; }

int ensemble_mean(ensemble *box, grammar_reading reading[GRAMMAR_READINGS]) {
    int count = 0;
    while (count < GRAMMAR_READINGS && box->count > 0) {
        const int best = best_of(box);
        reading[count] = box->at[best].reading;
        reading[count++].posterior /= (float)ENSEMBLE_PASSES;
        box->at[best] = box->at[--box->count];
    }
    return count;
}
