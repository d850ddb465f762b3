/* stages: what every stage between a picture and the network's input leaves, as pictures in a folder. */
#ifndef LENET5_HOSTS_COMMAND_STAGES_H
#define LENET5_HOSTS_COMMAND_STAGES_H

#include "../../include/lenet5.h"
#include "picture.h"

/* Writes folder/01-working.ppm, 02-grey.pgm and so on; the folder is made where there is none. 1, or 0 after one
 * line on stderr, with the pictures before that written. */
int stages_write(const picture *seen, const char *folder);

/* The same for a page and the number that was read on it: print, lines and the path of the answer too. */
int stages_write_page(const picture *seen, const lenet5_reading *reading, const char *folder);

#endif
