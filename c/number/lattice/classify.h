/* classify: an arc's picture → logits, confidence and score of the digit that it may be. */
#ifndef LENET5_NUMBER_LATTICE_CLASSIFY_H
#define LENET5_NUMBER_LATTICE_CLASSIFY_H

#include "../../digit/decide/decide.h"
#include "scratch.h"

/* Classifies read->picture: sets the other members of read but its box. helps_slashed: as of lattice_build. */
void lattice_classify(const network *net, const decide_rule *rule, int helps_slashed, lattice_scratch *scratch,
                      lenet5_result *read);

/* picture as number 0 … AUGMENT_VARIANTS − 1 of its variants has it. */
void lattice_vary(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], int variant,
                  uint8_t out[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]);

#endif
