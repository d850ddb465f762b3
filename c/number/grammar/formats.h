/* formats: the built-in formats of numbers, each a pattern or several. */
#ifndef LENET5_NUMBER_GRAMMAR_FORMATS_H
#define LENET5_NUMBER_GRAMMAR_FORMATS_H

#include "automaton.h"

/* The tags of amounts: their sign, and how many digits are behind the point. */
typedef enum formats_amount_tag {
    AMOUNT_MINUS = 1,
    AMOUNT_MINUS_TENTHS,
    AMOUNT_MINUS_CENTS,
    AMOUNT_WHOLE,
    AMOUNT_TENTHS,
    AMOUNT_CENTS
} formats_amount_tag;

/* The automaton of a request; of a pattern, where it is wrong. */
pattern_fault formats_automaton(const lenet5_request *request, automaton *out);

#endif
