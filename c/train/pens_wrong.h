/* pens_wrong: UNIPEN's digits whose label is certainly wrong, for networks that never saw their writers agree on another
 * one: the table that tests/eval/wrong-labels.js prints. */
#ifndef LENET5_PENS_WRONG_H
#define LENET5_PENS_WRONG_H

#include "../data/unipen.h"

int pens_is_wrong(const unipen_sample *sample);

#endif
