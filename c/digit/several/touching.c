/* Digits that touch: straight cuts through little ink. */
#include "part.h"
#include "tuning.h"

typedef struct place {
    cut line;
    int ink;    /* on the line; −1: the place is taken */
    int joints; /* strokes that it cuts */
} place;

static place look_along(const ink_map *map, pixel_box box, cut line) {
    place seen = {line, 0, 0};
    int before = 0;
    for (int row = 0; row < box.height; row++) {
        const int column = (int)(line.at + line.slope * (float)row);
        if (column < 0 || column >= box.width) continue;
        const int ink = map->ink[(size_t)(box.y + row) * (size_t)map->width + (size_t)(box.x + column)];
        seen.ink += ink;
        seen.joints += ink >= JOINT_INK && before < JOINT_INK;
        before = ink;
    }
    return seen;
}

/* The line with the least ink through a place half-way down. */
static place best_through(const ink_map *map, pixel_box box, float middle) {
    static const float SLOPE[] = {0.0F, -0.2F, 0.2F, -0.4F, 0.4F};
    place best = {{0}, -1, 0};
    for (int i = 0; i < (int)(sizeof SLOPE / sizeof *SLOPE); i++) {
        const cut line = {middle - SLOPE[i] * 0.5F * (float)box.height, SLOPE[i]};
        const place seen = look_along(map, box, line);
        if (best.ink < 0 || seen.ink < best.ink) best = seen;
    }
    return best;
}

/* The best places that are no neighbours, the one with the least ink first. */
static int find_cuts(const ink_map *map, pixel_box box, place list[CUTS]) {
    place all[CUT_PLACES];
    int count = 0;
    for (int i = 0; i < CUT_PLACES; i++) {
        const float along = CUT_FIRST + (1.0F - 2.0F * CUT_FIRST) * (float)i / (float)(CUT_PLACES - 1);
        all[i] = best_through(map, box, along * (float)box.width);
        if (all[i].joints > MOST_JOINTS || exceeds(all[i].ink, CUT_INK, 255 * box.height))
            all[i].ink = -1; /* no two digits touch so often or so much */
    }
    while (count < CUTS) {
        int best = -1;
        for (int i = 0; i < CUT_PLACES; i++) {
            if (all[i].ink >= 0 && (best < 0 || all[i].ink < all[best].ink)) best = i;
        }
        if (best < 0) break;
        list[count++] = all[best];
        for (int i = int_max(best - 1, 0); i <= int_min(best + 1, CUT_PLACES - 1); i++) all[i].ink = -1;
    }
    return count;
}

several_parts several_touching(const ink_map *map, pixel_box box, float together, const several_reader *reader) {
    several_parts found = {.is_cut = 1, .together = together, .box = box};
    if (!exceeds(box.width, CUT_ASPECT, box.height)) return found;
    place list[CUTS];
    const int cuts = find_cuts(map, box, list);
    for (int i = 0; i < cuts; i++) {
        pixel_box first, second;
        ink_part left = {.box = box, .side = PART_LEFT, .line = list[i].line}, right = left;
        right.side = PART_RIGHT;
        const float a = part_read(map, &left, reader, &first), b = part_read(map, &right, reader, &second);
        if (part_is_as_high(first, second)) part_compare(&found, a, b);
    }
    return found;
}
