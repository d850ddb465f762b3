/* How high the writing is, by what is surely no rule and no hole. */
#include "steps.h"
#include "tuning.h"

/* Whether a component is long and narrow, as no sign that is written is. */
static int is_stripe(const ink_map *map, pixel_box box) {
    const int longer = int_max(box.width, box.height), shorter = int_min(box.width, box.height);
    return exceeds(longer, CLEAR_STRIPE, shorter) &&
           exceeds(longer, CLEAR_STRIPE_SIDE, int_max(map->width, map->height));
}

/* Whether it is long and cut off by the picture's border, as what lies around the paper is. */
static int is_cut_off(const ink_map *map, pixel_box box) {
    const int is_cut = box.x == 0 || box.y == 0 || box.x + box.width == map->width || box.y + box.height == map->height;
    return is_cut && exceeds(int_max(box.width, box.height), CLEAR_STRIPE_SIDE, int_max(map->width, map->height));
}

static int is_hole(const ink_component *part) {
    const int longer = int_max(part->box.width, part->box.height), shorter = int_min(part->box.width, part->box.height);
    return shorter >= CLEAR_HOLE && !exceeds(longer, CLEAR_HOLE_ASPECT, shorter) &&
           exceeds(part->area, CLEAR_HOLE_FILL, part->box.width * part->box.height);
}

/* What a component counts for: of the ink in lines of the same length, that of the higher writing counts for more. */
static int64_t weight_of(const clear_state *s, int i, int with_cut_off) {
    const ink_component *part = &s->map->component[i];
    if (s->drop[i] || is_stripe(s->map, part->box)) return 0;
    return with_cut_off || !is_cut_off(s->map, part->box) ? part->mass * part->box.height : 0;
}

/* The height that half of the writing is lower than; 0 where there is none. */
static int middle_height(const clear_state *s, int with_cut_off) {
    const ink_map *map = s->map;
    int64_t total = 0, below = 0;
    for (int i = 0; i < map->components; i++) total += weight_of(s, i, with_cut_off);
    for (int height = 1; height <= map->height && total > 0; height++) {
        for (int i = 0; i < map->components; i++)
            if (map->component[i].box.height == height) below += weight_of(s, i, with_cut_off);
        if (2 * below >= total) return height;
    }
    return 0;
}

void clear_measure(clear_state *s) {
    for (int i = 0; i < s->map->components; i++) {
        s->drop[i] = (uint8_t)is_hole(&s->map->component[i]);
        s->taken += s->drop[i];
    }
    s->height = middle_height(s, 0);
    if (s->height == 0) s->height = middle_height(s, 1);
}
