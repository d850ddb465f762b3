/* learn: the function for C, its bounds and what it refuses.
 *
 *     learn WEIGHTS > "ok", or what is not as it should be
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../c/include/lenet5.h"

enum { ROOM = 1 << 20, AREA = LENET5_SIDE * LENET5_SIDE };

typedef struct bench {
    unsigned char *file;
    size_t bytes;
    void *memory, *learned;
    lenet5 *net;
    lenet5_context *context;
    lenet5_learned report;
    lenet5_error fault;
} bench;

static void *aligned(size_t bytes) {
    return aligned_alloc(LENET5_ALIGNMENT, (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT);
}

static int open_all(const char *name, bench *b) {
    FILE *file = fopen(name, "rb");
    if (file == NULL) return 0;
    b->file = malloc(ROOM);
    b->bytes = b->file == NULL ? 0 : fread(b->file, 1, ROOM, file);
    fclose(file);
    void *context = aligned(lenet5_context_size(0, 0));
    b->memory = aligned(lenet5_learn_size());
    b->learned = malloc(LENET5_LEARNED_BYTES);
    b->net = aligned(lenet5_size());
    b->context = lenet5_context_init(context, 0, 0);
    return b->memory != NULL && b->learned != NULL && b->net != NULL && b->context != NULL;
}

static void close_all(bench *b) {
    free(b->file);
    free(b->memory);
    free(b->learned);
    free(b->net);
    free(b->context);
}

/* A T: no digit for the network. */
static lenet5_example tee(int digit) {
    lenet5_example example = {.digit = digit};
    for (int i = 5; i < 23; i++) {
        example.picture[5 * LENET5_SIDE + i] = example.picture[6 * LENET5_SIDE + i] = 255;
        example.picture[i * LENET5_SIDE + 13] = example.picture[i * LENET5_SIDE + 14] = 255;
    }
    return example;
}

static lenet5_status learn(bench *b, const lenet5_example *examples, size_t count) {
    return lenet5_learn(b->file, b->bytes, examples, count, b->memory, b->learned, &b->report, &b->fault);
}

static int answer(bench *b, const void *file, size_t bytes, const lenet5_example *example) {
    lenet5_result result;
    if (lenet5_load(b->net, file, bytes, &b->fault) != LENET5_OK) return -2;
    lenet5_predict_normalised(b->net, b->context, example->picture, &result);
    return result.digit;
}

static const char *learns(bench *b) {
    const lenet5_example example = tee(7);
    if (answer(b, b->file, b->bytes, &example) != -1) return "a T is read as a digit";
    if (learn(b, &example, 1) != LENET5_OK) return b->fault.message;
    if (b->report.right_before != 0 || b->report.right != 1) return "the report's counts";
    if (b->report.kept > b->report.rehearsed || b->report.rehearsed < 300) return "the report's rehearsal";
    if (b->report.file_bytes <= 0 || b->report.file_bytes > LENET5_LEARNED_BYTES) return "the file's length";
    return answer(b, b->learned, (size_t)b->report.file_bytes, &example) == 7 ? NULL : "a T is not learned as a 7";
}

static const char *refuses(bench *b) {
    const struct {
        lenet5_example examples[2];
        size_t count;
        const char *words;
    } CASES[] = {
        {{tee(7)}, 0, "examples: from 1 to 200 can be learned; got 0"},
        {{tee(7)}, LENET5_MAX_EXAMPLES + 1, "examples: from 1 to 200 can be learned; got 201"},
        {{tee(10)}, 1, "example 1: the digit is none of 0 to 9, nor -1 for no digit"},
        {{tee(-2)}, 1, "example 1: the digit is none of 0 to 9, nor -1 for no digit"},
        {{tee(7), {.digit = 7}}, 2, "example 2: there is no ink in the picture"},
        {{tee(7), tee(1)}, 2, "example 2: the picture of example 1, which is said to be another digit"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        if (learn(b, CASES[i].examples, CASES[i].count) != LENET5_BAD_ARGUMENT) return CASES[i].words;
        if (strcmp(b->fault.message, CASES[i].words) != 0) return b->fault.message;
    }
    const lenet5_example example = tee(7);
    if (learn(b, NULL, 1) != LENET5_BAD_ARGUMENT) return "no examples";
    if (lenet5_learn(b->file, b->bytes, &example, 1, NULL, b->learned, &b->report, NULL) != LENET5_BAD_ARGUMENT)
        return "no memory";
    if (lenet5_learn(b->file, b->bytes - 1, &example, 1, b->memory, b->learned, &b->report, NULL) != LENET5_BAD_WEIGHTS)
        return "weights that are cut off";
    return NULL;
}

int main(int argc, char **argv) {
    bench b = {0};
    if (argc != 2 || !open_all(argv[1], &b)) return 1;
    const char *wrong = learns(&b);
    if (wrong == NULL) wrong = refuses(&b);
    puts(wrong == NULL ? "ok" : wrong);
    close_all(&b);
    return 0;
}
