/* lattice: a field of pieces → a graph whose arcs are what may be one character.
 *
 * Nodes 0 … pieces are the places between neighbouring pieces; an arc from node i to node j is the ink of the pieces
 * i … j − 1 taken together (LeCun et al. 1998, section V: over-segmentation). LeNet-5 reads every arc, at the size of
 * the field; a small log-linear model weighs the network's evidence against the arc's geometry and says what kind of
 * thing it is: a digit, a mark, or no character at all. Evidence that an arc is no character is kept: nothing is
 * normalised per arc beyond that, so that scores of different cuts compare.
 */
#ifndef LENET5_LATTICE_H
#define LENET5_LATTICE_H

#include "../decide/decide.h"
#include "../network/network.h"
#include "../normalise/normalise.h"
#include "../segment/segment.h"

enum {
    LATTICE_MAX_RUN = 7,   /* pieces in an arc */
    LATTICE_MAX_ARCS = SEGMENT_MAX_PIECES * LATTICE_MAX_RUN,
    LATTICE_FEATURES = 16
};

/* What an arc can be. The order is that of the model's parameters. */
typedef enum lattice_kind {
    LATTICE_DIGIT,
    LATTICE_POINT,  /* a dot or a comma, low on the line */
    LATTICE_DASH,
    LATTICE_SLASH,
    LATTICE_EQUALS,
    LATTICE_DOLLAR,
    LATTICE_NOISE,  /* a speck, a piece of a rule */
    LATTICE_KINDS
} lattice_kind;

typedef struct lattice_arc {
    uint16_t from, to; /* nodes */
    ink_box box;       /* in the field */
    float feature[LATTICE_FEATURES]; /* see features.c */
    float kind[LATTICE_KINDS];   /* ln of the odds that the arc is this kind against no character */
    float digit[LENET5_CLASSES]; /* ln of the probability of each digit, were it one */
} lattice_arc;

typedef struct lattice {
    int nodes, arcs;
    lattice_arc arc[LATTICE_MAX_ARCS]; /* by `to`, then `from` */
} lattice;

typedef struct lattice_scratch lattice_scratch;
size_t lattice_scratch_size(void);

void lattice_build(const network *net, const decide_rule *rule, const segment_field *field, lattice_scratch *scratch,
                   lattice *out);

#endif
