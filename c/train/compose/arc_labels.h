/* arc_labels: whose ink is in the arcs of a composed line. */
#ifndef LENET5_TRAIN_COMPOSE_ARC_LABELS_H
#define LENET5_TRAIN_COMPOSE_ARC_LABELS_H

#include "line.h"

/* How much of an arc's ink must be the character's, and how much of the character's ink in the arc: more than half, so
 * that a path has no character twice. */
typedef struct arc_label_limits {
    float pure, complete;
} arc_label_limits;

/* What each arc of the line's lattice is: its symbol, or −1 when it is no character. from: the line that the line image
 * was made of. */
void arc_labels_of(const composition *line, const segment_line_image *image, const segment_line *from,
                   const lattice *graph, arc_label_limits least, int8_t *symbol);

#endif
