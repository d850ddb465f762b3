/* automaton: a pattern or a built-in format as a deterministic automaton over symbols. */
#ifndef LENET5_NUMBER_GRAMMAR_AUTOMATON_H
#define LENET5_NUMBER_GRAMMAR_AUTOMATON_H

#include "pattern.h"

enum {
    AUTOMATON_MAX_TAGS = 6,
    AUTOMATON_MAX_MADE = 120, /* states of a pattern */
    AUTOMATON_MAX_STATES = AUTOMATON_MAX_MADE + 1 + AUTOMATON_MAX_TAGS,
    AUTOMATON_DEAD = 255
};

/* State 0 is the start. LATTICE_NOISE leaves the state as it is, and so do the marks that a format passes over. */
typedef struct automaton {
    int states;
    uint8_t tag[AUTOMATON_MAX_STATES];                   /* of the alternative that may end there, from 1; 0: none */
    uint8_t next[AUTOMATON_MAX_STATES][LATTICE_SYMBOLS]; /* AUTOMATON_DEAD where there is none */
    uint32_t live[AUTOMATON_MAX_STATES]; /* the symbols that may stand in a state, at some gap: a bit each */
    /* Readings whose symbols have the same classes, those of class 0 left out, are the same one. */
    uint8_t class[LATTICE_SYMBOLS];
    float bias[LATTICE_SYMBOLS]; /* ln of the odds of a symbol, against the lines that the lattice was fitted on */
    float unasked;   /* what a path of digits and marks weighs that is not well formed; well-formed ones: 1 */
    int word_before; /* the state behind the characters of a word before the number; −1 without words */
} automaton;

_Static_assert(LATTICE_SYMBOLS <= 32, "a bit for each symbol");

/* What an automaton is made from. */
typedef struct automaton_plan {
    const char *alternative[AUTOMATON_MAX_TAGS]; /* patterns, up to the first null; the first has tag 1 */
    const char *passed_over;                     /* marks that leave the state as it is */
    const char *same[LATTICE_KINDS];             /* sets of marks that count as one, up to the first null; marks in
                                                  * none do not count */
    float unasked;                               /* as above; 0: 1 */
    float slash, point, currency, other; /* biases of the slash; of point and comma; of $ € £ ¥; of the rest */
} automaton_plan;

/* The fault of the first alternative that has one; then *out is spoilt. */
pattern_fault automaton_make(const automaton_plan *plan, automaton *out);

/* Lets the automaton pass over characters of no format before and behind the number, where a gap is between. */
void automaton_add_words(automaton *format);

/* The state after a symbol. gap: bodies of paper on the left of its ink. */
int automaton_next(const automaton *format, int state, int symbol, float gap);

#endif
