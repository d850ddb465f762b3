/* Which digit an arc is: where the network is not sure at first sight, it looks again at the same ink leaning and turned a
 * little both ways, and the mean of the logits counts (test-time augmentation, as in A. Krizhevsky, I. Sutskever,
 * G. Hinton, "ImageNet Classification with Deep Convolutional Neural Networks", 2012). */
#include "classify.h"

enum { VARIANTS = 4, SIDE = LENET5_INPUT_SIDE, ONE = 512 /* pixel, in the units of places */ };

/* Sure, or as good as surely no digit: no need to look again. */
static const float SURE = 0.9f, FAR_BELOW = 1; /* a probability; units of the score */

/* From a place in the look to one in the picture, about its centre, in 1/256: leaning by 0.2, turned by 0.15. */
static const int16_t TURN[VARIANTS][2][2] = {
    {{256, 51}, {0, 256}}, {{256, -51}, {0, 256}}, {{253, 38}, {-38, 253}}, {{253, -38}, {38, 253}}};

static int within(int x, int most) { return x < 0 ? 0 : x > most ? most : x; }

/* Bilinear interpolation; beyond the frame's border of paper lies the border. */
static int ink_at(const uint8_t *picture, int x, int y) {
    x = within(x, (SIDE - 1) * ONE - 1), y = within(y, (SIDE - 1) * ONE - 1);
    const uint8_t *at = picture + y / ONE * SIDE + x / ONE;
    const int across = x % ONE, down = y % ONE;
    const int upper = at[0] * (ONE - across) + at[1] * across;
    const int lower = at[SIDE] * (ONE - across) + at[SIDE + 1] * across;
    return (upper * (ONE - down) + lower * down + ONE * ONE / 2) / (ONE * ONE);
}

static void turn(const uint8_t *picture, const int16_t by[2][2], uint8_t *out) {
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            const int u = 2 * x + 1 - SIDE, v = 2 * y + 1 - SIDE, centre = (SIDE - 1) * ONE / 2;
            out[y * SIDE + x] =
                (uint8_t)ink_at(picture, by[0][0] * u + by[0][1] * v + centre, by[1][0] * u + by[1][1] * v + centre);
        }
    }
}

static int is_settled(const decide_rule *rule, const lenet5_result *read) {
    return read->confidence > SURE || read->score < rule->reject_threshold - FAR_BELOW;
}

void lattice_classify(const network *net, const decide_rule *rule, lattice_scratch *scratch, lenet5_result *read) {
    uint8_t turned[SIDE * SIDE];
    float logits[LENET5_CLASSES], again[LENET5_CLASSES];
    network_scratch *inside = (network_scratch *)(void *)scratch->network;
    network_frame(read->picture, scratch->input);
    network_logits(net, inside, scratch->input, logits);
    decide(rule, logits, read);
    if (is_settled(rule, read)) return;
    for (int i = 0; i < VARIANTS; i++) {
        turn(scratch->input, TURN[i], turned);
        network_logits(net, inside, turned, again);
        for (int k = 0; k < LENET5_CLASSES; k++) logits[k] += again[k];
    }
    for (int k = 0; k < LENET5_CLASSES; k++) logits[k] /= VARIANTS + 1;
    decide(rule, logits, read);
}
