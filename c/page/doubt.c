/* What makes an answer doubtful: small type beside it, a digit that went with what is crossed out or that lies along the
 * picture's side; a page that lies on its side, whose digits stand below each other, so that what is one of several lines is
 * read as a part of a row too; a page that is read better upside down. */
#include <string.h>

#include "page.h"
#include "tuning.h"

_Static_assert(INK_MAX_PIXELS <= sizeof((page_rules *)0)->place, "a plane fits the memory of the rules");

/* Turns the map's ink by a quarter, clockwise, and labels it. */
static void turn(page *p, inkmap_scratch *scratch, ink_map *map) {
    uint8_t *before = (uint8_t *)p->rules.place; /* the rules are no longer needed */
    const int wide = map->height, high = map->width, shrink = map->shrink;
    memcpy(before, map->ink, (size_t)wide * (size_t)high);
    uint8_t *ink = ink_pixels(scratch);
    for (int y = 0; y < high; y++)
        for (int x = 0; x < wide; x++) ink[y * wide + x] = before[(wide - 1 - x) * high + y];
    ink_label(scratch, wide, high, map);
    map->shrink = shrink;
}

static void lower(lenet5_reading *out, float by) {
    read_lower(out, by);
    if (out->status == LENET5_OK && out->confidence < PAGE_LEAST_CONFIDENCE) out->status = LENET5_UNCERTAIN;
}

/* A single digit, or one that lies and is read as two, while there are other lines. */
static int may_lie_sideways(const lenet5_reading *out) {
    return out->lines > 1 && (out->length == 1 || (out->length <= PAGE_PARTS &&
                                                   !exceeds(out->box.width, PAGE_PARTS_WIDE, out->box.height)));
}

/* Whether some digit is none when it stands on its head. */
static int has_feet(const lenet5_reading *reading) {
    static const uint8_t STANDS[LENET5_CLASSES] = {0, 0, 1, 1, 1, 1, 0, 1, 0, 0};
    int feet = 0;
    for (int i = 0; i < reading->length; i++) feet |= STANDS[reading->character[i].digit];
    return feet;
}

/* Reads the line of an answer, or what stands in its place when the page is turned by so many quarters, into p->reading.
 * Returns whether that makes the answer doubtful. */
static int is_doubtful(const cells_reader *reader, const ink_map *map, const lenet5_request *request, int quarter,
                       const lenet5_reading *out, page *p) {
    lenet5_request turned = *request;
    const lenet5_reading *other = &p->reading;
    if (quarter == 2) turned.line = 0; /* the only one */
    read_line(reader->net, reader->rule, map, &turned, reader->read, &p->reading);
    if (quarter == 2)
        return other->status == LENET5_OK && other->length >= out->length && has_feet(other) &&
               1 - other->confidence < PAGE_SURER * (1 - out->confidence);
    return other->length > out->length && other->confidence >= PAGE_TURNED;
}

/* Whether what was crossed out stands on the answer's line, as near as its next digit. */
static int is_beside(pixel_box gone, lenet5_box box) {
    const int gap = span_gap(gone.x, gone.width, box.x, box.width);
    return gone.width > 0 && gap <= box.height && 2 * span_overlap(gone.y, gone.height, box.y, box.height) > box.height;
}

/* Whether what was crossed out reaches over the columns and the rows of the answer, as a crease does that joins the number's
 * other digits. */
static int is_around(pixel_box gone, lenet5_box box) {
    return gone.width > 0 && spans_meet(gone.x, gone.width, box.x, box.width) &&
           spans_meet(gone.y, gone.height, box.y, box.height);
}

/* Whether a character's ink lies along one of the map's columns, which its box reaches. */
static int lies_along(const ink_map *map, const lenet5_box *box, int column) {
    const int from = int_max(box->y, 0), to = int_min(box->y + box->height, map->height);
    int along = 0;
    if (box->x > column || box->x + box->width <= column) return 0;
    for (int y = from; y < to; y++) along += map->ink[y * map->width + column] >= PAGE_INK;
    return exceeds(along, PAGE_CUT_SIDE, to - from);
}

/* Whether the first or the last digit lies along the picture's side, as the edge of something does or what was cut
 * through; of a picture that was cut to its ink, both ends reach the sides. */
static int is_cut(const ink_map *map, const lenet5_reading *out) {
    const int at_left = out->box.x <= 0, at_right = out->box.x + out->box.width >= map->width;
    if (at_left == at_right) return 0;
    const lenet5_box *box = &out->character[at_left ? 0 : out->length - 1].box;
    return lies_along(map, box, at_left ? 0 : map->width - 1);
}

void page_doubt(const cells_reader *reader, ink_map *map, inkmap_scratch *scratch, const lenet5_request *request,
                const page_cleared *cleared, page *p, lenet5_reading *out) {
    if (out->status != LENET5_OK || request->line >= 0) return;
    const int cut = is_cut(map, out), sideways = may_lie_sideways(out);
    const int upside_down = page_is_of_digits(request) && out->lines == 1 && out->confidence < PAGE_SURE;
    for (int quarter = 1; quarter < 4 && (sideways || upside_down); quarter++) {
        turn(p, scratch, map);
        if (!(quarter == 2 ? upside_down : sideways) || !is_doubtful(reader, map, request, quarter, out, p)) continue;
        lower(out, PAGE_TURNED);
        return;
    }
    if (cut || is_beside(cleared->joined, out->box) || is_around(cleared->crossed, out->box)) lower(out, PAGE_DOUBTED);
    if (cleared->type > 0 && out->confidence > PAGE_BESIDE_TYPE) lower(out, PAGE_BESIDE_TYPE / out->confidence);
}
