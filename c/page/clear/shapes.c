/* What is no writing by its shape and place. */
#include "steps.h"
#include "tuning.h"

static void drop(clear_state *s, int i) {
    s->drop[i] = 1;
    s->cleared->others++;
}

void clear_holes(clear_state *s) {
    for (int i = 0; i < s->map->components; i++)
        if (clear_is_hole(s, &s->map->component[i])) drop(s, i);
}

void clear_stripes(clear_state *s) {
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box box = s->map->component[i].box;
        const int longer = int_max(box.width, box.height), shorter = int_min(box.width, box.height);
        if (!exceeds(longer, CLEAR_LONG_UPRIGHT, s->height)) continue;
        if (exceeds(longer, CLEAR_STRIPE, shorter) ||
            (clear_touches_border(s->map, box) && exceeds(longer, CLEAR_BORDER_ASPECT, shorter)))
            drop(s, i);
    }
}

static int is_letter(const clear_state *s, const ink_component *part) {
    const pixel_box box = part->box;
    const int is_dash =
        exceeds(box.width, CLEAR_DASH, box.height) && exceeds(part->area, CLEAR_DASH_FILL, box.width * box.height);
    return reaches(box.height, CLEAR_LETTER_LEAST, s->height) && !exceeds(box.height, CLEAR_LETTER_MOST, s->height) &&
           !is_dash;
}

/* Whether two letters stand side by side. */
static int are_neighbours(pixel_box a, pixel_box b) {
    const int higher = int_max(a.height, b.height);
    return !exceeds(span_gap(a.x, a.width, b.x, b.width), CLEAR_LETTER_GAP, higher) &&
           2 * span_overlap(a.y, a.height, b.y, b.height) >= int_min(a.height, b.height);
}

void clear_words(clear_state *s) {
    const ink_map *map = s->map;
    for (int i = 0; i < map->components; i++) {
        if (!is_letter(s, &map->component[i])) continue;
        int letters = 1;
        for (int k = 0; k < map->components; k++)
            letters += k != i && is_letter(s, &map->component[k]) &&
                       are_neighbours(map->component[i].box, map->component[k].box);
        if (letters >= CLEAR_LETTERS) drop(s, i);
    }
}

/* The gap to the nearest component of writing that is clear of the border; −1 where there is none. */
static int gap_to_writing(const clear_state *s, pixel_box box) {
    int nearest = -1;
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box other = s->map->component[i].box;
        if (clear_touches_border(s->map, other) || 2 * other.height < s->height) continue;
        const int gap = int_max(span_gap(box.x, box.width, other.x, other.width),
                                span_gap(box.y, box.height, other.y, other.height));
        if (nearest < 0 || gap < nearest) nearest = gap;
    }
    return nearest;
}

void clear_cut_strokes(clear_state *s) {
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box box = s->map->component[i].box;
        if (!clear_touches_border(s->map, box) || exceeds(box.width, CLEAR_CUT_WIDTH, s->height)) continue;
        if (exceeds(gap_to_writing(s, box), CLEAR_CUT_GAP, s->height)) drop(s, i);
    }
}
