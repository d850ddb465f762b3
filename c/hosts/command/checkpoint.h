/* checkpoint: a training's state in a file, so that it can go on later with the same result. */
#ifndef LENET5_HOSTS_COMMAND_CHECKPOINT_H
#define LENET5_HOSTS_COMMAND_CHECKPOINT_H

#include "../../train/trainer.h"

/* identity: a text that identifies the training; a checkpoint of another one is refused. Both return null, or what
 * is wrong as a constant phrase; then the file or the trainer is as it was. */
const char *checkpoint_write(const char *name, const char *identity, trainer *t);
const char *checkpoint_read(const char *name, const char *identity, trainer *t);

#endif
