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

/* What a component counts for: of the ink in lines of the same length, that of the higher writing counts for more. */
static int64_t weight_of(const clear_state *s, int i) {
    const ink_component *part = &s->map->component[i];
    return s->drop[i] || is_stripe(s->map, part->box) ? 0 : part->mass * part->box.height;
}

void clear_measure(clear_state *s) {
    const ink_map *map = s->map;
    int64_t total = 0, below = 0;
    for (int i = 0; i < map->components; i++) {
        s->drop[i] = (uint8_t)is_hole(&map->component[i]);
        s->taken += s->drop[i];
        total += weight_of(s, i);
    }
    for (int height = 1; height <= map->height && s->height == 0; height++) {
        for (int i = 0; i < map->components; i++)
            if (map->component[i].box.height == height) below += weight_of(s, i);
        if (total > 0 && 2 * below >= total) s->height = height;
    }
}
