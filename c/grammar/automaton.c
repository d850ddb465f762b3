#include "automaton.h"

enum { x = AUTOMATON_DEAD };

/* The columns follow lattice_kind: digit, point, dash, slash, equals, dollar, noise. */

static const automaton DIGITS = {
    .states = 2,
    .final = 1u << 1,
    .next = {
        {1, 0, 0, x, x, x, 0},
        {1, 1, 1, 1, 1, x, 1}, /* at least one digit */
    },
};

static const automaton ZIP = {
    .states = 11,
    .final = 1u << 5 | 1u << 10,
    .next = {
        {1, x, x, x, x, x, 0},
        {2, x, x, x, x, x, 1},
        {3, x, x, x, x, x, 2},
        {4, x, x, x, x, x, 3},
        {5, x, x, x, x, x, 4},
        {7, x, 6, x, x, x, 5},  /* five digits */
        {7, x, x, x, x, x, 6},  /* and the dash */
        {8, x, x, x, x, x, 7},
        {9, x, x, x, x, x, 8},
        {10, x, x, x, x, x, 9},
        {x, x, x, x, x, x, 10}, /* five and four digits */
    },
};

static const automaton AMOUNT = {
    .states = 14,
    .final = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5 | 1u << 7 | 1u << 8 | 1u << 9 | 1u << 10 | 1u << 13,
    .next = {
        {1, 0, 0, x, 0, 0, 0},      /* 0  nothing yet but fillers before the amount */
        {2, 5, 10, 11, 10, x, 1},   /* 1  one digit */
        {3, 5, 10, 11, 10, x, 2},   /* 2  two */
        {4, 5, 10, 11, 10, x, 3},   /* 3  three */
        {4, 9, 10, 11, 10, x, 4},   /* 4  four or more, no mark yet */
        {6, x, 10, x, 10, x, 5},    /* 5  a mark: of thousands, of decimals, or the end */
        {7, x, 10, x, 10, x, 6},    /* 6  one digit after it */
        {8, 10, 10, 11, 10, x, 7},  /* 7  two: decimals */
        {x, 5, 10, x, 10, x, 8},    /* 8  three: thousands */
        {6, x, 10, x, 10, x, 9},    /* 9  a mark after four digits or more */
        {x, 10, 10, 10, 10, x, 10}, /* 10 fillers behind the amount */
        {12, x, x, x, x, x, 11},    /* 11 n/ */
        {13, x, x, x, x, x, 12},
        {13, x, x, x, x, x, 13},    /* n/100 */
    },
};

const automaton *automaton_of(grammar_format format)
{
    static const automaton *const OF[GRAMMAR_FORMATS] = {&DIGITS, &ZIP, &AMOUNT};
    return OF[format];
}
