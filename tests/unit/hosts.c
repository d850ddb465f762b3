/* hosts: what the engine finds in pictures and strokes, bit for bit, for comparing one host with another.
 *
 *     hosts WEIGHTS [own | WIDTH HEIGHT] < questions > answers
 *
 * By a context for pictures of any size; by one of each question's own size (of strokes' digits 0 × 0), the smallest that
 * there is, in memory that ends where it does and holds garbage; or by one of WIDTH × HEIGHT.
 * Questions, one after another, in the machine's byte order (little-endian): int32 kind, int32 a, int32 b, bytes.
 *   kind 0: a picture, a wide and b high: a·b·4 bytes RGBA
 *   kind 1: a points, each a lenet5_point
 *   kind 2 … 4: a picture, for the number in it; 2 and its lenet5_format
 *   kind 5 … 7: points likewise
 *   kind 8: a picture, for the sweep of its main line
 * Answers: of kinds 0 and 1 a lenet5_result and the lenet5_activations behind it, which are all 0 where there is no ink;
 * of a number a lenet5_reading; of a sweep a lenet5_sweep_result. Exit status 1 when something could not be read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../c/include/lenet5.h"

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

/* What answers need. */
typedef struct engine {
    lenet5 *net;
    lenet5_context *context; /* null: each question has its own */
    lenet5_reader *reader;
} engine;

enum { PICTURE, STROKES, PICTURE_NUMBER, STROKES_NUMBER = 5, SWEEP = 8 };

static int is_strokes(const question *asked) {
    return asked->kind == STROKES || (asked->kind >= STROKES_NUMBER && asked->kind < SWEEP);
}

static size_t bytes_of(const question *asked) {
    if (is_strokes(asked)) return (size_t)asked->a * sizeof(lenet5_point);
    return (size_t)asked->a * (size_t)asked->b * 4;
}

static void predict(const engine *e, const question *asked, const void *bytes) {
    static const lenet5_activations none;
    lenet5_result result;
    if (is_strokes(asked)) lenet5_predict_strokes(e->net, e->context, bytes, (size_t)asked->a, &result);
    else lenet5_predict(e->net, e->context, bytes, asked->a, asked->b, &result);
    fwrite(&result, sizeof result, 1, stdout);
    fwrite(result.status == LENET5_BLANK ? &none : lenet5_layers(e->net, e->context), sizeof none, 1, stdout);
}

static void read_number(const engine *e, const question *asked, const void *bytes) {
    lenet5_reading reading;
    const lenet5_request request = {.format = asked->kind - (is_strokes(asked) ? STROKES_NUMBER : PICTURE_NUMBER),
                                    .line = -1};
    if (is_strokes(asked))
        lenet5_read_strokes(e->net, e->context, e->reader, bytes, (size_t)asked->a, &request, &reading);
    else lenet5_read(e->net, e->context, e->reader, bytes, asked->a, asked->b, &request, &reading);
    fwrite(&reading, sizeof reading, 1, stdout);
}

static void sweep(const engine *e, const question *asked, const void *bytes) {
    static lenet5_sweep_result strip;
    lenet5_sweep(e->net, e->context, e->reader, bytes, asked->a, asked->b, -1, &strip);
    fwrite(&strip, sizeof strip, 1, stdout);
}

static void answer(const engine *e, const question *asked, const void *bytes) {
    if (asked->kind < PICTURE_NUMBER) predict(e, asked, bytes);
    else if (asked->kind < SWEEP) read_number(e, asked, bytes);
    else sweep(e, asked, bytes);
}

enum { GARBAGE = 0xa5 };

/* A context for pictures of that size; null when there is no memory. */
static lenet5_context *make_context(int width, int height) {
    const size_t bytes = lenet5_context_size(width, height);
    void *memory = aligned_alloc(LENET5_ALIGNMENT, bytes);
    if (memory != NULL) memset(memory, GARBAGE, bytes);
    return lenet5_context_init(memory, width, height);
}

static int answer_in_own_context(const engine *e, const question *asked, const void *bytes) {
    const int is_line = asked->kind >= STROKES_NUMBER, needs_none = is_strokes(asked) && !is_line;
    engine own = *e;
    if (is_line && is_strokes(asked)) own.context = make_context(LENET5_MAX_PIXELS, 1);
    else own.context = needs_none ? make_context(0, 0) : make_context(asked->a, asked->b);
    if (own.context != NULL) answer(&own, asked, bytes);
    free(own.context);
    return own.context != NULL;
}

/* One question after another, each in memory that ends where it does: a sanitizer sees what is read beyond it. */
static int answer_all(const engine *e) {
    question asked;
    while (fread(&asked, sizeof asked, 1, stdin) == 1) {
        const size_t length = bytes_of(&asked);
        void *bytes = malloc(length > 0 ? length : 1);
        if (bytes == NULL || fread(bytes, 1, length, stdin) != length) return 0;
        if (e->context != NULL) answer(e, &asked, bytes);
        else if (!answer_in_own_context(e, &asked, bytes)) return 0;
        free(bytes);
    }
    return 1;
}

static int load(lenet5 *net, const char *name) {
    size_t length = 0;
    void *weights = read_whole(name, &length);
    const int is_loaded = weights != NULL && lenet5_load(net, weights, length, NULL) == LENET5_OK;
    free(weights);
    return is_loaded;
}

int main(int argc, char **argv) {
    const int has_own = argc == 3, has_size = argc == 4;
    engine e = {aligned_alloc(LENET5_ALIGNMENT, lenet5_size()), NULL,
                aligned_alloc(LENET5_ALIGNMENT, lenet5_reader_size())};
    if (!has_own)
        e.context = has_size ? make_context(atoi(argv[2]), atoi(argv[3])) : make_context(LENET5_MAX_PIXELS, 1);
    if (argc < 2 || e.net == NULL || (e.context == NULL && !has_own) || e.reader == NULL || !load(e.net, argv[1]))
        return 1;
    const int status = answer_all(&e) ? 0 : 1;
    free(e.net);
    free(e.context);
    free(e.reader);
    return status;
}
