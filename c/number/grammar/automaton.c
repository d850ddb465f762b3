/* The tables of the formats: states × kinds of symbol, and a maker of those with an exact number of digits. */
#include "automaton.h"

#include <string.h>

#include "tuning.h"

enum { DEAD_ = AUTOMATON_DEAD }; /* in the tables */

/* The columns follow lattice_kind: digit, point, dash, slash, equals, dollar, noise, other. */

/* clang-format off */
static const automaton DIGITS = {
    .states = 2,
    .slash = GRAMMAR_SLASH_BIAS,
    .final = {[1] = 1},
    .next =
        {
            {    1,     0,     0,     0,     0,     0,     0, DEAD_}, /* none yet */
            {    1,     1,     1,     1,     1,     1,     1, DEAD_}, /* at least one digit */
        },
};

static const automaton ZIP = {
    .states = 11,
    .slash = GRAMMAR_SLASH_BIAS,
    .final = {[5] = 1, [10] = 1},
    .next =
        {
            {    1, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     0, DEAD_},
            {    2, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     1, DEAD_},
            {    3, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     2, DEAD_},
            {    4, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     3, DEAD_},
            {    5, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     4, DEAD_},
            {    7, DEAD_,     6, DEAD_, DEAD_, DEAD_,     5, DEAD_}, /* five digits */
            {    7, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     6, DEAD_}, /* and the dash */
            {    8, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     7, DEAD_},
            {    9, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     8, DEAD_},
            {   10, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     9, DEAD_},
            {DEAD_, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,    10, DEAD_}, /* five and four digits */
        },
};

enum { CENTS = AUTOMATON_END_WITH_CENTS };

static const automaton AMOUNT = {
    .states = 15,
    .point = GRAMMAR_POINT_BIAS,
    .final = {[1] = 1, 1, 1, 1, 1, [7] = CENTS, 1, 1, 1, [13] = CENTS, CENTS},
    .next =
        {
            {    1,     0,     0, DEAD_,     0,     0,     0, DEAD_}, /* 0  fillers before the amount */
            {    2,     5,    10,    11,    10, DEAD_,     1, DEAD_}, /* 1  one digit */
            {    3,     5,    10,    11,    10, DEAD_,     2, DEAD_}, /* 2  two */
            {    4,     5,    10,    11,    10, DEAD_,     3, DEAD_}, /* 3  three */
            {    4,     9,    10,    11,    10, DEAD_,     4, DEAD_}, /* 4  four or more, no mark yet */
            {    6, DEAD_,    10, DEAD_,    10, DEAD_,     5, DEAD_}, /* 5  a mark: thousands, decimals, the end */
            {    7, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,     6, DEAD_}, /* 6  one digit after it */
            {    8,    14,    14,    11,    14, DEAD_,     7, DEAD_}, /* 7  two: decimals */
            {DEAD_,     5,    10, DEAD_,    10, DEAD_,     8, DEAD_}, /* 8  three: thousands */
            {    6, DEAD_,    10, DEAD_,    10, DEAD_,     9, DEAD_}, /* 9  a mark after four digits or more */
            {DEAD_,    10,    10,    10,    10, DEAD_,    10, DEAD_}, /* 10 fillers behind the amount */
            {   12, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,    11, DEAD_}, /* 11 n/ */
            {   13, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,    12, DEAD_},
            {   13, DEAD_, DEAD_, DEAD_, DEAD_, DEAD_,    13, DEAD_}, /* n/100 */
            {DEAD_,    14,    14,    14,    14, DEAD_,    14, DEAD_}, /* 14 fillers behind decimals */
        },
};

/* clang-format on */

/* A row of exactly `length` digits: one state for each. */
static void make_exact(int length, automaton *out) {
    memset(out->next, AUTOMATON_DEAD, sizeof out->next);
    memset(out->final, 0, sizeof out->final);
    out->states = length + 1;
    out->final[length] = 1;
    out->slash = GRAMMAR_SLASH_BIAS;
    out->point = 0;
    for (int state = 0; state <= length; state++) {
        for (int kind = 0; kind < LATTICE_OTHER; kind++) out->next[state][kind] = (uint8_t)state;
        out->next[state][LATTICE_DIGIT] = state < length ? (uint8_t)(state + 1) : AUTOMATON_DEAD;
    }
}

void automaton_make(lenet5_format format, int length, automaton *out) {
    static const automaton *const FORMATS[] = {
        [LENET5_DIGITS] = &DIGITS, [LENET5_ZIP] = &ZIP, [LENET5_AMOUNT] = &AMOUNT};
    if (format == LENET5_DIGITS && length > 0) {
        make_exact(length, out);
        return;
    }
    *out = *FORMATS[format];
    if (format == LENET5_ZIP && length == 5) out->final[10] = 0;
    if (format == LENET5_ZIP && length == 9) out->final[5] = 0;
}
