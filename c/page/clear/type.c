/* Small type beside a number, such as a unit or a printed word: letters in a row, far lower than the digits. */
#include "steps.h"
#include "tuning.h"

static int is_letter(const clear_state *s, int i) {
    const pixel_box box = s->map->component[i].box;
    return !s->drop[i] && reaches(box.height, CLEAR_LETTER_LEAST, s->height) &&
           !exceeds(box.height, CLEAR_LETTER, s->height);
}

/* Rows of a component in which its ink begins three times or more: letters that touch. */
static int count_busy_rows(const ink_map *map, int i) {
    const pixel_box box = map->component[i].box;
    int busy = 0;
    for (int y = box.y; y < box.y + box.height; y++) {
        int begins = 0, before = 0;
        for (int x = box.x; x < box.x + box.width; x++) {
            const int is_own = map->label[(size_t)y * (size_t)map->width + (size_t)x] == i + 1;
            begins += is_own && !before;
            before = is_own;
        }
        busy += begins >= 3;
    }
    return busy;
}

/* Whether a component is letters that touch. */
static int is_word(const clear_state *s, int i) {
    const pixel_box box = s->map->component[i].box;
    return reaches(box.height, CLEAR_WORD, s->height) && !exceeds(box.height, CLEAR_TYPE, s->height) &&
           (exceeds(box.width, CLEAR_WORD_WIDE, box.height) ||
            exceeds(count_busy_rows(s->map, i), CLEAR_WORD_BUSY, box.height));
}

static int gap_between(pixel_box a, pixel_box b) { return int_max(a.x - b.x - b.width, b.x - a.x - a.width); }

/* Whether a letter stands by itself: nothing taller is above, below or right beside it. */
static int is_free(const clear_state *s, pixel_box box) {
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box other = s->map->component[i].box;
        if (exceeds(other.height, CLEAR_TYPE, s->height) &&
            !exceeds(gap_between(box, other), CLEAR_TOUCHING, s->height) &&
            other.y < box.y + box.height + s->height / 2 && box.y < other.y + other.height + s->height / 2)
            return 0;
    }
    return 1;
}

/* Whether another letter stands beside one. */
static int has_neighbour(const clear_state *s, int letter) {
    const pixel_box box = s->map->component[letter].box;
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box other = s->map->component[i].box;
        if (i != letter && is_letter(s, i) && gap_between(box, other) < int_max(box.height, other.height) &&
            reaches(span_overlap(box.y, box.height, other.y, other.height), CLEAR_LETTER_ROWS,
                    int_min(box.height, other.height)))
            return 1;
    }
    return 0;
}

/* Whether a low component is the half of a digit whose other half stands above or below it, as those of an 8 that is written
 * as two rings. */
static int is_half(const clear_state *s, int half) {
    const pixel_box box = s->map->component[half].box;
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box other = s->map->component[i].box, whole = box_united(box, other);
        if (i != half && !exceeds(other.height, CLEAR_HALF, s->height) &&
            reaches(other.height, CLEAR_OTHER_HALF, box.height) &&
            reaches(box.height, CLEAR_OTHER_HALF, other.height) &&
            2 * span_overlap(box.x, box.width, other.x, other.width) > int_min(box.width, other.width) &&
            reaches(whole.height, CLEAR_WHOLE, s->height) && whole.width <= whole.height)
            return 1;
    }
    return 0;
}

void clear_type(clear_state *s) {
    uint8_t gone[CLEAR_COMPONENTS];
    for (int i = 0; i < s->map->components; i++)
        gone[i] = !s->drop[i] && (is_word(s, i) || (is_letter(s, i) && has_neighbour(s, i))) &&
                  is_free(s, s->map->component[i].box) && !is_half(s, i);
    for (int i = 0; i < s->map->components; i++) {
        if (!gone[i]) continue;
        s->drop[i] = 1;
        s->taken++, s->cleared->type++;
    }
}
