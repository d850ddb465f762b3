/* grammar: a lattice and a format → the likeliest well-formed strings and their posteriors.
 *
 * A format is a small automaton over digits and marks, made from a pattern. Composed with the lattice it leaves the paths
 * that are well formed; Viterbi finds the best few, and the forward algorithm sums over all paths, well formed or not, so
 * that the posterior of an answer compares it with all other interpretations of the ink (LeCun et al. 1998, sections
 * VI–VII).
 */
#ifndef LENET5_NUMBER_GRAMMAR_H
#define LENET5_NUMBER_GRAMMAR_H

#include "../../include/lenet5.h"
#include "../lattice/arc.h"
#include "automaton.h"

enum {
    GRAMMAR_MAX_SYMBOLS = 2 * LENET5_MAX_DIGITS, /* digits and marks of an answer */
    GRAMMAR_READINGS = LENET5_MAX_ALTERNATIVES
};

/* symbol: as in arc.h; noise is left out, and all that belongs to a word beside the number is LATTICE_OTHER. */
typedef struct grammar_symbol {
    uint8_t symbol;
    uint16_t arc;
} grammar_symbol;

typedef struct grammar_reading {
    int count;
    grammar_symbol at[GRAMMAR_MAX_SYMBOLS];
    int tag;         /* of the format's alternative that it is */
    float posterior; /* 0 … 1; their sum over one search is at most 1 */
} grammar_reading;

/* The box of a reading's symbol, in the line image. graph: whose arcs the reading is of. */
static inline pixel_box grammar_box(const lattice *graph, const grammar_reading *reading, int symbol) {
    return graph->arc[reading->at[symbol].arc].box;
}

typedef struct grammar_scratch grammar_scratch;
size_t grammar_scratch_size(void);

/* Finds up to GRAMMAR_READINGS different strings, likeliest first, in work bounded by arcs × states × a constant.
 * Returns their number, 0 when no path is well formed. */
int grammar_search(const lattice *graph, const automaton *format, grammar_scratch *scratch,
                   grammar_reading reading[GRAMMAR_READINGS]);

/* Puts readings in the order of falling posterior; equals stay as they were. */
void grammar_order(grammar_reading *list, int count);

/* Whether two readings are the same one but for marks that do not count. */
int grammar_is_same(const automaton *format, const grammar_reading *a, const grammar_reading *b);

/* After grammar_search on the same lattice: the posterior of the paths through the arc as that symbol; and of the
 * paths without LATTICE_OTHER. */
float grammar_posterior(const lattice *graph, const grammar_scratch *scratch, int arc, int symbol);
float grammar_plausibility(const lattice *graph, const grammar_scratch *scratch);

#endif
