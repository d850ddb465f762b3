/* The same drawn digits through both arithmetics. */
#include "precision.h"

#include "../../synth/draw.h"

static size_t aligned(size_t bytes) { return (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT; }

size_t precision_memory_size(void) {
    return aligned(network_size()) + aligned(network_scratch_size()) + aligned(draw_scratch_size());
}

static int best_of(const network *net, network_scratch *scratch, const uint8_t *input) {
    float logits[LENET5_CLASSES];
    int best = 0;
    network_logits(net, scratch, input, logits);
    for (int i = 1; i < LENET5_CLASSES; i++)
        if (logits[i] > logits[best]) best = i;
    return best;
}

static int changed_answers(const network_parameters *parameters, void *memory) {
    enum { SEED = 14 };
    static const network_options INTEGERS = {0}, FLOATS = {.in_floats = 1};
    network *net = memory;
    network_scratch *scratch = (network_scratch *)((char *)memory + aligned(network_size()));
    draw_scratch *drawing = (draw_scratch *)((char *)scratch + aligned(network_scratch_size()));
    int changed = 0;
    network_pack(parameters, net);
    for (int i = 0; i < PRECISION_DIGITS; i++) {
        uint8_t picture[LENET5_SIDE * LENET5_SIDE], input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
        random_stream stream = random_start(SEED, 0, (uint64_t)i);
        draw_digit(&stream, DRAW_HELD_OUT, i % LENET5_CLASSES, drawing, picture);
        network_frame(picture, input);
        network_set_options(net, &INTEGERS);
        const int in_integers = best_of(net, scratch, input);
        network_set_options(net, &FLOATS);
        changed += best_of(net, scratch, input) != in_integers;
    }
    return changed;
}

void precision_choose(const network_parameters *parameters, void *memory, import_report *report,
                      report_outcome *outcome) {
    if (report->run.in_floats) return;
    outcome->checked = PRECISION_DIGITS;
    outcome->changed = changed_answers(parameters, memory);
    report->run.in_floats = outcome->changed > 0;
}
