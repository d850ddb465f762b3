/* pattern: a text that says what numbers look like → the places in it where a symbol may stand.
 *
 * A subset of regular expressions over digits and marks, always of the whole line:
 *
 *     0 … 9 - / + = : , %   the symbol; € £ ¥ in UTF-8 too
 *     \. \( \) \$ \- …      a symbol whose character means something else, or any other
 *     \d  .                 any digit; any digit or mark
 *     [0-3/.] [^0]          one of these; any symbol but these
 *     (ab) (?:ab) a|b       groups; the one or the other
 *     a? a* a+ a{3} a{2,} a{2,4}
 *     a space               nothing: numbers may stand apart anywhere
 *
 * It is turned into one position for each symbol that it names, and for each position those that may follow it
 * (V. M. Glushkov, "The abstract theory of automata", 1961), which automaton.c makes deterministic.
 */
#ifndef LENET5_NUMBER_GRAMMAR_PATTERN_H
#define LENET5_NUMBER_GRAMMAR_PATTERN_H

#include "symbols.h"

enum {
    PATTERN_MAX_POSITIONS = 256, /* symbols, repetitions written out */
    PATTERN_MAX_DEPTH = 16,      /* of groups in groups */
    PATTERN_WORDS = PATTERN_MAX_POSITIONS / 64
};

typedef struct pattern_bits {
    uint64_t word[PATTERN_WORDS];
} pattern_bits;

static inline int pattern_holds(const pattern_bits *set, int position) {
    return (int)(set->word[position / 64] >> position % 64 & 1);
}

static inline void pattern_unite(pattern_bits *to, const pattern_bits *from) {
    for (int i = 0; i < PATTERN_WORDS; i++) to->word[i] |= from->word[i];
}

typedef struct pattern {
    int count;
    symbol_set symbol[PATTERN_MAX_POSITIONS]; /* of a position */
    uint8_t tag[PATTERN_MAX_POSITIONS];       /* of the alternative that it belongs to, from 1 */
    pattern_bits follow[PATTERN_MAX_POSITIONS], first, last;
    int is_nullable; /* nothing at all is well formed */
} pattern;

typedef struct pattern_fault {
    const char *what; /* null when there is none: a phrase, such as "a group has no end" */
    int place;        /* in bytes from the pattern's beginning */
} pattern_fault;

/* An empty pattern, which takes nothing. */
void pattern_start(pattern *out);

/* Adds an alternative; its positions have the tag. Returns what is wrong with the text; then *out is spoilt. */
pattern_fault pattern_add(const char *text, int tag, pattern *out);

#endif
