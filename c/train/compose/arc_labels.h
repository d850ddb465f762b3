/* arc_labels: the true symbol of each arc of a composed line, from the owners of its ink. */
#ifndef LENET5_TRAIN_COMPOSE_ARC_LABELS_H
#define LENET5_TRAIN_COMPOSE_ARC_LABELS_H

#include "line.h"

/* Purity: least share of the ink of an arc that belongs to its dominant character. Completeness: least share of the
 * ink of that character inside the arc. Both above one half, so that no path has a character twice. */
typedef struct arc_label_limits {
    float pure, complete;
} arc_label_limits;

/* symbol[arc] of every arc of the lattice: its true symbol, or −1 when it is no whole character. origin: the line that
 * the line image was made of. */
void arc_labels_of(const composition *line, const segment_line_image *image, const segment_line *origin,
                   const lattice *graph, arc_label_limits limits, int8_t *symbol);

#endif
