/* text: symbols → text, formatted text and value. */
#ifndef LENET5_NUMBER_READ_TEXT_H
#define LENET5_NUMBER_READ_TEXT_H

#include "../grammar/grammar.h"

/* Which symbols of a reading are the text's digits: digit[i] is an index into reading->at. Of n/100 the 100 is left
 * out. Returns their number, at most LENET5_MAX_DIGITS + 1. */
int text_digits(const grammar_reading *reading, lenet5_format format, int digit[LENET5_MAX_DIGITS + 1]);

/* count ≤ LENET5_MAX_DIGITS digits, as text_digits gives them. graph: whose arcs the reading is of. */
void text_write(const lenet5_request *request, const lattice *graph, const grammar_reading *reading, const int *digit,
                int count, lenet5_alternative *out);

#endif
