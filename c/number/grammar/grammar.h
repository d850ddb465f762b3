/* grammar: a lattice and a format → the likeliest well-formed strings and their posteriors.
 *
 * A format is a small automaton over digits and marks. Composed with the lattice it leaves the paths that are well
 * formed; Viterbi finds the best few, and the forward algorithm sums over all paths, well formed or not, so that the
 * posterior of an answer compares it with all other interpretations of the ink (LeCun et al. 1998, sections VI–VII).
 */
#ifndef LENET5_NUMBER_GRAMMAR_H
#define LENET5_NUMBER_GRAMMAR_H

#include "../lattice/arc.h"

enum {
    GRAMMAR_MAX_SYMBOLS = 128, /* digits and marks of an answer */
    GRAMMAR_MAX_DIGITS = 64,
    GRAMMAR_READINGS = 5
};

typedef enum grammar_format {
    GRAMMAR_DIGITS, /* digits; marks between them are skipped */
    GRAMMAR_ZIP,    /* five digits, or five and four with or without a dash */
    GRAMMAR_AMOUNT, /* digits with thousands and decimal marks, a dollar sign before, dashes behind, or n/100 */
    GRAMMAR_FORMATS
} grammar_format;

/* symbol: as in arc.h; noise is left out. */
typedef struct grammar_symbol {
    uint8_t symbol;
    uint16_t arc;
} grammar_symbol;

typedef struct grammar_reading {
    int count;
    grammar_symbol at[GRAMMAR_MAX_SYMBOLS];
    int has_cents;   /* an amount whose last two digits, those behind a slash not counted, are cents */
    float posterior; /* of its value, 0 … 1; their sum over one search is at most 1 */
} grammar_reading;

typedef struct grammar_scratch grammar_scratch;
size_t grammar_scratch_size(void);

/* Finds up to GRAMMAR_READINGS strings of different value, likeliest first, in work bounded by arcs × states × a
 * constant. length: of the digits, 0 for any: 1 … GRAMMAR_MAX_DIGITS for GRAMMAR_DIGITS, 5 or 9 for GRAMMAR_ZIP, 0
 * for GRAMMAR_AMOUNT. Returns their number, 0 when no path is well formed. */
int grammar_search(const lattice *graph, grammar_format format, int length, grammar_scratch *scratch,
                   grammar_reading reading[GRAMMAR_READINGS]);

/* After grammar_search on the same lattice: the posterior of the paths through the arc as that symbol; and of the
 * paths without LATTICE_OTHER. */
float grammar_posterior(const lattice *graph, const grammar_scratch *scratch, int arc, int symbol);
float grammar_plausibility(const lattice *graph, const grammar_scratch *scratch);

#endif
