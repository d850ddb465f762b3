/* The formats as automata. */
#ifndef LENET5_GRAMMAR_AUTOMATON_H
#define LENET5_GRAMMAR_AUTOMATON_H

#include "grammar.h"

enum { AUTOMATON_MAX_STATES = 16, AUTOMATON_DEAD = 255 };

/* next[state][kind]: the state after a symbol of that kind, AUTOMATON_DEAD where there is none. State 0 is the start.
 * LATTICE_NOISE leaves the state as it is. */
typedef struct automaton {
    int states;
    uint32_t final; /* bit s: state s may end */
    uint8_t next[AUTOMATON_MAX_STATES][LATTICE_KINDS];
} automaton;

const automaton *automaton_of(grammar_format format);

#endif
