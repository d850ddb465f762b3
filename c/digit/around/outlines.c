/* Components that enclose another one: it lies within their box, clear of their ink, which runs along two sides or more. */
#include "steps.h"

static int has_ink(const ink_map *map, int n, pixel_box in) {
    for (int y = in.y; y < in.y + in.height; y++) {
        const uint16_t *label = map->label + (size_t)y * (size_t)map->width;
        for (int x = in.x; x < in.x + in.width; x++) {
            if (label[x] == n) return 1;
        }
    }
    return 0;
}

static int ink_within(const ink_map *map, int n, pixel_box in) {
    int count = 0;
    for (int y = in.y; y < in.y + in.height; y++) {
        const uint16_t *label = map->label + (size_t)y * (size_t)map->width;
        for (int x = in.x; x < in.x + in.width; x++) count += label[x] == n;
    }
    return count;
}

/* How many of the inner box's rows (or columns) have component n's ink on each of two sides. */
static int sides_along(const ink_map *map, int n, pixel_box outer, pixel_box inner) {
    const int right = outer.x + outer.width, bottom = outer.y + outer.height;
    const int inner_right = inner.x + inner.width, inner_bottom = inner.y + inner.height;
    int before = 0, behind = 0, above = 0, below = 0;
    for (int y = inner.y; y < inner_bottom; y++) {
        before += has_ink(map, n, (pixel_box){outer.x, y, inner.x - outer.x, 1});
        behind += has_ink(map, n, (pixel_box){inner_right, y, right - inner_right, 1});
    }
    for (int x = inner.x; x < inner_right; x++) {
        above += has_ink(map, n, (pixel_box){x, outer.y, 1, inner.y - outer.y});
        below += has_ink(map, n, (pixel_box){x, inner_bottom, 1, bottom - inner_bottom});
    }
    return reaches(before, OUTLINE_ALONG, inner.height) + reaches(behind, OUTLINE_ALONG, inner.height) +
           reaches(above, OUTLINE_ALONG, inner.width) + reaches(below, OUTLINE_ALONG, inner.width);
}

/* The slash of a 0 that doesn't touch it: from one corner towards the other, nothing in the other two. */
static int is_slash(const ink_map *map, int n, pixel_box outer, pixel_box inner) {
    if (exceeds(outer.width, ZERO_ASPECT, outer.height)) return 0;
    if (!exceeds(inner.width, SLASH_SPAN, outer.width) || !exceeds(inner.height, SLASH_SPAN, outer.height)) return 0;
    const int width = inner.width / 3, height = inner.height / 3;
    const pixel_box left = {inner.x, inner.y, width, height};
    const pixel_box right = {inner.x + inner.width - width, inner.y + inner.height - height, width, height};
    return !has_ink(map, n, left) && !has_ink(map, n, right);
}

static int encloses(const ink_map *map, int outline, int digit, int sides) {
    const pixel_box outer = map->component[outline].box, inner = map->component[digit].box;
    if (!exceeds(inner.height, OUTLINE_DIGIT, outer.height)) return 0;
    /* A picture that is cut to the ink shows the digit, with grain or a neighbour's ink within its box. */
    if (outer.width == map->width || outer.height == map->height) return 0;
    const int width = span_overlap(inner.x, inner.width, outer.x, outer.width);
    const int height = span_overlap(inner.y, inner.height, outer.y, outer.height);
    if (!reaches(width, OUTLINE_WITHIN, inner.width) || !reaches(height, OUTLINE_WITHIN, inner.height)) return 0;
    const int inside = ink_within(map, outline + 1, inner);
    return !exceeds(inside, OUTLINE_INSIDE, map->component[outline].area) &&
           sides_along(map, outline + 1, outer, inner) >= sides && !is_slash(map, digit + 1, outer, inner);
}

static int longer_side(pixel_box box) { return int_max(box.width, box.height); }

int around_find_outlines(const ink_map *map, inkmap_scratch *scratch, int sides) {
    int32_t *gone = scratch->number;
    int candidate[AROUND_COMPONENTS], count = 0, longest = 0, any = 0;
    for (int i = 0; i < map->components; i++) longest = int_max(longest, longer_side(map->component[i].box));
    for (int i = 0; i < map->components; i++) {
        gone[i] = 0;
        if (!reaches(longer_side(map->component[i].box), SPECK_SIDE, longest)) continue;
        if (count == AROUND_COMPONENTS) return 0;
        candidate[count++] = i;
    }
    for (int i = 0; i < count; i++) {
        int32_t *own = &gone[candidate[i]];
        for (int k = 0; k < count && !*own; k++) *own = k != i && encloses(map, candidate[i], candidate[k], sides);
        any |= *own;
    }
    return any;
}
