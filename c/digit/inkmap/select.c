/* Which components form the one digit: a main one, and what belongs to it. */
#include <string.h>

#include "scratch.h"
#include "tuning.h"

static int longer_side(pixel_box box) { return int_max(box.width, box.height); }

static int touches_side(const ink_map *map, pixel_box box) { return box.x == 0 || box.x + box.width == map->width; }

static int touches_border(const ink_map *map, pixel_box box) {
    return touches_side(map, box) || box.y == 0 || box.y + box.height == map->height;
}

/* How many of the picture's border pixels each component holds. */
static void count_border(const ink_map *map, int32_t *held) {
    memset(held, 0, (size_t)map->components * sizeof *held);
    for (int y = 0; y < map->height; y++) {
        const int step = y == 0 || y == map->height - 1 || map->width == 1 ? 1 : map->width - 1;
        for (int x = 0; x < map->width; x += step) {
            const int label = map->label[(size_t)y * (size_t)map->width + (size_t)x];
            if (label != 0) held[label - 1]++;
        }
    }
}

/* A hand or the edge of a table: solid, and along the border for half the picture's side. */
static int is_surroundings(const ink_map *map, const ink_component *part, int held) {
    return exceeds(held, SURROUNDINGS_BORDER, int_min(map->width, map->height)) &&
           exceeds(part->area, SURROUNDINGS_FILL, part->box.width * part->box.height);
}

/* The heaviest component is the main one. But a component clear of the border is preferred to a heavier one that
 * touches it if it has a third of its mass, and to surroundings if it is not a speck. */
static int find_main(const ink_map *map, const int32_t *held) {
    int free = -1, touching = -1;
    for (int i = 0; i < map->components; i++) {
        int *best = touches_border(map, map->component[i].box) ? &touching : &free;
        if (*best < 0 || map->component[i].mass > map->component[*best].mass) *best = i;
    }
    if (free < 0 || touching < 0) return free < 0 ? touching : free;
    const ink_component *inner = &map->component[free], *outer = &map->component[touching];
    if (mass_exceeds(inner->mass, INNER_MASS, outer->mass)) return free;
    const int of_size = exceeds(longer_side(inner->box), INNER_SIDE, int_min(map->width, map->height));
    return is_surroundings(map, outer, held[touching]) && of_size ? free : touching;
}

/* The bar of a 5 or 7 that does not touch its body: flat, on top, reaching over the middle. */
static int is_bar(const ink_component *part, const ink_component *body) {
    const pixel_box bar = part->box, box = body->box;
    return exceeds(bar.width, BAR_ASPECT, bar.height) && !reaches(bar.y + bar.height - box.y, BAR_DEPTH, box.height) &&
           exceeds(span_overlap(bar.x, bar.width, box.x, box.width), BAR_COVER, box.width) &&
           mass_exceeds(part->mass, BAR_MASS, body->mass);
}

/* A neighbouring digit's ink, cut off by the picture's left or right side: lighter than the body, and beside it. */
static int is_neighbour(const ink_map *map, const ink_component *part, const ink_component *body) {
    const int shared = span_overlap(part->box.x, part->box.width, body->box.x, body->box.width);
    const int is_beside = !reaches(shared, NEIGHBOUR_COVER, body->box.width);
    return touches_side(map, part->box) && mass_is_below(part->mass, NEIGHBOUR_MASS, body->mass) && is_beside;
}

/* A piece of the rule that the digit stands on: flat, through the picture's side, at the body's foot or under it. */
static int is_rule_at_foot(const ink_map *map, pixel_box part, pixel_box body) {
    return touches_side(map, part) && exceeds(part.width, FOOT_ASPECT, part.height) &&
           exceeds(part.y - body.y, FOOT_DEPTH, body.height);
}

static int is_above_or_below(pixel_box part, pixel_box body) {
    return exceeds(span_overlap(part.x, part.width, body.x, body.width), ABOVE_COVER, part.width);
}

static int is_dot(const ink_component *part, const ink_component *body) {
    return !reaches(longer_side(part->box), DOT_SIDE, longer_side(body->box)) &&
           mass_is_below(part->mass, DOT_MASS, body->mass);
}

/* body: what has been chosen so far. */
static int belongs(const ink_map *map, const ink_component *part, const ink_component *body) {
    const int across = span_gap(part->box.x, part->box.width, body->box.x, body->box.width);
    const int down = span_gap(part->box.y, part->box.height, body->box.y, body->box.height);
    const int near = share_of(NEAR_SIDE, longer_side(body->box));
    if (across > near || down > near) return 0;
    if (is_bar(part, body)) return 1;
    if (is_neighbour(map, part, body) || is_rule_at_foot(map, part->box, body->box)) return 0;
    return !is_dot(part, body);
}

/* Dots beside a digit, and in it, may be there by accident or as zeros have them. */
static int is_more_than_dot(const ink_component *part, const ink_component *body) {
    const int is_apart = span_gap(part->box.y, part->box.height, body->box.y, body->box.height) > 0;
    return !is_dot(part, body) || (is_apart && is_above_or_below(part->box, body->box));
}

static int any_more_than_dots(const ink_map *map, const int32_t *keep, const ink_component *body) {
    for (int i = 0; i < map->components; i++)
        if (!keep[i] && is_more_than_dot(&map->component[i], body)) return 1;
    return 0;
}

/* By the runs that labelling left, so that the work is in proportion to the ink. */
static void remove_others(ink_map *map, const inkmap_scratch *scratch, const int32_t *keep) {
    for (int y = 0; y < map->height; y++) {
        const size_t row = (size_t)y * (size_t)map->width;
        for (int32_t i = scratch->row_start[y]; i < scratch->row_start[y + 1]; i++) {
            const ink_run run = scratch->run[i];
            const size_t at = row + (size_t)run.start, length = (size_t)(run.end - run.start);
            if (map->label[at] == 0 || keep[map->label[at] - 1]) continue;
            memset(map->label + at, 0, length * sizeof *map->label);
            memset(map->ink + at, 0, length);
        }
    }
}

pixel_box ink_choose_digit(ink_map *map, inkmap_scratch *scratch) {
    if (map->components == 0) return (pixel_box){0, 0, 0, 0};
    int32_t *held = scratch->number, *keep = scratch->number;
    count_border(map, held);
    const int main_part = find_main(map, held);
    ink_component body = map->component[main_part];
    memset(keep, 0, (size_t)map->components * sizeof *keep);
    keep[main_part] = 1;
    for (int round = 0; round < SELECT_ROUNDS; round++) {
        const ink_component before = body;
        for (int i = 0; i < map->components; i++) {
            const ink_component *part = &map->component[i];
            if (keep[i] || (round > 0 && !is_above_or_below(part->box, before.box))) continue;
            keep[i] = belongs(map, part, &before);
            if (keep[i]) body.box = box_united(body.box, part->box);
        }
    }
    map->left_out = any_more_than_dots(map, keep, &body);
    remove_others(map, scratch, keep);
    return body.box;
}
