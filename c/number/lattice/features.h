/* features: what is known of an arc, as numbers. */
#ifndef LENET5_NUMBER_LATTICE_FEATURES_H
#define LENET5_NUMBER_LATTICE_FEATURES_H

#include "../../digit/decide/decide.h"
#include "arc.h"

/* An arc's ink in a frame of its own, as large as its box or larger. */
typedef struct lattice_crop {
    const uint8_t *ink;
    pixel_box frame; /* in the line image */
    int32_t mass;
} lattice_crop;

/* Fills arc->feature and arc->digit from the arc's ink and what the network said of it. */
void lattice_describe(const decide_rule *rule, const segment_line_image *image, const lattice_crop *crop,
                      const lenet5_result *read, lattice_arc *arc);

#endif
