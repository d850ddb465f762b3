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
    int parts;         /* 0: none was found */
    int is_cut;        /* along a line through ink: the parts were made for each other, and must be much better */
    float least, most; /* the log-sum-exp of the logits of the part that is least like a digit, and of the other */
    float together;    /* the same of all parts' ink as one */
    pixel_box box;     /* around all of them */
} several_parts;

/* Of all ink, whose components stand side by side. Leaves the map as it is, as the next does. */
several_parts several_beside(const ink_map *map, const several_reader *reader);

/* Logits above the weights' threshold: ink that is more like a digit is one, and not cut. Chosen on the tuning writers of
 * tests/eval/around-sets.js. Raised: more touching digits are found; more digits cost the time of several. */
static const float SEVERAL_DOUBT = 1.0F;

/* Of the ink in box, which is all that the map holds now (ink_choose_digit), where digits touch. together: its score. */
several_parts several_touching(const ink_map *map, pixel_box box, float together, const several_reader *reader);

/* Whether all parts are digits (by the weights' threshold), and more so than the whole. */
int several_are_digits(const several_parts *parts, float threshold);

/* How likely they are so where several_are_digits denies it, 0 … 1: a doubt that lessens the confidence. */
float several_doubt(const several_parts *parts, float threshold);

#endif
