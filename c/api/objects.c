/* The interface's objects: their sizes, their loading, and their states in words. */
#include "objects.h"

#include "../digit/strokes/rasterise.h"
#include "../model/weights.h"

size_t lenet5_size(void) { return aligned(sizeof(lenet5)) + aligned(network_size()); }

/* No picture: for strokes of digits and normalised pictures. */
static int is_picture_size(int width, int height) {
    return width > 0 && height > 0 && width <= LENET5_MAX_PIXELS / height;
}

static int is_context_size(int width, int height) {
    return (width == 0 && height == 0) || is_picture_size(width, height);
}

/* Working pixels of pictures; of strokes at least. */
static ink_capacity capacity_for(int width, int height) {
    const int pixels = int_min(width * height, INK_MAX_PIXELS), longest = int_min(int_max(width, height), pixels);
    return (ink_capacity){int_max(pixels, RENDER_SIDE * RENDER_SIDE), int_max(longest, RENDER_SIDE)};
}

/* The context itself, where there is memory for it, and its parts behind it. */
static lenet5_context *lay_out(arena *memory, int width, int height) {
    const ink_capacity capacity = capacity_for(width, height);
    const int holds_pictures = width > 0;
    lenet5_context *context = arena_take(memory, sizeof *context);
    void *net_scratch = arena_take(memory, network_scratch_size());
    void *normalise_part = arena_take(memory, normalise_scratch_size());
    void *map = arena_take(memory, inkmap_scratch_size(capacity));
    void *ink = holds_pictures ? arena_take(memory, ink_scratch_size(capacity)) : NULL;
    if (context == NULL) return NULL;
    context->pixels = width * height, context->longest = int_max(width, height);
    context->network = net_scratch;
    context->normalise = normalise_part;
    context->map = inkmap_scratch_init(map, capacity);
    context->ink = holds_pictures ? ink_scratch_init(ink, capacity, context->map) : NULL;
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

lenet5_status lenet5_load(lenet5 *net, const void *file, size_t bytes, lenet5_error *fault) {
    lenet5_error unwanted;
    if (fault == NULL) fault = &unwanted;
    if (net == NULL) return LENET5_BAD_ARGUMENT;
    lenet5_status status = weights_read(file, bytes, &net->parameters, &net->rule, fault);
    if (status == LENET5_OK) network_pack(&net->parameters, network_of(net));
    return status;
}
