/* features: the evidence of an arc as numbers: what the network said of it, its geometry and its neighbours. */
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

/* What a feature is: feature = scale · measure, the measure being least … most. */
typedef struct lattice_feature_description {
    const char *name, *unit, *meaning;
    float scale, least, most;
} lattice_feature_description;

extern const lattice_feature_description lattice_features[LATTICE_FEATURES];

/* Fills arc->feature and arc->digit from the arc's ink and the network's result for it. */
void lattice_describe(const decide_rule *rule, const segment_line_image *image, const lattice_crop *crop,
                      const lenet5_result *read, lattice_arc *arc);

#endif
