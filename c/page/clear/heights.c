/* How high the writing is, by what is surely no rule and no hole. */
#include "steps.h"
#include "tuning.h"

/* Whether a component is long and narrow, as no sign that is written is, or long and cut off by the picture's border. */
static int is_stripe(const ink_map *map, pixel_box box) {
    const int longer = int_max(box.width, box.height), shorter = int_min(box.width, box.height);
    const int is_cut = box.x == 0 || box.y == 0 || box.x + box.width == map->width || box.y + box.height == map->height;
    return (is_cut || exceeds(longer, CLEAR_STRIPE, shorter)) &&
           exceeds(longer, CLEAR_STRIPE_SIDE, int_max(map->width, map->height));
}

static int is_hole(const ink_component *part) {
    const int longer = int_max(part->box.width, part->box.height), shorter = int_min(part->box.width, part->box.height);
    return shorter >= CLEAR_HOLE && !exceeds(longer, CLEAR_HOLE_ASPECT, shorter) &&
           exceeds(part->area, CLEAR_HOLE_FILL, part->box.width * part->box.height);
}

void clear_measure(clear_state *s) {
    const ink_map *map = s->map;
    int64_t total = 0, below = 0;
    for (int i = 0; i < map->components; i++) {
        s->drop[i] = (uint8_t)is_hole(&map->component[i]);
        s->taken += s->drop[i];
        if (!s->drop[i] && !is_stripe(map, map->component[i].box)) total += map->component[i].mass;
    }
    for (int height = 1; height <= map->height && s->height == 0; height++) {
        for (int i = 0; i < map->components; i++)
            if (!s->drop[i] && !is_stripe(map, map->component[i].box) && map->component[i].box.height == height)
                below += map->component[i].mass;
        if (total > 0 && 2 * below >= total) s->height = height;
    }
}
