/* The interface's objects: their sizes, their loading, and their states in words. */
#include "objects.h"

#include "../model/weights.h"

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
