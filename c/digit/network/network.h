/* network: a 32×32 picture → ten logits, by LeNet-5.
 *
 *     input 1×32×32 ─C1 5×5─► 6×28×28 ─S2 max 2×2─► 6×14×14 ─C3 5×5─► 16×10×10 ─S4 max 2×2─► 16×5×5 ─C5 5×5─► 120 ─F6─► 84 ─F7─► 10
 *
 * ReLU after C1, C3, C5 and F6. Convolutions are cross-correlations with stride 1 and no padding, as in PyTorch.
 */
#ifndef LENET5_DIGIT_NETWORK_H
#define LENET5_DIGIT_NETWORK_H

#include <stddef.h>
#include <stdint.h>

#include "../../include/lenet5.h"
#include "../../model/parameters.h"

/* The parameters rearranged for the SIMD kernels: once in float32 (float/), once in integers (int8/). */
typedef struct network network;
size_t network_size(void);
void network_pack(const network_parameters *parameters, network *net);

/* All 0 after network_pack. */
void network_set_options(network *net, const network_options *options);

/* Working memory of network_logits and network_forward; the caller's, aligned to LENET5_ALIGNMENT. */
typedef struct network_scratch network_scratch;
size_t network_scratch_size(void);

/* The ten logits of input [32][32], 0 paper … 255 ink, what answers are decided by: in integers, unless
 * the options say in float32. */
void network_logits(const network *net, network_scratch *scratch,
                    const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], float logits[LENET5_CLASSES]);

/* Fills every layer of activations from activations->input, in float32. Its logits and network_logits' differ by a few
 * tenths. */
void network_forward(const network *net, network_scratch *scratch, lenet5_activations *activations);

/* Its two halves: input → S4, and S4 → logits. */
void network_features(const network *net, network_scratch *scratch, lenet5_activations *activations);
void network_classify(const network *net, lenet5_activations *activations);

/* picture [32][32] 0 paper … 255 ink → what the network's floats see: 0 … 1, and its border. */
void network_see(const network *net, const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                 float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]);

/* picture [28][28] → input [32][32], with a border of 2 of background. */
void network_frame(const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                   uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]);

/* Bytes 0 paper … 255 ink → 0 … 1. */
void network_input(const uint8_t picture[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                   float input[LENET5_INPUT_SIDE][LENET5_INPUT_SIDE]);

#endif
