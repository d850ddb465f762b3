/* What each feature of an arc is, for whoever lists or plots them. */
#include "features.h"

#define DESCRIBED(NAME, SCALE, LEAST, MOST, UNIT, MEANING) {#NAME, UNIT, MEANING, SCALE, LEAST, MOST},
const lattice_feature_description lattice_features[LATTICE_FEATURES] = {LATTICE_FEATURE_TABLE(DESCRIBED)};
