/* samples: what is taught, with its variations, and what is rehearsed. */
#include <string.h>

#include "../base/random.h"
#include "../train/augment.h"
#include "steps.h"

enum { AREA = LENET5_SIDE * LENET5_SIDE };

/* The streams of what is drawn: none that training or validation draws from. */
enum { SEED = 1007, OF_DIGITS = 0, OF_LETTERS, OF_RIVALS, OF_VARIATIONS };

/* As hands vary: what training does, with bolder strokes. */
static const augmentation ALL_HANDS = {.rotation = 0.26f,
                                       .scale = 0.15f,
                                       .shear = 0.2f,
                                       .shift = 1.5f,
                                       .smooth_least = 4.0f,
                                       .smooth_most = 6.0f,
                                       .thicker = 0.5f,
                                       .thinner = 0.2f,
                                       .contrast = 1.5f,
                                       .contrast_middle = 0.35f};

/* As one hand varies from one digit to the next: half of that. */
static const augmentation ONE_HAND = {.rotation = 0.15f,
                                      .scale = 0.1f,
                                      .shear = 0.12f,
                                      .shift = 1.0f,
                                      .smooth_least = 4.0f,
                                      .smooth_most = 6.0f,
                                      .thicker = 0.25f,
                                      .thinner = 0.25f,
                                      .contrast = 1.0f,
                                      .contrast_middle = 0.35f};

static void look(const learn_eyes *eyes, const uint8_t picture[AREA], int digit, double weight, learn_sample *out) {
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    lenet5_activations *seen = eyes->activations;
    network_frame(picture, input);
    network_see(eyes->net, input, seen->input);
    network_forward(eyes->net, eyes->scratch, seen);
    memcpy(out->c5, seen->c5, sizeof out->c5);
    memcpy(out->logits, seen->logits, sizeof out->logits);
    out->digit = digit;
    out->weight = weight;
}

static void vary(const augmentation *how, random_stream *stream, const uint8_t from[AREA], uint8_t to[AREA]) {
    float varied[AREA];
    augment(how, stream, from, varied);
    for (int i = 0; i < AREA; i++) to[i] = (uint8_t)(varied[i] * 255.0f + 0.5f);
}

static void look_at_examples(const learn_eyes *eyes, const lenet5_example *examples, int count, learn_samples *out) {
    uint8_t picture[AREA];
    double weight;
    out->variations = LEARN_VARIED / count < LEARN_VARIATIONS ? LEARN_VARIED / count : LEARN_VARIATIONS;
    weight = count * out->variations < LEARN_FEW ? (double)LEARN_FEW / (count * out->variations) : 1;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < out->variations; k++) {
            random_stream stream = random_start(SEED, OF_VARIATIONS, (uint64_t)(i * LEARN_VARIATIONS + k));
            if (k > 0) vary(&ONE_HAND, &stream, examples[i].picture, picture);
            look(eyes, k == 0 ? examples[i].picture : picture, examples[i].digit, weight,
                 &out->taught[out->taught_count++]);
        }
}

/* Draws a picture and rehearses it; varied: and a variation of it. */
static void rehearse(const learn_eyes *eyes, random_stream stream, int digit, double weight, int varied,
                     learn_samples *out) {
    uint8_t picture[AREA], variation[AREA];
    if (digit == LEARN_NO_DIGIT) draw_letter(&stream, DRAW_TRAIN, eyes->drawing, picture);
    else draw_digit(&stream, DRAW_TRAIN, digit, eyes->drawing, picture);
    look(eyes, picture, digit, weight, &out->rehearsed[out->rehearsed_count++]);
    if (!varied) return;
    vary(&ALL_HANDS, &stream, picture, variation);
    look(eyes, variation, digit, weight, &out->rehearsed[out->rehearsed_count++]);
}

/* The next example that is misread, after number *at, as what it was taken for; or LENET5_CLASSES. */
static int next_mistake(const learn_samples *samples, const decide_rule *rule, int *at) {
    const int count = samples->taught_count / samples->variations;
    for (int tried = 0; tried < count; tried++) {
        *at = (*at + 1) % count;
        const learn_sample *example = &samples->taught[*at * samples->variations];
        const int answer = learn_answer(rule, example->logits);
        if (answer != example->digit) return answer;
    }
    return LENET5_CLASSES;
}

/* In turn what each misread example was taken for. */
static void rehearse_rivals(const learn_eyes *eyes, const decide_rule *rule, learn_samples *out) {
    int at = -1;
    for (int i = 0; i < LEARN_REHEARSED_RIVALS / 2; i++) {
        const int answer = next_mistake(out, rule, &at);
        if (answer == LENET5_CLASSES) return;
        rehearse(eyes, random_start(SEED, OF_RIVALS, (uint64_t)i), answer, answer == LEARN_NO_DIGIT ? 1 : LEARN_RIVAL,
                 1, out);
    }
}

void learn_look(const learn_eyes *eyes, const decide_rule *rule, const lenet5_example *examples, size_t count,
                learn_samples *out) {
    out->taught_count = out->rehearsed_count = 0;
    look_at_examples(eyes, examples, (int)count, out);
    for (int i = 0; i < LEARN_REHEARSED_DIGITS; i++)
        rehearse(eyes, random_start(SEED, OF_DIGITS, (uint64_t)i), i % LENET5_CLASSES, 1, 0, out);
    for (int i = 0; i < LEARN_REHEARSED_LETTERS; i++)
        rehearse(eyes, random_start(SEED, OF_LETTERS, (uint64_t)i), LEARN_NO_DIGIT, 1, 0, out);
    rehearse_rivals(eyes, rule, out);
}
