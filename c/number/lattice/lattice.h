/* lattice: a field of pieces → a graph whose arcs are what may be one character.
 *
 * Nodes 0 … pieces are the places between neighbouring pieces; an arc from node i to node j is the ink of the pieces
 * i … j − 1 taken together (LeCun et al. 1998, section V: over-segmentation). Where characters touch they often share a
 * stroke, which is on one side of the seam only: a second arc takes a pen's width of ink beyond its seams too. LeNet-5
 * reads every arc, at the size of the field; a small model weighs the network's evidence against the arc's geometry and
 * scores every symbol that the arc could be. Scores are not normalised per arc: the evidence that an arc is no character
 * is kept, and only whole paths are compared (a conditional random field over paths, as the paper's section VI has it).
 */
#ifndef LENET5_NUMBER_LATTICE_H
#define LENET5_NUMBER_LATTICE_H

#include "../../digit/decide/decide.h"
#include "../../digit/network/network.h"
#include "../../digit/normalise/normalise.h"
#include "../segment/segment.h"

enum {
    LATTICE_MAX_RUN = 9, /* pieces in an arc */
    LATTICE_MAX_ARCS = 2 * SEGMENT_MAX_PIECES * LATTICE_MAX_RUN,
    LATTICE_FEATURES = 27
};

/* What an arc can be. */
typedef enum lattice_kind {
    LATTICE_DIGIT,
    LATTICE_POINT, /* a dot or a comma, low on the line */
    LATTICE_DASH,
    LATTICE_SLASH,
    LATTICE_EQUALS,
    LATTICE_DOLLAR,
    LATTICE_NOISE, /* a speck, a piece of a rule */
    LATTICE_OTHER, /* a character that is in no format: a letter, a scribble */
    LATTICE_KINDS
} lattice_kind;

/* Symbols: 0 … 9 are digits, the others marks. */
enum { LATTICE_SYMBOLS = LENET5_CLASSES + LATTICE_KINDS - 1 };
static inline lattice_kind lattice_kind_of(int symbol) {
    return symbol < LENET5_CLASSES ? LATTICE_DIGIT : (lattice_kind)(symbol - LENET5_CLASSES + 1);
}
static inline int lattice_symbol_of(lattice_kind kind, int digit) {
    return kind == LATTICE_DIGIT ? digit : LENET5_CLASSES + (int)kind - 1;
}

typedef struct lattice_arc {
    uint16_t from, to; /* nodes */
    /* Pieces first … last − 1: first is from, or from − 1 where a strip of that piece next to the seam is taken too; last
     * is to, or to + 1 likewise. */
    uint16_t first, last;
    ink_box box;                     /* in the field */
    float feature[LATTICE_FEATURES]; /* see features.c */
    float digit[LENET5_CLASSES];     /* ln of the probability of each digit, were it one */
    float score[LATTICE_SYMBOLS];    /* of each symbol; a path's score is the sum of its arcs' */
} lattice_arc;

typedef struct lattice {
    int nodes, arcs;
    lattice_arc arc[LATTICE_MAX_ARCS]; /* by `to`, then by falling `from` */
} lattice;

typedef struct lattice_scratch lattice_scratch; /* aligned to LENET5_ALIGNMENT */
size_t lattice_scratch_size(void);

/* The arcs without what they could be: their pieces and boxes. */
void lattice_list(const segment_field *field, lattice *out);

/* What the network is shown of an arc: [28][28], 0 paper … 255 ink. */
void lattice_picture(const segment_field *field, const lattice_arc *arc, lattice_scratch *scratch,
                     uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]);

/* is_amount: whether the line is read as one of money. Reads at most 2 · LATTICE_MAX_RUN arcs a piece, each up to five
 * times. */
void lattice_build(const network *net, const decide_rule *rule, const segment_field *field, int is_amount,
                   lattice_scratch *scratch, lattice *out);

#endif
