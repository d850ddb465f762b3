/* example: a composed line → its lattice, every arc with its label; and the pictures of those arcs that matter most. */
#ifndef LENET5_TRAIN_CRF_EXAMPLE_H
#define LENET5_TRAIN_CRF_EXAMPLE_H

#include "../../digit/decide/decide.h"
#include "../../digit/network/network.h"
#include "../../number/lattice/model.h"
#include "../sources.h"
#include "stock.h"

enum { EXAMPLE_NODES = SEGMENT_MAX_PIECES + 1, EXAMPLE_CHOSEN = 16 };

typedef struct example_arc {
    uint16_t from, to;
    int8_t symbol; /* −1: no character */
    uint8_t look[LATTICE_LOOK];
    float feature[LATTICE_FEATURES], digit[LENET5_CLASSES];
} example_arc;

typedef struct example {
    int nodes, arcs, is_amount;
    example_arc *arc;
    int chosen, choice[EXAMPLE_CHOSEN];            /* the arcs that change the line's loss most, the first the most */
    uint8_t (*picture)[LENET5_SIDE * LENET5_SIDE]; /* of each of these, as the network sees it */
} example;

/* What examples are made with. */
typedef struct example_options {
    const network *net;
    const decide_rule *rule;
    const sources *digits;
    const stock *strokes;
    const lattice_model *model; /* whose loss arcs are chosen by; null: none is */
    source_part part;           /* of the data sets' digits and of what is drawn */
    uint64_t seed;
    int lines, workers;
} example_options;

/* Makes all lines and moves those of which a path reads them right to the front of examples[lines], all zero before;
 * their number, or −1 when out of memory. The same with any number of workers. */
int examples_make(const example_options *options, example *examples);
void examples_free(example *examples, int count);

#endif
