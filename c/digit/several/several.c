/* Components and cuts → parts that are read. */
#include "several.h"

#include "../../base/maths/maths.h"
#include "../inkmap/scratch.h"
#include "tuning.h"

/* Components in the order of their middles, left to right. */
typedef struct row {
    const ink_map *map;
    int count;
    uint16_t label[SEVERAL_COMPONENTS];
} row;

/* Of the row's components first … last − 1, what is left (or, where side is 1, right) of a line: all where side is 0.
 * The line: x = at + slope · y, in pixels. */
typedef struct part {
    int first, last, side;
    float at, slope;
} part;

static int middle_of(pixel_box box) { return 2 * box.x + box.width; }

static int find_row(const ink_map *map, row *r) {
    int highest = 0;
    for (int i = 0; i < map->components; i++) highest = int_max(highest, map->component[i].box.height);
    *r = (row){.map = map};
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        if (!reaches(int_max(box.height, box.width), PART_SIDE, highest)) continue;
        if (r->count == SEVERAL_COMPONENTS) return 0;
        int k = r->count++;
        for (; k > 0 && middle_of(map->component[r->label[k - 1] - 1].box) > middle_of(box); k--)
            r->label[k] = r->label[k - 1];
        r->label[k] = (uint16_t)(i + 1);
    }
    return r->count;
}

static pixel_box box_of(const row *r, int first, int last) {
    pixel_box box = r->map->component[r->label[first] - 1].box;
    for (int i = first + 1; i < last; i++) box = box_united(box, r->map->component[r->label[i] - 1].box);
    return box;
}

static int holds(const row *r, const part *p, int label) {
    for (int i = p->first; i < p->last; i++) {
        if (r->label[i] == label) return 1;
    }
    return 0;
}

/* The part's ink to the scratch's spare plane, which lies as the map does; its box, of width 0 when it has none. */
static pixel_box isolate(const row *r, const part *p, pixel_box all, uint8_t *plane) {
    const ink_map *map = r->map;
    int left = map->width, right = 0, top = map->height, bottom = 0;
    for (int y = all.y; y < all.y + all.height; y++) {
        const int line = (int)(p->at + p->slope * (float)(y - all.y));
        for (int x = all.x; x < all.x + all.width; x++) {
            const size_t at = (size_t)y * (size_t)map->width + (size_t)x;
            const int is_side = p->side == 0 || (p->side > 0) == (x >= line);
            plane[at] = is_side && map->label[at] != 0 && holds(r, p, map->label[at]) ? map->ink[at] : 0;
            if (plane[at] == 0) continue;
            left = int_min(left, x), right = int_max(right, x + 1), top = int_min(top, y), bottom = y + 1;
        }
    }
    return (pixel_box){left, top, int_max(right - left, 0), int_max(bottom - top, 0)};
}

static float read_part(const row *r, const part *p, const several_reader *reader, pixel_box *box) {
    uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE], input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    float logits[LENET5_CLASSES], sum = 0.0F, peak;
    uint8_t *plane = reader->map->part;
    *box = isolate(r, p, box_of(r, p->first, p->last), plane);
    if (box->width == 0) return -1e9F;
    normalise_digit(plane, r->map->width, *box, reader->normalise, picture);
    network_frame(picture, input);
    network_logits(reader->net, reader->network, input, logits);
    peak = logits[0];
    for (int i = 1; i < LENET5_CLASSES; i++) peak = float_max(peak, logits[i]);
    for (int i = 0; i < LENET5_CLASSES; i++) sum += maths_exp(logits[i] - peak);
    return peak + maths_log(sum);
}

static float least_of(float a, float b) { return a < b ? a : b; }

/* Between components: those up to k, and those from k on. */
static void try_gap(const row *r, int k, const several_reader *reader, several_parts *found) {
    pixel_box left, right;
    const float a = read_part(r, &(part){0, k, 0, 0, 0}, reader, &left);
    const float b = read_part(r, &(part){k, r->count, 0, 0, 0}, reader, &right);
    const int high = int_max(left.height, right.height), low = int_min(left.height, right.height);
    if (!reaches(low, PART_HEIGHT, high)) return;
    if (found->parts == 0 || least_of(a, b) > found->least) *found = (several_parts){.parts = 2, .least = least_of(a, b)};
}

several_parts several_find(const ink_map *map, const several_reader *reader) {
    several_parts found = {0};
    row r;
    const int count = find_row(map, &r);
    for (int k = 1; k < count; k++) try_gap(&r, k, reader, &found);
    if (found.parts > 0) found.together = read_part(&r, &(part){0, count, 0, 0, 0}, reader, &found.box);
    return found;
}

int several_are_digits(const several_parts *parts, float threshold) {
    return parts->parts > 1 && parts->least >= threshold && parts->together < parts->least + WHOLE_AHEAD;
}
