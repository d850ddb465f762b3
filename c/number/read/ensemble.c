/* Adds up what the passes say of each string, and divides by their number. */
#include "ensemble.h"

#include "../../base/characters.h"
#include "text.h"
#include "value.h"

static int has_same_digits(const grammar_reading *a, const grammar_reading *b, lenet5_format format) {
    int here[LENET5_MAX_DIGITS + 1], there[LENET5_MAX_DIGITS + 1];
    const int count = text_digits(a, format, here);
    if (text_digits(b, format, there) != count) return 0;
    for (int i = 0; i < count; i++)
        if (a->at[here[i]].symbol != b->at[there[i]].symbol) return 0;
    return 1;
}

int ensemble_is_same(const lenet5_request *request, const automaton *format, const grammar_reading *a,
                     const grammar_reading *b) {
    char here[LENET5_MAX_VALUE + 1], there[LENET5_MAX_VALUE + 1];
    if (grammar_is_same(format, a, b)) return 1;
    if (request->format == LENET5_PATTERN || !has_same_digits(a, b, (lenet5_format)request->format)) return 0;
    const value_kind has_value = value_write(request, a, 0, here);
    return has_value > VALUE_NONE && value_write(request, b, 0, there) > VALUE_NONE && characters_equal(here, there);
}

/* The entry of a string, made where there is none yet. */
static ensemble_string *entry_of(ensemble *sum, const grammar_reading *reading, const lenet5_request *request,
                                 const automaton *format) {
    for (int i = 0; i < sum->count; i++)
        if (ensemble_is_same(request, format, &sum->at[i].reading, reading)) return &sum->at[i];
    ensemble_string *new = &sum->at[sum->count++];
    new->reading.posterior = 0;
    new->surest = -1;
    return new;
}

void ensemble_add(ensemble *sum, const lenet5_request *request, const automaton *format, int pass,
                  const grammar_reading *reading, int count) {
    for (int i = 0; i < count; i++) {
        ensemble_string *string = entry_of(sum, &reading[i], request, format);
        const float posterior = string->reading.posterior + reading[i].posterior;
        if (reading[i].posterior > string->surest) {
            string->reading = reading[i];
            string->pass = pass;
            string->surest = reading[i].posterior;
        }
        string->reading.posterior = posterior;
    }
}

static int best_of(const ensemble *sum) {
    int best = 0;
    for (int i = 1; i < sum->count; i++)
        if (sum->at[i].reading.posterior > sum->at[best].reading.posterior) best = i;
    return best;
}

const ensemble_string *ensemble_best(const ensemble *sum) { return &sum->at[best_of(sum)]; }

int ensemble_mean(ensemble *sum, grammar_reading reading[GRAMMAR_READINGS]) {
    int count = 0;
    while (count < GRAMMAR_READINGS && sum->count > 0) {
        const int best = best_of(sum);
        reading[count] = sum->at[best].reading;
        reading[count++].posterior /= (float)ENSEMBLE_PASSES;
        sum->at[best] = sum->at[--sum->count];
    }
    return count;
}
