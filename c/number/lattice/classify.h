/* classify: what the network says of an arc. */
#ifndef LENET5_NUMBER_LATTICE_CLASSIFY_H
#define LENET5_NUMBER_LATTICE_CLASSIFY_H

#include "../../digit/decide/decide.h"
#include "scratch.h"

/* What the network says of read->picture: sets the rest of read but its box. */
void lattice_classify(const network *net, const decide_rule *rule, lattice_scratch *scratch, lenet5_result *read);

#endif
