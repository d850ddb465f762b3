/* file: lenet5_learn, from a file of weights to another one. */
#include <float.h>
#include <string.h>

#include "../base/formats/sha256.h"
#include "../base/writer.h"
#include "../model/message.h"
#include "../model/weights.h"
#include "learn.h"
#include "steps.h"

enum { DECIMALS = 9, NUMBER = 32, COUNT = 16 };

typedef struct file_memory {
    learn_network *net;
    void *learning;
} file_memory;

static file_memory lay_out(arena *block) {
    return (file_memory){arena_take(block, sizeof(learn_network)), arena_take(block, learn_memory_size())};
}

size_t lenet5_learn_size(void) {
    arena counted = {0};
    lay_out(&counted);
    return counted.used;
}

static const char *end(writer *text) {
    text->to[text->length < text->capacity ? text->length : 0] = '\0';
    return text->to;
}

static const char *decimal(float number, char text[NUMBER]) {
    writer to = {text, NUMBER, 0};
    writer_put_decimal(&to, (double)number, DECIMALS);
    return end(&to);
}

/* What the metadata could not say again. */
static int is_writable(const learn_network *net, lenet5_error *fault) {
    const decide_rule *rule = &net->rule;
    const float most = 1e9f, least = 1e-3f, threshold = rule->reject_threshold;
    if (rule->temperature < least || rule->temperature >= most)
        return message_begin(fault, "temperature", "is not from 0.001 to 10^9: no weights for learning");
    if (threshold > -FLT_MAX && (threshold <= -most || threshold >= most))
        return message_begin(fault, "reject_threshold", "is beyond 10^9: no weights for learning");
    return 1;
}

/* The parameters of weights that diverged are none that can be read again. */
static int are_sound(const network_parameters *parameters) {
    const float *all = (const float *)parameters, most = WEIGHTS_LARGEST;
    for (int i = 0; i < LENET5_PARAMETERS; i++)
        if (!(all[i] >= -most && all[i] <= most)) return 0;
    return 1;
}

static size_t write(const learn_network *net, int is_calibrated, const char *digest, size_t count, void *learned) {
    char from[SHA256_TEXT + 8] = "sha256:", temperature[NUMBER], threshold[NUMBER], border[NUMBER], number[COUNT];
    weights_entry metadata[6] = {{"format", "pt"}};
    size_t entries = 1;
    writer examples = {number, COUNT, 0};
    writer_put_number(&examples, count);
    memcpy(from + strlen(from), digest, SHA256_TEXT);
    metadata[entries++] = (weights_entry){"learned_from", from};
    metadata[entries++] = (weights_entry){"learned_examples", end(&examples)};
    if (is_calibrated)
        metadata[entries++] = (weights_entry){"temperature", decimal(net->rule.temperature, temperature)};
    if (net->rule.reject_threshold > -FLT_MAX)
        metadata[entries++] = (weights_entry){"reject_threshold", decimal(net->rule.reject_threshold, threshold)};
    if (net->run.in_floats) metadata[entries++] = (weights_entry){"float32_border", decimal(net->run.border, border)};
    return weights_write(&net->parameters, metadata, entries, learned, LENET5_LEARNED_BYTES);
}

static lenet5_status refuse(lenet5_status status, const char *where, const char *what, lenet5_error *fault) {
    message_begin(fault, where, what);
    return status;
}

lenet5_status lenet5_learn(const void *file, size_t bytes, const lenet5_example *examples, size_t count, void *memory,
                           void *learned, lenet5_learned *report, lenet5_error *fault) {
    lenet5_error unwanted;
    weights_settings settings;
    char digest[SHA256_TEXT];
    if (fault == NULL) fault = &unwanted;
    if (memory == NULL || learned == NULL || report == NULL)
        return refuse(LENET5_BAD_ARGUMENT, "memory", "there is none", fault);
    arena block = {memory, 0};
    const file_memory parts = lay_out(&block);
    learn_network *net = parts.net;
    lenet5_status status = weights_read_settings(file, bytes, &net->parameters, &net->rule, &settings, fault);
    if (status != LENET5_OK) return status;
    net->run = settings.run;
    if (!is_writable(net, fault)) return LENET5_BAD_WEIGHTS;
    status = learn_check(examples, count, &net->rule, fault);
    if (status != LENET5_OK) return status;
    learn(examples, count, parts.learning, net, report);
    if (!are_sound(&net->parameters))
        return refuse(LENET5_BAD_WEIGHTS, "weights", "are none that these examples can be learned on", fault);
    sha256(file, bytes, digest);
    report->file_bytes = (int32_t)write(net, settings.is_calibrated, digest, count, learned);
    return LENET5_OK;
}
