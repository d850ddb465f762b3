/* train_1998: `lenet5 train --network 1998`. */
#ifndef LENET5_HOSTS_COMMAND_TRAIN_1998_H
#define LENET5_HOSTS_COMMAND_TRAIN_1998_H

#include "train_options.h"

/* Trains as the options say and writes the weights; they were checked by train_options_parse. Returns the exit status. */
int train_1998(const train_options *options);

#endif
