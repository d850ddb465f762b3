/* learn: the order of the steps, and what came of it. */
#include "learn.h"

#include <string.h>

#include "steps.h"

typedef struct learn_memory {
    learn_equations *equations;
    learn_sample *rehearsed, *taught;
    network_parameters *before;
    network *net;
    network_scratch *scratch;
    lenet5_activations *activations;
    draw_scratch *drawing;
} learn_memory;

static learn_memory lay_out(arena *block) {
    return (learn_memory){.equations = arena_take(block, sizeof(learn_equations)),
                          .rehearsed = arena_take(block, LEARN_REHEARSED * sizeof(learn_sample)),
                          .taught = arena_take(block, LEARN_VARIED * sizeof(learn_sample)),
                          .before = arena_take(block, sizeof(network_parameters)),
                          .net = arena_take(block, network_size()),
                          .scratch = arena_take(block, network_scratch_size()),
                          .activations = arena_take(block, sizeof(lenet5_activations)),
                          .drawing = arena_take(block, draw_scratch_size())};
}

size_t learn_memory_size(void) {
    arena counted = {0};
    lay_out(&counted);
    return counted.used;
}

static void pack(const learn_network *from, network *to) {
    network_pack(&from->parameters, to);
    network_set_options(to, &from->run);
}

/* How many examples a network answers as they say, in the arithmetic that answers. */
static int count_right(const learn_memory *memory, const decide_rule *rule, const lenet5_example *examples,
                       size_t count) {
    int right = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
        float logits[LENET5_CLASSES];
        network_frame(examples[i].picture, input);
        network_logits(memory->net, memory->scratch, input, logits);
        right += learn_answer(rule, logits) == examples[i].digit;
    }
    return right;
}

/* How many drawn pictures are answered as before. */
static int count_kept(const learn_samples *samples, const learn_network *net) {
    int kept = 0;
    for (int i = 0; i < samples->rehearsed_count; i++) {
        const learn_sample *sample = &samples->rehearsed[i];
        float f6[F6_OUTPUTS], logits[LENET5_CLASSES];
        learn_forward(&net->parameters, sample->c5, f6, logits);
        kept += learn_answer(&net->rule, logits) == learn_answer(&net->rule, sample->logits);
    }
    return kept;
}

/* Whether an example, of which each variations-th sample is one, has yet to be learned: wrong, or below the margins. */
static int is_missing(const learn_samples *samples, const learn_network *net,
                      int (*lacks)(const learn_network *net, const float *logits, int digit)) {
    for (int i = 0; i < samples->taught_count; i += samples->variations) {
        const learn_sample *example = &samples->taught[i];
        float f6[F6_OUTPUTS], logits[LENET5_CLASSES];
        learn_forward(&net->parameters, example->c5, f6, logits);
        if (lacks(net, logits, example->digit)) return 1;
    }
    return 0;
}

static int is_wrong(const learn_network *net, const float *logits, int digit) {
    return learn_answer(&net->rule, logits) != digit;
}

static int is_below_margins(const learn_network *net, const float *logits, int digit) {
    float change[LENET5_CLASSES];
    return learn_target(&net->rule, logits, digit, change);
}

static void change(const learn_samples *samples, const learn_memory *memory, learn_network *net) {
    enum { LEAST = 2 };
    memcpy(memory->before, &net->parameters, sizeof net->parameters);
    for (int pass = 0; pass < LEARN_PASSES && (pass < LEAST || is_missing(samples, net, is_wrong)); pass++) {
        learn_fit(LEARN_F6, samples, &net->rule, memory->before, memory->equations, &net->parameters);
        learn_fit(LEARN_F7, samples, &net->rule, memory->before, memory->equations, &net->parameters);
    }
}

void learn(const lenet5_example *examples, size_t count, void *memory, learn_network *net, lenet5_learned *report) {
    arena block = {memory, 0};
    const learn_memory parts = lay_out(&block);
    const learn_eyes eyes = {parts.net, parts.scratch, parts.activations, parts.drawing};
    learn_samples samples = {.rehearsed = parts.rehearsed, .taught = parts.taught};
    pack(net, parts.net);
    report->right_before = count_right(&parts, &net->rule, examples, count);
    learn_look(&eyes, &net->rule, examples, count, &samples);
    if (is_missing(&samples, net, is_below_margins)) change(&samples, &parts, net);
    pack(net, parts.net);
    report->right = count_right(&parts, &net->rule, examples, count);
    report->rehearsed = samples.rehearsed_count;
    report->kept = count_kept(&samples, net);
}
