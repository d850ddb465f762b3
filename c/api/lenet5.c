#include "../include/lenet5.h"

#include <string.h>

#include "../digit/decide/decide.h"
#include "../digit/ink/ink.h"
#include "../digit/network/network.h"
#include "../digit/network/sweep.h"
#include "../digit/normalise/normalise.h"
#include "../digit/strokes/rasterise.h"
#include "../model/weights.h"
#include "../number/read/read.h"
#include "frame.h"

enum { CHECK_SIDE = 36 };

/* Both objects begin with what is known here; parts whose size only their own step knows follow it, aligned. */
struct lenet5 {
    decide_rule rule;
    network_parameters parameters;
};

struct lenet5_context {
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE]; /* of the last prediction */
    lenet5_activations activations;
};

static size_t aligned(size_t bytes) { return (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT; }

static network *network_of(lenet5 *net) { return (network *)((char *)net + aligned(sizeof *net)); }

static const network *network_in(const lenet5 *net) {
    return (const network *)((const char *)net + aligned(sizeof *net));
}

static ink_scratch *ink_scratch_of(lenet5_context *context) {
    return (ink_scratch *)((char *)context + aligned(sizeof *context));
}

static normalise_scratch *normalise_scratch_of(lenet5_context *context) {
    return (normalise_scratch *)((char *)ink_scratch_of(context) + aligned(ink_scratch_size()));
}

static network_scratch *network_scratch_of(lenet5_context *context) {
    return (network_scratch *)((char *)normalise_scratch_of(context) + aligned(normalise_scratch_size()));
}

size_t lenet5_size(void) { return aligned(sizeof(lenet5)) + aligned(network_size()); }

size_t lenet5_context_size(void) {
    return aligned(sizeof(lenet5_context)) + aligned(ink_scratch_size()) + aligned(normalise_scratch_size()) +
           aligned(network_scratch_size());
}

const char *lenet5_status_text(lenet5_status status) {
    switch (status) {
    case LENET5_OK: return "A digit was read.";
    case LENET5_BLANK: return "There is no ink in the picture.";
    case LENET5_NOT_A_DIGIT: return "There is ink in the picture, but it is not a digit.";
    case LENET5_BAD_ARGUMENT:
        return "The picture or the strokes cannot be used: a pointer is null, a size is 0 or too large, or a number is not finite.";
    case LENET5_BAD_WEIGHTS: return "The weights' file was refused.";
    case LENET5_NOT_LOADED: return "No weights have been loaded yet.";
    case LENET5_NOT_A_NUMBER: return "There is ink in the picture, but no number of this format.";
    case LENET5_WRONG_LENGTH: return "There is a number in the picture, but it has another length.";
    case LENET5_UNCERTAIN: return "There may be a number in the picture, but it is not sure enough which.";
    case LENET5_TOO_LONG:
        return "The line in the picture is too long: more than 64 digits, or over 100 times its height.";
    case LENET5_NO_MEMORY: return "There is not enough memory for this picture.";
    case LENET5_WRONG_MACHINE: return "This machine calculates wrongly.";
    }
    return "Unknown status.";
}

lenet5_status lenet5_load(lenet5 *net, const void *file, size_t bytes, lenet5_fault *fault) {
    lenet5_fault unwanted;
    if (fault == NULL) fault = &unwanted;
    if (net == NULL) return LENET5_BAD_ARGUMENT;
    lenet5_status status = weights_read(file, bytes, &net->parameters, &net->rule, fault);
    if (status == LENET5_OK) network_arrange(&net->parameters, network_of(net));
    return status;
}

static lenet5_status finish(lenet5_result *result, lenet5_status status) {
    memset(result, 0, sizeof *result);
    result->status = status;
    result->digit = -1;
    return status;
}

/* Reads context's input, of which result->picture is the middle. */
static lenet5_status read_input(const lenet5 *net, lenet5_context *context, lenet5_box box, lenet5_result *result) {
    float logits[LENET5_CLASSES];
    result->box = box;
    network_logits(network_in(net), network_scratch_of(context), context->input, logits);
    decide(&net->rule, logits, result);
    return (lenet5_status)result->status;
}

static lenet5_status read_picture(const lenet5 *net, lenet5_context *context, lenet5_box box, lenet5_result *result) {
    network_frame(result->picture, context->input);
    return read_input(net, context, box, result);
}

lenet5_status lenet5_predict_normalised(const lenet5 *net, lenet5_context *context,
                                        const uint8_t picture[LENET5_SIDE * LENET5_SIDE], lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || picture == NULL) return finish(result, LENET5_BAD_ARGUMENT);
    memcpy(result->picture, picture, sizeof result->picture);
    return read_picture(net, context, (lenet5_box){0, 0, LENET5_SIDE, LENET5_SIDE}, result);
}

/* Lehmer's generator with the multiplier of Park and Miller. */
static int32_t next_random(uint32_t *state) {
    *state = (uint32_t)(*state * (uint64_t)48271 % 2147483647);
    return (int32_t)*state - (1 << 30);
}

/* A dark arc on light paper, lit from one side. */
static void paint_check(uint8_t rgba[CHECK_SIDE][CHECK_SIDE][4]) {
    for (int y = 0; y < CHECK_SIDE; y++)
        for (int x = 0; x < CHECK_SIDE; x++) {
            int across = 2 * x - CHECK_SIDE, down = 2 * y - CHECK_SIDE, distance = across * across + 2 * down * down;
            int dark = distance > 300 && distance < 700 && across > -12 ? 170 : 0;
            memset(rgba[y][x], 255, 4);
            memset(rgba[y][x], 230 - x / 2 - dark, 3);
        }
}

lenet5_status lenet5_check(lenet5 *net, lenet5_context *context) {
    static const uint32_t EXPECTED = 1267233370u;
    uint8_t rgba[CHECK_SIDE][CHECK_SIDE][4];
    lenet5_result result;
    uint32_t state = 1, sum = 0;
    float *parameters = (float *)&net->parameters;
    for (int i = 0; i < LENET5_PARAMETERS; i++) parameters[i] = (float)next_random(&state) / (1 << 30) / 4;
    net->rule = (decide_rule){1, 0};
    network_arrange(&net->parameters, network_of(net));
    paint_check(rgba);
    lenet5_predict(net, context, &rgba[0][0][0], CHECK_SIDE, CHECK_SIDE, &result);
    for (size_t i = 0; i < sizeof result; i++) sum = sum * 16777619 + ((const uint8_t *)&result)[i];
    return sum == EXPECTED ? LENET5_OK : LENET5_WRONG_MACHINE;
}

lenet5_status lenet5_predict_batch(const lenet5 *net, lenet5_context *context, const uint8_t *pictures, size_t count,
                                   lenet5_result *results) {
    if (net == NULL || context == NULL || pictures == NULL || results == NULL) return LENET5_BAD_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        lenet5_predict_normalised(net, context, pictures + i * LENET5_SIDE * LENET5_SIDE, &results[i]);
    return LENET5_OK;
}

lenet5_status lenet5_predict_input(const lenet5 *net, lenet5_context *context,
                                   const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE], lenet5_result *result) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || input == NULL) return finish(result, LENET5_BAD_ARGUMENT);
    memcpy(context->input, input, sizeof context->input);
    for (int y = 0; y < LENET5_SIDE; y++)
        memcpy(&result->picture[y * LENET5_SIDE], &input[(y + BORDER) * LENET5_INPUT_SIDE + BORDER], LENET5_SIDE);
    return read_input(net, context, (lenet5_box){0, 0, LENET5_INPUT_SIDE, LENET5_INPUT_SIDE}, result);
}

/* The digit's ink → result->picture; its box in working pixels, of width 0 when there is none. */
static ink_box normalise_map(lenet5_context *context, ink_map *map, lenet5_result *result) {
    ink_box box = ink_choose_digit(map, ink_scratch_of(context));
    if (box.width > 0) normalise_digit(map->ink, map->width, box, normalise_scratch_of(context), result->picture);
    return box;
}

static lenet5_box found_in(ink_box box) { return (lenet5_box){box.x, box.y, box.width, box.height}; }

static int is_picture(const uint8_t *rgba, int width, int height) {
    return rgba != NULL && width > 0 && height > 0 && width <= LENET5_MAX_PIXELS / height;
}

lenet5_status lenet5_predict(const lenet5 *net, lenet5_context *context, const uint8_t *rgba, int width, int height,
                             lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || !is_picture(rgba, width, height)) return finish(result, LENET5_BAD_ARGUMENT);
    ink_map map;
    ink_extract(rgba, width, height, ink_scratch_of(context), &map);
    ink_box box = normalise_map(context, &map, result);
    if (box.width == 0) return finish(result, LENET5_BLANK);
    const frame to = frame_of_picture(&map, width, height);
    return read_picture(net, context, frame_box(&to, found_in(box)), result);
}

/* Large numbers are refused along with infinities and NaN: the box must fit 32 bits. */
static int usable(const lenet5_point *points, size_t count) {
    static const float LIMIT = 1e8f;
    for (size_t i = 0; i < count; i++) {
        const lenet5_point *p = &points[i];
        int in_range =
            p->x >= -LIMIT && p->x <= LIMIT && p->y >= -LIMIT && p->y <= LIMIT && p->pressure >= 0 && p->pressure <= 1;
        if (!in_range || (i > 0 && p->stroke < points[i - 1].stroke)) return 0;
    }
    return 1;
}

lenet5_status lenet5_predict_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points,
                                     size_t count, lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || count > LENET5_MAX_POINTS || (points == NULL && count > 0) ||
        !usable(points, count))
        return finish(result, LENET5_BAD_ARGUMENT);
    if (count == 0) return finish(result, LENET5_BLANK);
    _Static_assert(sizeof(render_point) == sizeof(lenet5_point), "the renderer's point is the public one");
    ink_map map;
    render_frame drawn;
    render_strokes((const render_point *)points, count, ink_scratch_of(context), &map, &drawn);
    ink_box box = normalise_map(context, &map, result);
    if (box.width == 0) return finish(result, LENET5_BLANK);
    const frame to = frame_of_strokes(&map, drawn.x, drawn.y, 1 / drawn.scale);
    return read_picture(net, context, frame_box(&to, found_in(box)), result);
}

/* Numbers -------------------------------------------------------------------------------------------------------------- */

size_t lenet5_reader_size(void) { return aligned(read_scratch_size()); }

static lenet5_status finish_reading(lenet5_reading *out, lenet5_status status) {
    memset(out, 0, sizeof *out);
    out->line = -1;
    out->status = status;
    return status;
}

const char *lenet5_request_fault(const lenet5_request *request) {
    const int32_t length = request->length;
    if (request->line < -1) return "lines are counted from 0";
    switch (request->format) {
    case LENET5_DIGITS: return length >= 0 && length <= LENET5_MAX_DIGITS ? NULL : "a number has 1 to 64 digits";
    case LENET5_ZIP: return length == 0 || read_is_zip_length(length) ? NULL : "a ZIP code has 5 or 9 digits";
    case LENET5_AMOUNT: return length == 0 ? NULL : "an amount may have any number of digits";
    default: return "there is no such format";
    }
}

lenet5_status lenet5_read(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                          int width, int height, const lenet5_request *request, lenet5_reading *out) {
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || reader == NULL || !is_picture(rgba, width, height) || request == NULL ||
        lenet5_request_fault(request) != NULL)
        return finish_reading(out, LENET5_BAD_ARGUMENT);
    ink_map map;
    ink_extract(rgba, width, height, ink_scratch_of(context), &map);
    read_line(network_in(net), &net->rule, &map, request, (read_scratch *)(void *)reader, out);
    const frame to = frame_of_picture(&map, width, height);
    frame_reading(&to, out);
    return (lenet5_status)out->status;
}

lenet5_status lenet5_read_strokes(const lenet5 *net, lenet5_context *context, lenet5_reader *reader,
                                  const lenet5_point *points, size_t count, const lenet5_request *request,
                                  lenet5_reading *out) {
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || reader == NULL || request == NULL || count > LENET5_MAX_POINTS ||
        (points == NULL && count > 0) || !usable(points, count) || lenet5_request_fault(request) != NULL)
        return finish_reading(out, LENET5_BAD_ARGUMENT);
    if (count == 0) return finish_reading(out, LENET5_BLANK);
    ink_map map;
    render_frame drawn;
    render_lines((const render_point *)points, count, ink_scratch_of(context), &map, &drawn);
    read_line(network_in(net), &net->rule, &map, request, (read_scratch *)(void *)reader, out);
    const frame to = frame_of_strokes(&map, drawn.x, drawn.y, 1 / drawn.scale);
    frame_reading(&to, out);
    return (lenet5_status)out->status;
}

lenet5_status lenet5_sweep(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                           int width, int height, int line, lenet5_strip *out) {
    _Static_assert((int)LENET5_SWEEP_STRIDE == (int)SWEEP_STRIDE, "the sweep's stride is the public one");
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    memset(out, 0, sizeof *out);
    out->line = -1;
    if (net == NULL || context == NULL || reader == NULL || !is_picture(rgba, width, height) || line < -1)
        return (lenet5_status)(out->status = LENET5_BAD_ARGUMENT);
    ink_map map;
    ink_extract(rgba, width, height, ink_scratch_of(context), &map);
    read_strip(&map, line, (read_scratch *)(void *)reader, out);
    if (out->width == 0) return (lenet5_status)(out->status = out->line >= 0 ? LENET5_TOO_LONG : LENET5_BLANK);
    out->places = sweep_places(out->width);
    network_sweep(network_in(net), network_scratch_of(context), out->picture, out->width, &context->activations,
                  out->logits);
    return LENET5_OK;
}

const lenet5_activations *lenet5_activations_of(const lenet5 *net, lenet5_context *context) {
    network_input(context->input, context->activations.input);
    network_forward(network_in(net), network_scratch_of(context), &context->activations);
    return &context->activations;
}
