#include "automaton.h"

#include <string.h>

enum { x = AUTOMATON_DEAD };

/* The columns follow lattice_kind: digit, point, dash, slash, equals, dollar, noise, other. */

/* In rows of digits and ZIP codes a slash, which a leaning 1 looks like, is as rare as a date; in amounts it stands
 * before cents. */
static const float RARE = -1.5F;

/* In amounts a mark that may be a point is one rather than a speck: without its point an amount is a hundred times as
 * large. */
static const float LIKELY = 1.5F;

static const automaton DIGITS = {
    .states = 2,
    .slash = RARE,
    .final = {[1] = 1},
    .next =
        {
            {1, 0, 0, 0, 0, 0, 0, x}, /* none yet */
            {1, 1, 1, 1, 1, 1, 1, x}, /* at least one digit */
        },
};

static const automaton ZIP = {
    .states = 11,
    .slash = RARE,
    .final = {[5] = 1, [10] = 1},
    .next =
        {
            {1, x, x, x, x, x, 0, x},
            {2, x, x, x, x, x, 1, x},
            {3, x, x, x, x, x, 2, x},
            {4, x, x, x, x, x, 3, x},
            {5, x, x, x, x, x, 4, x},
            {7, x, 6, x, x, x, 5, x}, /* five digits */
            {7, x, x, x, x, x, 6, x}, /* and the dash */
            {8, x, x, x, x, x, 7, x},
            {9, x, x, x, x, x, 8, x},
            {10, x, x, x, x, x, 9, x},
            {x, x, x, x, x, x, 10, x}, /* five and four digits */
        },
};

enum { CENTS = AUTOMATON_END_WITH_CENTS };

static const automaton AMOUNT = {
    .states = 15,
    .point = LIKELY,
    .final = {[1] = 1, 1, 1, 1, 1, [7] = CENTS, 1, 1, 1, [13] = CENTS, CENTS},
    .next =
        {
            {1, 0, 0, x, 0, 0, 0, x},      /* 0  nothing yet but fillers before the amount */
            {2, 5, 10, 11, 10, x, 1, x},   /* 1  one digit */
            {3, 5, 10, 11, 10, x, 2, x},   /* 2  two */
            {4, 5, 10, 11, 10, x, 3, x},   /* 3  three */
            {4, 9, 10, 11, 10, x, 4, x},   /* 4  four or more, no mark yet */
            {6, x, 10, x, 10, x, 5, x},    /* 5  a mark: of thousands, of decimals, or the end */
            {7, x, x, x, x, x, 6, x},      /* 6  one digit after it */
            {8, 14, 14, 11, 14, x, 7, x},  /* 7  two: decimals */
            {x, 5, 10, x, 10, x, 8, x},    /* 8  three: thousands */
            {6, x, 10, x, 10, x, 9, x},    /* 9  a mark after four digits or more */
            {x, 10, 10, 10, 10, x, 10, x}, /* 10 fillers behind the amount */
            {12, x, x, x, x, x, 11, x},    /* 11 n/ */
            {13, x, x, x, x, x, 12, x},
            {13, x, x, x, x, x, 13, x},    /* n/100 */
            {x, 14, 14, 14, 14, x, 14, x}, /* 14 fillers behind decimals */
        },
};

/* One state a digit. */
static void make_exact(int length, automaton *out) {
    memset(out->next, AUTOMATON_DEAD, sizeof out->next);
    memset(out->final, 0, sizeof out->final);
    out->states = length + 1;
    out->final[length] = 1;
    out->slash = RARE;
    out->point = 0;
    for (int state = 0; state <= length; state++) {
        for (int kind = 0; kind < LATTICE_OTHER; kind++) out->next[state][kind] = (uint8_t)state;
        out->next[state][LATTICE_DIGIT] = state < length ? (uint8_t)(state + 1) : AUTOMATON_DEAD;
    }
}

void automaton_make(lenet5_format format, int length, automaton *out) {
    static const automaton *const OF[] = {[LENET5_DIGITS] = &DIGITS, [LENET5_ZIP] = &ZIP, [LENET5_AMOUNT] = &AMOUNT};
    if (format == LENET5_DIGITS && length > 0) {
        make_exact(length, out);
        return;
    }
    *out = *OF[format];
    if (format == LENET5_ZIP && length == 5) out->final[10] = 0;
    if (format == LENET5_ZIP && length == 9) out->final[5] = 0;
}
