/* Components side by side: between which of them one digit may end and the next begin. */
#include "../../base/maths/maths.h"
#include "../../base/share.h"
#include "part.h"
#include "tuning.h"

/* In the order of their middles, left to right. */
typedef struct row {
    int count;
    uint16_t label[SEVERAL_COMPONENTS];
} row;

static int middle_of(pixel_box box) { return 2 * box.x + box.width; }

/* Ink that the picture's side cuts off, lighter than half of the heaviest: a neighbour's. */
static int is_cut_off(const ink_map *map, const ink_component *part, int64_t heaviest) {
    const int at_side = part->box.x == 0 || part->box.x + part->box.width == map->width;
    return at_side && mass_is_below(part->mass, CUT_OFF_MASS, heaviest);
}

/* All but specks and what is cut off; none where there are too many. */
static row find_row(const ink_map *map) {
    int highest = 0;
    int64_t heaviest = 0;
    row r = {0};
    for (int i = 0; i < map->components; i++) {
        highest = int_max(highest, map->component[i].box.height);
        if (map->component[i].mass > heaviest) heaviest = map->component[i].mass;
    }
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        if (!reaches(int_max(box.height, box.width), PART_SIDE, highest)) continue;
        if (is_cut_off(map, &map->component[i], heaviest)) continue;
        if (r.count == SEVERAL_COMPONENTS) return (row){0};
        int k = r.count++;
        for (; k > 0 && middle_of(map->component[r.label[k - 1] - 1].box) > middle_of(box); k--)
            r.label[k] = r.label[k - 1];
        r.label[k] = (uint16_t)(i + 1);
    }
    return r;
}

/* Components first … last − 1. */
static ink_part part_of(const ink_map *map, const row *r, int first, int last) {
    pixel_box box = map->component[r->label[first] - 1].box;
    for (int i = first + 1; i < last; i++) box = box_united(box, map->component[r->label[i] - 1].box);
    return (ink_part){.label = r->label + first, .labels = last - first, .box = box};
}

several_parts several_beside(const ink_map *map, const several_reader *reader) {
    several_parts found = {0};
    const row r = find_row(map);
    for (int k = 1; k < r.count; k++) {
        pixel_box left, right;
        const ink_part before = part_of(map, &r, 0, k), behind = part_of(map, &r, k, r.count);
        const float a = part_read(map, &before, reader, &left), b = part_read(map, &behind, reader, &right);
        if (part_is_as_high(left, right)) part_compare(&found, a, b);
    }
    if (found.parts == 0) return found;
    const ink_part all = part_of(map, &r, 0, r.count);
    found.together = part_read(map, &all, reader, &found.box);
    return found;
}

int several_are_digits(const several_parts *parts, float threshold) {
    const float ahead = parts->is_cut ? CUT_AHEAD : WHOLE_AHEAD;
    return parts->parts > 1 && parts->least >= threshold && parts->together < parts->least + ahead;
}

/* A digit beside something as high that may be one. */
static int is_company(const several_parts *parts, float threshold) {
    return !parts->is_cut && parts->most >= threshold && parts->least >= threshold - COMPANY_BELOW &&
           parts->together < parts->most;
}

float several_doubt(const several_parts *parts, float threshold) {
    if (parts->parts < 2) return 0.0F;
    if (parts->least < threshold) return is_company(parts, threshold) ? COMPANY_DOUBT : 0.0F;
    return 1.0F / (1.0F + maths_exp(parts->together - parts->least + DOUBT_AHEAD));
}
