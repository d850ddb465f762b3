/* arguments: whether a caller's picture and strokes can be read. */
#ifndef LENET5_API_ARGUMENTS_H
#define LENET5_API_ARGUMENTS_H

#include "../include/lenet5.h"

int arguments_are_picture(const uint8_t *rgba, int width, int height);

/* Large numbers are refused along with infinities and NaN: the box must fit 32 bits. */
int arguments_are_strokes(const lenet5_point *points, size_t count);

#endif
