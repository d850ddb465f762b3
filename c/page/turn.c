/* A page that lies on its side: its digits stand below each other, so that what is one of several lines is read as a part
 * of a row too, and refused where there is one. */
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

void page_doubt_turned(const cells_reader *reader, ink_map *map, inkmap_scratch *scratch, const lenet5_request *request,
                       page *p, lenet5_reading *out) {
    if (out->status != LENET5_OK || request->line >= 0 || out->lines == 1 || out->length > 1) return;
    for (int quarter = 1; quarter < 4; quarter++) {
        turn(p, scratch, map);
        if (quarter == 2) continue;
        read_line(reader->net, reader->rule, map, request, reader->read, &p->reading);
        if (p->reading.length == 1 || p->reading.confidence < PAGE_TURNED) continue;
        out->status = LENET5_UNCERTAIN;
        out->confidence *= PAGE_TURNED;
        for (int i = 0; i < out->alternatives; i++) out->alternative[i].confidence *= PAGE_TURNED;
        return;
    }
}
