/* hosts: what the engine finds in pictures and strokes, bit for bit, for comparing one host with another.
 *
 *     hosts WEIGHTS < questions > answers
 *
 * Questions, one after another, in the machine's byte order (little-endian): int32 kind, int32 a, int32 b, bytes.
 *   kind 0: a picture, a wide and b high: a·b·4 bytes RGBA
 *   kind 1: a points, each a lenet5_point
 * Answers: a lenet5_result and the lenet5_activations behind it each; those are all 0 where there is no ink. Exit status 1 when something could not be read.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../c/lenet5.h"

typedef struct question {
    int32_t kind, a, b;
} question;

static void *read_whole(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    if (file == NULL) return NULL;
    size_t capacity = 1 << 22;
    char *bytes = malloc(capacity);
    *length = bytes == NULL ? 0 : fread(bytes, 1, capacity, file);
    fclose(file);
    return bytes;
}

static size_t bytes_of(const question *asked) {
    if (asked->kind == 1) return (size_t)asked->a * sizeof(lenet5_point);
    return (size_t)asked->a * (size_t)asked->b * 4;
}

static void answer(const lenet5 *net, lenet5_context *context, const question *asked, const void *bytes) {
    static const lenet5_activations none;
    lenet5_result result;
    if (asked->kind == 1) lenet5_predict_strokes(net, context, bytes, (size_t)asked->a, &result);
    else lenet5_predict(net, context, bytes, asked->a, asked->b, &result);
    fwrite(&result, sizeof result, 1, stdout);
    fwrite(result.status == LENET5_BLANK ? &none : lenet5_activations_of(net, context), sizeof none, 1, stdout);
}

int main(int argc, char **argv) {
    size_t length = 0;
    void *weights = argc == 2 ? read_whole(argv[1], &length) : NULL;
    lenet5 *net = aligned_alloc(LENET5_ALIGNMENT, lenet5_size());
    lenet5_context *context = aligned_alloc(LENET5_ALIGNMENT, lenet5_context_size());
    if (weights == NULL || net == NULL || context == NULL) return 1;
    if (lenet5_load(net, weights, length, NULL) != LENET5_OK) return 1;
    question asked;
    while (fread(&asked, sizeof asked, 1, stdin) == 1) {
        void *bytes = malloc(bytes_of(&asked) + 1);
        if (bytes == NULL || fread(bytes, 1, bytes_of(&asked), stdin) != bytes_of(&asked)) return 1;
        answer(net, context, &asked, bytes);
        free(bytes);
    }
    free(weights);
    free(net);
    free(context);
    return 0;
}
