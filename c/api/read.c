/* The interface's readings: a picture or strokes → the number on a line; and the sweep along one. */
#include <string.h>

#include "../base/characters.h"
#include "../digit/network/sweep.h"
#include "../digit/strokes/rasterise.h"
#include "../number/grammar/formats.h"
#include "../number/read/locale.h"
#include "../number/read/read.h"
#include "arguments.h"
#include "frame.h"
#include "objects.h"

size_t lenet5_reader_size(void) { return arena_part_size(read_scratch_size()); }

static lenet5_status finish_reading(lenet5_reading *out, lenet5_status status) {
    memset(out, 0, sizeof *out);
    out->line = -1;
    out->status = status;
    return status;
}

_Static_assert((int)LENET5_MAX_DIGITS == 64, "here and in lenet5_status_text() the number stands in words");

static int is_ended(const char *text, size_t room) {
    size_t length = 0;
    while (length < room && text[length] != '\0') length++;
    return length < room;
}

static int is_currency(const char *code) {
    static const char *const KNOWN[] = {"", "USD", "EUR", "GBP", "JPY"};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (characters_equal(code, KNOWN[i])) return 1;
    return 0;
}

/* Of the members that do not depend on the format. */
static const char *option_error(const lenet5_request *request) {
    if (request->line < -1) return "lines are counted from 0";
    if (!is_ended(request->pattern, sizeof request->pattern)) return "a pattern has 255 bytes at most";
    if (!is_ended(request->currency, sizeof request->currency) || !is_currency(request->currency))
        return "of currencies there are USD, EUR, GBP and JPY";
    if (!is_ended(request->locale, sizeof request->locale) ||
        (request->locale[0] != '\0' && !locale_is_tag(request->locale)))
        return "a locale is a BCP 47 tag such as en-US";
    if (request->format != LENET5_PATTERN && request->pattern[0] != '\0') return "a pattern is a format of its own";
    return NULL;
}

static pattern_fault fault_of(const lenet5_request *request) {
    automaton format;
    return formats_automaton(request, &format);
}

const char *lenet5_request_error(const lenet5_request *request) {
    const int32_t length = request->length;
    const char *wrong = option_error(request);
    if (wrong != NULL) return wrong;
    switch (request->format) {
    case LENET5_DIGITS: return length >= 0 && length <= LENET5_MAX_DIGITS ? NULL : "a number has 1 to 64 digits";
    case LENET5_ZIP: return length == 0 || read_is_zip_length(length) ? NULL : "a ZIP code has 5 or 9 digits";
    case LENET5_AMOUNT: return length == 0 ? NULL : "an amount may have any number of digits";
    case LENET5_PATTERN:
        return length == 0 ? fault_of(request).what : "a pattern says itself how many digits there are";
    default:
        if (request->format < 0 || request->format > LENET5_PATTERN) return "there is no such format";
        return length == 0 ? NULL : "only digits and ZIP codes have a length";
    }
}

int lenet5_pattern_place(const lenet5_request *request) {
    if (request->format != LENET5_PATTERN || option_error(request) != NULL) return -1;
    const pattern_fault fault = fault_of(request);
    return fault.what != NULL ? fault.place : -1;
}

lenet5_status lenet5_read(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                          int width, int height, const lenet5_request *request, lenet5_reading *out) {
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || reader == NULL || !arguments_are_picture(rgba, width, height) ||
        request == NULL || lenet5_request_error(request) != NULL)
        return finish_reading(out, LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return finish_reading(out, LENET5_NO_MEMORY);
    ink_map map;
    ink_extract(rgba, width, height, context->ink, NULL, &map);
    read_line(network_in(net), &net->rule, &map, request, (read_scratch *)(void *)reader, out);
    const frame to = frame_of_picture(&map, width, height);
    frame_reading(&to, out);
    return (lenet5_status)out->status;
}

lenet5_status lenet5_read_strokes(const lenet5 *net, lenet5_context *context, lenet5_reader *reader,
                                  const lenet5_point *points, size_t count, const lenet5_request *request,
                                  lenet5_reading *out) {
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || reader == NULL || request == NULL || !arguments_are_strokes(points, count) ||
        lenet5_request_error(request) != NULL)
        return finish_reading(out, LENET5_BAD_ARGUMENT);
    if (count == 0) return finish_reading(out, LENET5_BLANK);
    ink_map map;
    render_frame drawn;
    if (!render_lines(points, count, context->map, &map, &drawn)) return finish_reading(out, LENET5_NO_MEMORY);
    read_line(network_in(net), &net->rule, &map, request, (read_scratch *)(void *)reader, out);
    const frame to = frame_of_strokes(&map, drawn.x, drawn.y, 1 / drawn.scale);
    frame_reading(&to, out);
    return (lenet5_status)out->status;
}

lenet5_status lenet5_sweep(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                           int width, int height, int line, lenet5_sweep_result *out) {
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    memset(out, 0, sizeof *out);
    out->line = -1;
    if (net == NULL || context == NULL || reader == NULL || !arguments_are_picture(rgba, width, height) || line < -1)
        return (lenet5_status)(out->status = LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return (lenet5_status)(out->status = LENET5_NO_MEMORY);
    ink_map map;
    ink_extract(rgba, width, height, context->ink, NULL, &map);
    read_sweep_image(&map, line, (read_scratch *)(void *)reader, out);
    if (out->width == 0) return (lenet5_status)(out->status = out->line >= 0 ? LENET5_TOO_LONG : LENET5_BLANK);
    out->places = sweep_places(out->width);
    network_sweep(network_in(net), context->network, out->picture, out->width, &context->activations, out->logits);
    return LENET5_OK;
}
