/* orientation: which way up a camera held a JPEG, and turning it upright. */
#ifndef LENET5_COMMAND_ORIENTATION_H
#define LENET5_COMMAND_ORIENTATION_H

#include <stddef.h>
#include <stdint.h>

/* EXIF tag 0x0112: 1 … 8; 1 (upright) for what has none or is no JPEG. */
int orientation_of_jpeg(const uint8_t *bytes, size_t length);

/* Turns and mirrors rgba [height][width][4], from malloc, in place of which stands a new one; 0 when memory lacks. */
int orientation_apply(int orientation, uint8_t **rgba, int *width, int *height);

#endif
