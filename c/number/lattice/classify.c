/* Classifies an arc's picture: slashed zeros with more evidence that they are digits; and with test-time augmentation:
 * where the network is not sure, the logits are averaged with those of four variants, sheared and turned a little both
 * ways (A. Krizhevsky, I. Sutskever, G. Hinton, "ImageNet Classification with Deep Convolutional Neural Networks",
 * 2012). */
#include "classify.h"

#include "slashed.h"
#include "tuning.h"

enum { SIDE = LENET5_INPUT_SIDE, ONE = 2 * AUGMENT_UNIT /* a pixel, in the units of places */ };

static int within(int x, int most) { return x < 0 ? 0 : x > most ? most : x; }

/* Bilinear interpolation; places beyond the picture take its border, which is paper. */
static int ink_at(const uint8_t *picture, int x, int y) {
    x = within(x, (SIDE - 1) * ONE - 1), y = within(y, (SIDE - 1) * ONE - 1);
    const uint8_t *at = picture + y / ONE * SIDE + x / ONE;
    const int across = x % ONE, down = y % ONE;
    const int upper = at[0] * (ONE - across) + at[1] * across;
    const int lower = at[SIDE] * (ONE - across) + at[SIDE + 1] * across;
    return (upper * (ONE - down) + lower * down + ONE * ONE / 2) / (ONE * ONE);
}

void lattice_vary(const uint8_t picture[SIDE * SIDE], int variant, uint8_t out[SIDE * SIDE]) {
    const int16_t(*by)[2] = AUGMENT_TURN[variant];
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            const int u = 2 * x + 1 - SIDE, v = 2 * y + 1 - SIDE, centre = (SIDE - 1) * ONE / 2;
            out[y * SIDE + x] =
                (uint8_t)ink_at(picture, by[0][0] * u + by[0][1] * v + centre, by[1][0] * u + by[1][1] * v + centre);
        }
    }
}

/* Sure, or so far below the reject threshold that it is surely no digit. */
static int is_settled(const decide_rule *rule, const lenet5_result *read) {
    return read->confidence > AUGMENT_SURE || read->score < rule->reject_threshold - AUGMENT_HOPELESS;
}

static int is_slashed(const lenet5_result *read, const uint8_t input[SIDE * SIDE]) {
    return read->score < SLASHED_SCORE && read->probabilities[0] > SLASHED_LIKELY && slashed_is_zero(input);
}

void lattice_classify(const network *net, const decide_rule *rule, int helps_slashed, lattice_scratch *scratch,
                      lenet5_result *read) {
    uint8_t variant[SIDE * SIDE];
    float logits[LENET5_CLASSES], again[LENET5_CLASSES];
    network_scratch *inside = (network_scratch *)(void *)scratch->network;
    network_frame(read->picture, scratch->input);
    network_logits(net, inside, scratch->input, logits);
    decide(rule, logits, read);
    if (helps_slashed && is_slashed(read, scratch->input)) {
        logits[0] += SLASHED_SCORE;
        decide(rule, logits, read);
    }
    if (is_settled(rule, read)) return;
    for (int i = 0; i < AUGMENT_VARIANTS; i++) {
        lattice_vary(scratch->input, i, variant);
        network_logits(net, inside, variant, again);
        for (int k = 0; k < LENET5_CLASSES; k++) logits[k] += again[k];
    }
    for (int k = 0; k < LENET5_CLASSES; k++) logits[k] /= AUGMENT_VARIANTS + 1;
    decide(rule, logits, read);
}
