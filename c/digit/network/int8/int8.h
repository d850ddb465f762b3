/* int8: the network once more, in integers: a 32×32 picture of bytes → ten logits.
 *
 * The same layers as in float32, three times as fast, with logits that differ from float32's by some tenths. It is
 * derived from the same parameters when they are loaded. This one decides; the other is for looking inside. Every
 * operation is on integers, and so exact: any host gives the same bits.
 *
 * Numbers. An activation is an integer that stands for itself × a unit; each channel has its own unit, which the next
 * layer's weights absorb. Units are chosen from the weights alone, such that no sum can overflow, whatever the picture.
 * They are small enough for products of bytes, so that hosts with relaxed SIMD (../../../base/simd/group.h) compute the
 * same:
 *
 *     input   0 … 64: the pixel's byte / 4, rounded
 *     C1, S2  sums in 16 bits; activations 0 … 63 = the largest sum that the weights allow
 *     C3, S4  weights that fit 7 bits; sums in 32 bits; activations 0 … 127, saturated
 *     C5      weights of 8 bits; the same
 *     F6      weights of 8 bits; sums in 32 bits; activations 0 … 32767, saturated
 *     F7      weights of 16 bits; sums in 32 bits, × the class's unit in float32
 *
 * Where activations saturate: at about the root of the sum of (weight × input's own range)², the size of a sum of
 * independent inputs. Digits go up to it, and hardly beyond.
 */
#ifndef LENET5_DIGIT_NETWORK_INT8_H
#define LENET5_DIGIT_NETWORK_INT8_H

#include <stddef.h>
#include <stdint.h>

#include "../../../model/parameters.h"

typedef struct int8_network int8_network;
void int8_quantise(const network_parameters *parameters, int8_network *net);

typedef struct int8_scratch int8_scratch; /* working memory, the caller's, aligned to LENET5_ALIGNMENT */
size_t int8_scratch_size(void);

/* input: [32][32], 0 paper … 255 ink. */
void int8_forward(const int8_network *net, int8_scratch *scratch,
                  const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], float logits[LENET5_CLASSES]);

#endif
