/* How high the writing is, and how wide its strokes, by what is surely no rule. */
#include "steps.h"
#include "tuning.h"

/* Counts twice the steps between ink and paper of half ink: the perimeter is about π/4 of them. */
static int stroke_of(const ink_map *map) {
    enum { HALF = 128, TWO_BY_PI_4 = 41 /* 16 · 2 / (π/4) */ };
    int64_t area = 0, steps = 1;
    for (int y = 0; y + 1 < map->height; y++) {
        for (int x = 0; x + 1 < map->width; x++) {
            const uint8_t *ink = &map->ink[y * map->width + x];
            area += *ink >= HALF;
            steps += (*ink >= HALF) != (ink[1] >= HALF);
            steps += (*ink >= HALF) != (ink[map->width] >= HALF);
        }
    }
    return (int)(area * TWO_BY_PI_4 / steps);
}

int clear_is_hole(const clear_state *s, const ink_component *part) {
    const int longer = int_max(part->box.width, part->box.height), shorter = int_min(part->box.width, part->box.height);
    return !exceeds(longer, CLEAR_HOLE_ASPECT, shorter) &&
           exceeds(part->area, CLEAR_HOLE_FILL, part->box.width * part->box.height) &&
           exceeds(16 * shorter, CLEAR_HOLE_STROKES, s->stroke);
}

/* The label under a rule's middle, 0 for none. */
static int label_under(const ink_map *map, const page_rules *rules, const page_rule *rule) {
    const int along = (rule->first + rule->last) / 2, across = rule_twice_at(rules, rule, along) / 2;
    return rule->upright ? map->label[along * map->width + across] : map->label[across * map->width + along];
}

/* Marks components that are mostly a long rule. */
static void mark_rules(clear_state *s) {
    const int side = int_max(s->map->width, s->map->height);
    for (int axis = 0; axis < 2; axis++) {
        for (int i = 0; i < s->rules->count[axis]; i++) {
            const page_rule *rule = &s->rules->rule[axis][i];
            const int length = rule_length(rule), label = label_under(s->map, s->rules, rule);
            if (label == 0 || !exceeds(length, CLEAR_RULE_SIDE, side)) continue;
            const int64_t mass = (int64_t)((float)length * rule->thickness * 255);
            if (mass_exceeds(mass, CLEAR_RULE_INK, s->map->component[label - 1].mass)) s->drop[label - 1] = 1;
        }
    }
}

/* Whether a component is long and narrow, as no sign that is written is; at the picture's border it may be broader, with
 * what it is joined to. */
static int is_stripe(const ink_map *map, pixel_box box) {
    const int longer = int_max(box.width, box.height), shorter = int_min(box.width, box.height);
    const int side = box.height > box.width ? map->height : map->width, across = map->width + map->height - side;
    if (clear_touches_border(map, box) && exceeds(longer, CLEAR_BORDER_LENGTH, side) &&
        !exceeds(shorter, CLEAR_BORDER_BREADTH, across))
        return 1;
    return exceeds(longer, CLEAR_STRIPE, shorter) && exceeds(longer, CLEAR_RULE_SIDE, int_max(map->width, map->height));
}

void clear_measure(clear_state *s) {
    const ink_map *map = s->map;
    int64_t total = 0, below = 0;
    s->stroke = stroke_of(map);
    mark_rules(s);
    for (int i = 0; i < map->components; i++) {
        s->drop[i] |= (uint8_t)(clear_is_hole(s, &map->component[i]) || is_stripe(map, map->component[i].box));
        if (!s->drop[i]) total += map->component[i].mass;
    }
    for (int height = 1; height <= map->height && s->height == 0; height++) {
        for (int i = 0; i < map->components; i++)
            if (!s->drop[i] && map->component[i].box.height == height) below += map->component[i].mass;
        if (total > 0 && 2 * below >= total) s->height = height;
    }
    for (int i = 0; i < map->components; i++) s->drop[i] = 0;
}
