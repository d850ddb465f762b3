/* The interface's predictions: a picture, strokes or a normalised picture → a digit. */
#include <string.h>

#include "../digit/around/around.h"
#include "../digit/several/several.h"
#include "../digit/strokes/rasterise.h"
#include "arguments.h"
#include "frame.h"
#include "objects.h"

static lenet5_status finish(lenet5_result *result, lenet5_status status) {
    memset(result, 0, sizeof *result);
    result->status = status;
    result->digit = -1;
    return status;
}

/* The answer is taken back; what it would have been stays. */
static void refuse(lenet5_result *result, lenet5_status why) {
    result->status = why;
    result->digit = -1;
}

static int likeliest(const lenet5_result *result) {
    int best = 0;
    for (int i = 1; i < LENET5_CLASSES; i++) best = result->probabilities[i] > result->probabilities[best] ? i : best;
    return best;
}

/* Reads context's input, of which result->picture is the middle. */
static lenet5_status read_input(const lenet5 *net, lenet5_context *context, lenet5_box box, lenet5_result *result) {
    float logits[LENET5_CLASSES];
    result->box = box;
    network_logits(network_in(net), context->network, context->input, logits);
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

static void read_ink(const lenet5 *net, lenet5_context *context, const ink_map *map, pixel_box box,
                     lenet5_result *result) {
    normalise_digit(map->ink, map->width, box, context->normalise, result->picture);
    read_picture(net, context, (lenet5_box){box.x, box.y, box.width, box.height}, result);
}

/* With what may be an underline, and without it: as what is more like a digit. Returns whether that is without; box: of
 * what is left. */
static int read_foot(const lenet5 *net, lenet5_context *context, ink_map *map, pixel_box *box, lenet5_result *result) {
    lenet5_result without;
    if (!around_cut_underline(map, context->map, box)) return 0;
    read_ink(net, context, map, *box, &without);
    if (without.score > result->score) {
        *result = without;
        return 1;
    }
    network_frame(result->picture, context->input);
    return 0;
}

static lenet5_box found_in(pixel_box box) { return (lenet5_box){box.x, box.y, box.width, box.height}; }

/* A doubt that has nothing to do with which digit it is. */
static void lessen(lenet5_result *result, float doubt) {
    for (int i = 0; i < LENET5_CLASSES; i++)
        result->probabilities[i] += doubt * (1.0F / (float)LENET5_CLASSES - result->probabilities[i]);
    result->confidence += doubt * (1.0F / (float)LENET5_CLASSES - result->confidence);
}

/* Whether the ink is several digits, beside each other or touching; sets the result then, or lessens its confidence. */
static int are_several(const lenet5 *net, const several_parts *parts, lenet5_result *result) {
    lessen(result, several_doubt(parts, net->rule.reject_threshold));
    if (!several_are_digits(parts, net->rule.reject_threshold)) return 0;
    refuse(result, LENET5_MORE_THAN_ONE);
    result->box = found_in(parts->box);
    return 1;
}

/* The chosen digit's ink. Returns whether the reading is not that of all of it. */
static int read_digit(const lenet5 *net, lenet5_context *context, ink_map *map, pixel_box box, lenet5_result *result) {
    const several_reader reader = {network_in(net), context->network, context->normalise, context->map};
    read_ink(net, context, map, box, result);
    const int had_line = read_foot(net, context, map, &box, result);
    const float ahead = result->score - net->rule.reject_threshold;
    if (ahead < CANCELLED_DOUBT && around_is_cancelled(map, box, likeliest(result))) {
        refuse(result, LENET5_CANCELLED);
        return 1;
    }
    if (ahead >= SEVERAL_DOUBT) return had_line;
    const several_parts parts = several_touching(map, box, result->score, &reader);
    return are_several(net, &parts, result) || had_line;
}

/* What a map holds, with or without what is around it; the box in working pixels. Returns whether the reading is not that
 * of all of its ink. */
static int read_map(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result) {
    const several_reader reader = {network_in(net), context->network, context->normalise, context->map};
    const int had_more = around_remove(map, context->map);
    const several_parts parts = several_beside(map, &reader);
    const pixel_box box = ink_choose_digit(map, context->map);
    if (box.width == 0) return finish(result, LENET5_BLANK), 1;
    const int is_part = read_digit(net, context, map, box, result);
    return are_several(net, &parts, result) || had_more || is_part;
}

lenet5_status lenet5_predict(const lenet5 *net, lenet5_context *context, const uint8_t *rgba, int width, int height,
                             lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || !arguments_are_picture(rgba, width, height))
        return finish(result, LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return finish(result, LENET5_NO_MEMORY);
    ink_map map;
    ink_extract(rgba, width, height, context->ink, NULL, &map);
    read_map(net, context, &map, result);
    const frame to = frame_of_picture(&map, width, height);
    result->box = frame_box(&to, result->box);
    return (lenet5_status)result->status;
}

/* What several strokes draw, with a pen that is fine enough for what may be around the digit. */
static int read_fine(const lenet5 *net, lenet5_context *context, const lenet5_point *points, size_t count, ink_map *map,
                     render_frame *drawn, lenet5_result *result) {
    if (points[0].stroke == points[count - 1].stroke) return 0;
    render_strokes(points, count, RENDER_FINE, context->map, map, drawn);
    return read_map(net, context, map, result);
}

/* What they draw and nothing else is, with the pen that the network knows best. */
static void read_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points, size_t count,
                         ink_map *map, render_frame *drawn, lenet5_result *result) {
    render_strokes(points, count, RENDER_MNIST, context->map, map, drawn);
    const pixel_box box = ink_choose_digit(map, context->map);
    if (box.width == 0) finish(result, LENET5_BLANK);
    else read_ink(net, context, map, box, result);
}

lenet5_status lenet5_predict_strokes(const lenet5 *net, lenet5_context *context, const lenet5_point *points,
                                     size_t count, lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || count > LENET5_MAX_POINTS || (points == NULL && count > 0) ||
        !arguments_are_strokes(points, count))
        return finish(result, LENET5_BAD_ARGUMENT);
    if (count == 0) return finish(result, LENET5_BLANK);
    ink_map map;
    render_frame drawn;
    if (!read_fine(net, context, points, count, &map, &drawn, result))
        read_strokes(net, context, points, count, &map, &drawn, result);
    const frame to = frame_of_strokes(&map, drawn.x, drawn.y, 1 / drawn.scale);
    result->box = frame_box(&to, result->box);
    return (lenet5_status)result->status;
}

const lenet5_activations *lenet5_layers(const lenet5 *net, lenet5_context *context) {
    network_see(network_in(net), context->input, context->activations.input);
    network_forward(network_in(net), context->network, &context->activations);
    return &context->activations;
}
