/* orientation: which way up a camera was held, and turning its picture upright. */
#ifndef LENET5_HOSTS_COMMAND_ORIENTATION_H
#define LENET5_HOSTS_COMMAND_ORIENTATION_H

#include <stddef.h>
#include <stdint.h>

/* exif: the TIFF structure of EXIF data, or null. Tag 0x0112: 1 … 8; 1 (upright) for what has none. */
int orientation_of(const uint8_t *exif, size_t length);

/* Turns and mirrors rgba [height][width][4]: frees it and puts a new array from malloc in its place. 1, or 0 when out
 * of memory. */
int orientation_apply(int orientation, uint8_t **rgba, int *width, int *height);

#endif
