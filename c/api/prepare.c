/* prepare: what comes before the networks. */
#include "prepare.h"

#include <string.h>

#include "../digit/around/around.h"
#include "arguments.h"

lenet5_status prepare_none(lenet5_result *result, lenet5_status why) {
    memset(result, 0, sizeof *result);
    result->status = why;
    result->digit = -1;
    return why;
}

static lenet5_status prepared(lenet5_context *context, lenet5_box box, lenet5_result *result) {
    result->box = box;
    network_frame(result->picture, context->input);
    return LENET5_OK;
}

lenet5_status prepare_normalised(lenet5_context *context, const uint8_t picture[LENET5_SIDE * LENET5_SIDE],
                                 lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || picture == NULL) return prepare_none(result, LENET5_BAD_ARGUMENT);
    memcpy(result->picture, picture, sizeof result->picture);
    return prepared(context, (lenet5_box){0, 0, LENET5_SIDE, LENET5_SIDE}, result);
}

lenet5_status prepare_input(lenet5_context *context, const uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE],
                            lenet5_result *result) {
    enum { BORDER = (LENET5_INPUT_SIDE - LENET5_SIDE) / 2 };
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || input == NULL) return prepare_none(result, LENET5_BAD_ARGUMENT);
    memcpy(context->input, input, sizeof context->input);
    for (int y = 0; y < LENET5_SIDE; y++)
        memcpy(&result->picture[y * LENET5_SIDE], &input[(y + BORDER) * LENET5_INPUT_SIDE + BORDER], LENET5_SIDE);
    result->box = (lenet5_box){0, 0, LENET5_INPUT_SIDE, LENET5_INPUT_SIDE};
    return LENET5_OK;
}

lenet5_box prepare_box(pixel_box box) { return (lenet5_box){box.x, box.y, box.width, box.height}; }

lenet5_status prepare_ink(lenet5_context *context, const ink_map *map, pixel_box box, lenet5_result *result) {
    normalise_digit(map->ink, map->width, box, context->normalise, result->picture);
    return prepared(context, prepare_box(box), result);
}

lenet5_status prepare_map_of_picture(lenet5_context *context, const uint8_t *rgba, int width, int height,
                                     prepared_map *map, lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || !arguments_are_picture(rgba, width, height))
        return prepare_none(result, LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return prepare_none(result, LENET5_NO_MEMORY);
    ink_extract(rgba, width, height, context->ink, NULL, &map->ink);
    map->to = frame_of_picture(&map->ink, width, height);
    return LENET5_OK;
}

lenet5_status prepare_map_of_strokes(lenet5_context *context, const lenet5_point *points, size_t count, render_pen pen,
                                     prepared_map *map, lenet5_result *result) {
    if (result == NULL) return LENET5_BAD_ARGUMENT;
    if (context == NULL || !arguments_are_strokes(points, count)) return prepare_none(result, LENET5_BAD_ARGUMENT);
    if (count == 0) return prepare_none(result, LENET5_BLANK);
    render_frame drawn;
    render_strokes(points, count, pen, context->map, &map->ink, &drawn);
    map->to = frame_of_strokes(&map->ink, drawn.x, drawn.y, 1 / drawn.scale);
    return LENET5_OK;
}

/* The digit in the map, when that is ready. */
static lenet5_status choose(lenet5_context *context, lenet5_status ready, prepared_map *map, lenet5_result *result) {
    if (ready != LENET5_OK) return ready;
    const pixel_box box = ink_choose_digit(&map->ink, context->map);
    if (box.width == 0) return prepare_none(result, LENET5_BLANK);
    prepare_ink(context, &map->ink, box, result);
    result->box = frame_box(&map->to, result->box);
    return LENET5_OK;
}

lenet5_status prepare_picture(lenet5_context *context, const uint8_t *rgba, int width, int height,
                              lenet5_result *result) {
    prepared_map map;
    const lenet5_status ready = prepare_map_of_picture(context, rgba, width, height, &map, result);
    if (ready == LENET5_OK) around_remove(&map.ink, context->map, AROUND_DIGIT);
    return choose(context, ready, &map, result);
}

lenet5_status prepare_strokes(lenet5_context *context, const lenet5_point *points, size_t count,
                              lenet5_result *result) {
    prepared_map map;
    return choose(context, prepare_map_of_strokes(context, points, count, RENDER_MNIST, &map, result), &map, result);
}
