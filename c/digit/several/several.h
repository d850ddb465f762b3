/* several: whether an ink map holds more than one digit.
 *
 * Where components stand side by side, or one is as wide as no digit is, the ink is divided between them, or along a
 * straight line through little ink; each part is read, and so is the whole. It is more than one digit where every part
 * is more like a digit than the whole is.
 */
#ifndef LENET5_DIGIT_SEVERAL_H
#define LENET5_DIGIT_SEVERAL_H

#include "../inkmap/inkmap.h"
#include "../network/network.h"
#include "../normalise/normalise.h"

typedef struct several_reader {
    const network *net;
    network_scratch *network;
    normalise_scratch *normalise;
    inkmap_scratch *map;
} several_reader;

/* What the best division found. */
typedef struct several_parts {
    int parts;       /* 0: none was found, and nothing else is set */
    float least;     /* the log-sum-exp of the logits of the part that is least like a digit */
    float together;  /* the same of all parts' ink as one */
    pixel_box box;   /* around all of them */
} several_parts;

/* Leaves the map as it is. */
several_parts several_find(const ink_map *map, const several_reader *reader);

/* Whether all parts are digits (by the weights' threshold), and more so than the whole. */
int several_are_digits(const several_parts *parts, float threshold);

#endif
