/* examine: an ink map → a digit, told from what is around it; or why it is none. */
#ifndef LENET5_API_EXAMINE_H
#define LENET5_API_EXAMINE_H

#include "prepare.h"

/* Reads the context's input; *result's picture and box stay. */
void examine_input(const lenet5 *net, lenet5_context *context, lenet5_result *result);

/* Reads a map that holds a digit and nothing else. *result's box is in working pixels. */
void examine_digit(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result);

/* Reads a map with outlines, underlines, other digits and what cancels a digit in it; these leave the map. *result's box
 * is in working pixels. Returns whether the reading is not that of all of the map's ink. */
int examine_map(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result);

/* The same of strokes, of which none is dirt: what is no part of the digit makes it none. */
int examine_drawn(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result);

#endif
