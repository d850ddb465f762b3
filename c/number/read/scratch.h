/* The working memory of read's files. */
#ifndef LENET5_NUMBER_READ_SCRATCH_H
#define LENET5_NUMBER_READ_SCRATCH_H

#include "../../base/arena.h"
#include "../lattice/lattice.h"
#include "ensemble.h"
#include "read.h"

struct read_scratch {
    segment_lines lines;
    segment_line_image image;
    lattice graph;
    grammar_reading reading[GRAMMAR_READINGS]; /* of the line, likeliest first */
    grammar_reading other[GRAMMAR_READINGS];   /* the same as digits of any number, to find the reason for a refusal */
    ensemble ensemble;
    automaton format, with_words, digits;    /* the request's; with words beside the number; any digits */
    automaton kind;                          /* of the kind that a reading may be */
    int has_words;                           /* the readings are of with_words */
    lenet5_reading trial;                    /* of another line, or a part of one */
    int has_sure_pass;                       /* one pass alone is sure enough of the best reading of all */
    _Alignas(LENET5_ALIGNMENT) char parts[]; /* segment's, lattice's, grammar's */
};

static inline segment_scratch *read_segment_part(read_scratch *s) { return (segment_scratch *)(void *)s->parts; }
static inline lattice_scratch *read_lattice_part(read_scratch *s) {
    return (lattice_scratch *)(void *)(s->parts + arena_part_size(segment_scratch_size()));
}
static inline grammar_scratch *read_grammar_part(read_scratch *s) {
    return (grammar_scratch *)((char *)(void *)read_lattice_part(s) + arena_part_size(lattice_scratch_size()));
}

#endif
