/* symbols: the characters of numbers: what each looks like as text, and which symbol a text begins with. */
#ifndef LENET5_NUMBER_GRAMMAR_SYMBOLS_H
#define LENET5_NUMBER_GRAMMAR_SYMBOLS_H

#include "../lattice/arc.h"

enum { SYMBOLS_WRITTEN = LENET5_CLASSES + LATTICE_NOISE - 1 }; /* symbols below this are written, the others are not */

/* A set of symbols: bit s for symbol s. */
typedef uint32_t symbol_set;

static const symbol_set SYMBOLS_DIGITS = (1u << LENET5_CLASSES) - 1;
static const symbol_set SYMBOLS_MARKS = (1u << SYMBOLS_WRITTEN) - (1u << LENET5_CLASSES);

/* UTF-8; empty for a symbol that is not written. */
const char *symbol_text(int symbol);

/* The symbol that a UTF-8 text begins with, and its bytes; −1 for none. */
int symbol_parse(const char *text, int *bytes);

#endif
