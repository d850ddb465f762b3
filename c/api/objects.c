/* The interface's objects: their sizes, their loading, and their states in words. */
#include "objects.h"

#include "../digit/strokes/rasterise.h"
#include "../model/weights.h"

size_t lenet5_size(void) { return arena_part_size(sizeof(lenet5)) + arena_part_size(network_size()); }

/* 0 × 0: for strokes of digits and normalised pictures. */
static int is_context_size(int width, int height) {
    return (width == 0 && height == 0) || (width > 0 && height > 0 && width <= LENET5_MAX_PIXELS / height);
}

/* The largest map of pictures; and of them and strokes. */
static ink_capacity of_pictures(int width, int height) {
    const int pixels = int_min(width * height, INK_MAX_PIXELS);
    return (ink_capacity){pixels, int_min(int_max(width, height), pixels)};
}

static ink_capacity of_all(ink_capacity pictures) {
    return (ink_capacity){int_max(pictures.pixels, RENDER_SIDE * RENDER_SIDE), int_max(pictures.longest, RENDER_SIDE)};
}

/* The context, where there is memory for it, and its parts behind it. */
static lenet5_context *lay_out(arena *memory, int width, int height) {
    const ink_capacity pictures = of_pictures(width, height);
    lenet5_context *context = arena_take(memory, sizeof *context);
    network_scratch *net_scratch = arena_take(memory, network_scratch_size());
    normalise_scratch *normalise = arena_take(memory, normalise_scratch_size());
    inkmap_scratch *map = inkmap_take(memory, of_all(pictures));
    ink_scratch *ink = width > 0 ? ink_take(memory, pictures, map) : NULL;
    if (context == NULL) return NULL;
    context->pixels = width * height, context->longest = int_max(width, height);
    context->network = net_scratch, context->normalise = normalise, context->map = map, context->ink = ink;
    return context;
}

size_t lenet5_context_size(int width, int height) {
    arena counted = {0};
    if (!is_context_size(width, height)) return 0;
    lay_out(&counted, width, height);
    return counted.used;
}

lenet5_context *lenet5_context_init(void *memory, int width, int height) {
    arena block = {memory, 0};
    return memory != NULL && is_context_size(width, height) ? lay_out(&block, width, height) : NULL;
}

const char *lenet5_status_text(lenet5_status status) {
    switch (status) {
    case LENET5_OK: return "A digit was read.";
    case LENET5_BLANK: return "There is no ink in the picture.";
    case LENET5_NOT_A_DIGIT: return "There is ink in the picture, but it is not a digit.";
    case LENET5_BAD_ARGUMENT:
        return "The picture or the strokes cannot be used: null, of size 0, too large or not finite.";
    case LENET5_BAD_WEIGHTS: return "The weights' file was refused.";
    case LENET5_NOT_LOADED: return "No weights have been loaded yet.";
    case LENET5_NOT_A_NUMBER: return "There is ink in the picture, but no number of this format.";
    case LENET5_WRONG_LENGTH: return "There is a number in the picture, but it has another length.";
    case LENET5_UNCERTAIN: return "There may be a number in the picture, but it is not sure enough which.";
    case LENET5_TOO_LONG:
        return "The line in the picture is too long: more than 64 digits, or over 100 times its height.";
    case LENET5_NO_MEMORY: return "There is not enough memory for this picture or line.";
    case LENET5_NO_CELLS: return "There is ink in the picture, but no boxes or table.";
    case LENET5_WRONG_MACHINE: return "This machine calculates wrongly.";
    case LENET5_CANCELLED: return "There is a digit in the picture, but it is crossed out.";
    case LENET5_MORE_THAN_ONE: return "There is more than one digit in the picture.";
    }
    return "Unknown status.";
}

lenet5_status lenet5_load(lenet5 *net, const void *file, size_t bytes, lenet5_error *fault) {
    lenet5_error unwanted;
    if (fault == NULL) fault = &unwanted;
    if (net == NULL) return LENET5_BAD_ARGUMENT;
    weights_settings settings;
    lenet5_status status = weights_read_settings(file, bytes, &net->parameters, &net->rule, &settings, fault);
    if (status != LENET5_OK) return status;
    network_pack(&net->parameters, network_of(net));
    network_set_options(network_of(net), &settings.run);
    net->is_calibrated = settings.is_calibrated;
    return LENET5_OK;
}

int lenet5_is_calibrated(const lenet5 *net) { return net != NULL && net->is_calibrated; }
