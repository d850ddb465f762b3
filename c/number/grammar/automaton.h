/* automaton: a format of numbers as a deterministic automaton over kinds of symbols. */
#ifndef LENET5_NUMBER_GRAMMAR_AUTOMATON_H
#define LENET5_NUMBER_GRAMMAR_AUTOMATON_H

#include "grammar.h"

enum { AUTOMATON_MAX_STATES = LENET5_MAX_DIGITS + 2, AUTOMATON_DEAD = 255 };

typedef enum automaton_end { AUTOMATON_NO_END, AUTOMATON_END, AUTOMATON_END_WITH_CENTS } automaton_end;

/* next[state][kind]: the state after a symbol of that kind, AUTOMATON_DEAD where there is none. State 0 is the start.
 * LATTICE_NOISE leaves the state as it is. */
typedef struct automaton {
    int states;
    uint8_t final[AUTOMATON_MAX_STATES]; /* an automaton_end: whether a string may end there */
    uint8_t next[AUTOMATON_MAX_STATES][LATTICE_KINDS];
    float slash, point; /* ln of the odds of one, against the lines that the lattice was fitted on */
} automaton;

/* length: number of digits, 0 for any; the caller has checked that the format has strings of that length. */
void automaton_make(lenet5_format format, int length, automaton *out);

#endif
