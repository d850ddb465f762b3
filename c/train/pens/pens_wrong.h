/* pens_wrong: UNIPEN's digits whose labels are certainly wrong. */
#ifndef LENET5_TRAIN_PENS_PENS_WRONG_H
#define LENET5_TRAIN_PENS_PENS_WRONG_H

#include "unipen.h"

/* Did networks that never saw the writer all take the sample for the same other digit, and were sure of it? */
int pens_is_wrong(const unipen_sample *sample);

#endif
