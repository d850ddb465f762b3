/* The interface's readings: a picture or strokes → the number on a line; and the sweep along one. */
#include <string.h>

#include "../base/characters.h"
#include "../digit/network/sweep.h"
#include "../digit/strokes/rasterise.h"
#include "../number/grammar/formats.h"
#include "../number/read/locale.h"
#include "../page/page.h"
#include "arguments.h"
#include "frame.h"
#include "objects.h"

/* What a lenet5_reader holds. */
typedef struct reader_parts {
    read_scratch *read;
    page *page;
    uint8_t *stroke; /* [INK_MAX_PIXELS] */
} reader_parts;

static reader_parts lay_out(arena *memory) {
    reader_parts parts;
    parts.read = arena_take(memory, read_scratch_size());
    parts.page = page_take(memory);
    parts.stroke = arena_take(memory, INK_MAX_PIXELS);
    return parts;
}

static reader_parts parts_of(lenet5_reader *reader) { return lay_out(&(arena){(char *)(void *)reader, 0}); }

size_t lenet5_reader_size(void) {
    arena counted = {0};
    lay_out(&counted);
    return counted.used;
}

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

static int is_whole(const lenet5_box *region) { return region->width == 0 && region->height == 0; }

/* A page's region; its width is 0 when that isn't inside the picture. */
static ink_picture page_of(const uint8_t *rgba, int width, int height, const lenet5_box *region) {
    ink_picture picture = ink_whole_picture(rgba, width, height);
    picture.is_page = 1;
    if (is_whole(region)) return picture;
    picture.region = (pixel_box){region->x, region->y, region->width, region->height};
    if (region->x < 0 || region->y < 0 || region->width <= 0 || region->height <= 0 || region->width > width ||
        region->height > height || region->x > width - region->width || region->y > height - region->height)
        picture.region.width = 0;
    return picture;
}

/* From the map of a page's region to the picture's pixels. */
static frame frame_of_page(const ink_picture *picture, int shrink) {
    const pixel_box r = picture->region;
    return (frame){r.x, r.y, shrink, r.x, r.y, r.x + r.width, r.y + r.height};
}

/* The ink of a page without its print. */
static void look_at_page(lenet5_context *context, const ink_picture *picture, page *p, ink_map *map) {
    ink_draft draft;
    ink_find(picture, context->ink, NULL, &draft);
    page_find(&draft, p);
    ink_finish(&draft, context->ink, NULL, map);
}

static cells_reader reader_of_cells(const lenet5 *net, lenet5_context *context, const reader_parts *parts) {
    return (cells_reader){network_in(net),    &net->rule,  context->network,
                          context->normalise, parts->read, parts->page->patch};
}

lenet5_status lenet5_read(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                          int width, int height, const lenet5_request *request, lenet5_reading *out) {
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    if (net == NULL || context == NULL || reader == NULL || !arguments_are_picture(rgba, width, height) ||
        request == NULL || lenet5_request_error(request) != NULL)
        return finish_reading(out, LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return finish_reading(out, LENET5_NO_MEMORY);
    const reader_parts parts = parts_of(reader);
    ink_map map;
    const ink_picture picture = page_of(rgba, width, height, &request->region);
    if (picture.region.width == 0) return finish_reading(out, LENET5_BAD_ARGUMENT);
    look_at_page(context, &picture, parts.page, &map);
    const cells_reader cells = reader_of_cells(net, context, &parts);
    if (!page_read_boxes(&cells, &map, request, parts.page, out)) {
        const page_cleared cleared = page_clear(parts.page, context->map, request, &map);
        read_line(network_in(net), &net->rule, &map, request, parts.read, out);
        if (cleared.cancelled > 0 && out->status == LENET5_BLANK) out->status = LENET5_CANCELLED;
        page_doubt(&cells, &map, context->map, request, &cleared, parts.page, out);
    }
    const frame to = frame_of_page(&picture, map.shrink);
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
    const reader_parts parts = parts_of(reader);
    if (!render_lines(points, count, context->map, parts.stroke, &map, &drawn))
        return finish_reading(out, LENET5_NO_MEMORY);
    read_line(network_in(net), &net->rule, &map, request, parts.read, out);
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
    read_sweep_image(&map, line, parts_of(reader).read, out);
    if (out->width == 0) return (lenet5_status)(out->status = out->line >= 0 ? LENET5_TOO_LONG : LENET5_BLANK);
    out->places = sweep_places(out->width);
    network_sweep(network_in(net), context->network, out->picture, out->width, &context->activations, out->logits);
    return LENET5_OK;
}

lenet5_status lenet5_read_cells(const lenet5 *net, lenet5_context *context, lenet5_reader *reader, const uint8_t *rgba,
                                int width, int height, const lenet5_box *region, lenet5_table *out) {
    static const lenet5_box WHOLE = {0, 0, 0, 0};
    if (out == NULL) return LENET5_BAD_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (net == NULL || context == NULL || reader == NULL || !arguments_are_picture(rgba, width, height))
        return (lenet5_status)(out->status = LENET5_BAD_ARGUMENT);
    if (!context_holds(context, width, height)) return (lenet5_status)(out->status = LENET5_NO_MEMORY);
    const reader_parts parts = parts_of(reader);
    ink_map map;
    const ink_picture picture = page_of(rgba, width, height, region != NULL ? region : &WHOLE);
    if (picture.region.width == 0) return (lenet5_status)(out->status = LENET5_BAD_ARGUMENT);
    look_at_page(context, &picture, parts.page, &map);
    const cells_reader cells = reader_of_cells(net, context, &parts);
    page_read_cells(&cells, &map, parts.page, out);
    const frame to = frame_of_page(&picture, map.shrink);
    for (int i = 0; i < out->cells; i++) out->cell[i].box = frame_box(&to, out->cell[i].box);
    return (lenet5_status)out->status;
}
