/* message: one line of ASCII that says why a file was refused; it ends where the capacity does. */
#ifndef LENET5_MODEL_MESSAGE_H
#define LENET5_MODEL_MESSAGE_H

#include <stdint.h>

#include "../include/lenet5.h"

/* Begins the line anew: "where: what". Returns 0, so that a check can end with it. */
int message_begin(lenet5_error *fault, const char *where, const char *what);

/* What is no printable ASCII appears as '?'. */
void message_add(lenet5_error *fault, const char *text);
void message_add_number(lenet5_error *fault, uint64_t number);
void message_add_shape(lenet5_error *fault, const uint64_t *shape, int dimensions); /* [6,1,5,5] */

#endif
