/* lattice: a line image of pieces → a graph whose arcs are what may be one character.
 *
 * Nodes 0 … pieces are the places between neighbouring pieces; an arc from node i to node j is the ink of the pieces
 * i … j − 1 taken together (LeCun et al. 1998, section V: over-segmentation). Touching characters often share a stroke,
 * which is on one side of the seam only: a second arc takes a stroke's width of ink beyond its seams too. LeNet-5
 * classifies every arc, at the size of the line image; a small model weighs the network's evidence against the arc's
 * geometry and scores every symbol. Scores are not normalised per arc, so that the evidence that an arc is no character
 * is kept: only whole paths are compared (a conditional random field over paths, section VI of the paper).
 */
#ifndef LENET5_NUMBER_LATTICE_H
#define LENET5_NUMBER_LATTICE_H

#include "../../digit/decide/decide.h"
#include "../../digit/network/network.h"
#include "../../digit/normalise/normalise.h"
#include "../segment/segment.h"
#include "arc.h"

typedef struct lattice_scratch lattice_scratch; /* aligned to LENET5_ALIGNMENT */
size_t lattice_scratch_size(void);

/* The arcs with their pieces and boxes alone: no features, no scores. */
void lattice_list(const segment_line_image *image, lattice *out);

/* The picture of an arc that the network classifies: [28][28], 0 paper … 255 ink. */
void lattice_picture(const segment_line_image *image, const lattice_arc *arc, lattice_scratch *scratch,
                     uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]);

/* is_amount: whether the line is read as one of money. helps_slashed: whether zeros with a slash through them get more
 * evidence; not where the model is fitted, which reads worse for it. Classifies at most 2 · LATTICE_MAX_RUN arcs a
 * piece, each by up to five runs of the network. */
void lattice_build(const network *net, const decide_rule *rule, const segment_line_image *image, int is_amount,
                   int helps_slashed, lattice_scratch *scratch, lattice *out);

#endif
