/* The steps of clearing a map, in their order. */
#include "clear.h"

#include <string.h>

#include "../../digit/around/around.h"
#include "steps.h"

/* Takes the dropped components' ink, and labels the rest, where there is less ink than before. */
static void take_out(clear_state *s, inkmap_scratch *scratch) {
    ink_map *map = s->map;
    const int shrink = map->shrink;
    if (s->taken == 0) return;
    for (size_t i = 0; i < (size_t)map->width * (size_t)map->height; i++)
        if (map->label[i] > 0 && s->drop[map->label[i] - 1]) map->ink[i] = 0;
    ink_label(scratch, map->width, map->height, map);
    map->shrink = shrink;
    memset(s->drop, 0, CLEAR_COMPONENTS);
    s->taken = 0;
}

void clear_map(ink_map *map, inkmap_scratch *scratch, const page_rules *rules, page_cleared *out) {
    uint8_t drop[CLEAR_COMPONENTS] = {0};
    clear_state s = {map, rules, 0, 0, drop, out};
    *out = (page_cleared){0};
    if (map->components == 0 || map->components > CLEAR_COMPONENTS) return;
    clear_measure(&s);
    if (s.height == 0) return;
    clear_type(&s);
    clear_rules(&s);
    take_out(&s, scratch);
    if (map->components > CLEAR_COMPONENTS) return;
    clear_stripes(&s);
    take_out(&s, scratch);
    around_remove(map, scratch, AROUND_NUMBER); /* of what no line joins any more */
}
