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

static int gap_between(pixel_box a, pixel_box b) { return span_gap(a.x, a.width, b.x, b.width); }

/* Whether a letter stands by itself: nothing taller is above, below or right beside it. */
static int is_free(const clear_state *s, pixel_box box) {
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box other = s->map->component[i].box;
        if (exceeds(other.height, CLEAR_TYPE, s->height) && !exceeds(gap_between(box, other), CLEAR_CLOSE, s->height) &&
            other.y < box.y + box.height + s->height / 2 && box.y < other.y + other.height + s->height / 2)
            return 0;
    }
    return 1;
}

/* Whether a letter stands beside a low component. */
static int is_beside(const clear_state *s, int low, int letter) {
    const pixel_box box = s->map->component[low].box, other = s->map->component[letter].box;
    return letter != low && is_letter(s, letter) && gap_between(box, other) < int_max(box.height, other.height) &&
           reaches(span_overlap(box.y, box.height, other.y, other.height), CLEAR_LETTER_ROWS,
                   int_min(box.height, other.height));
}

static int has_neighbour(const clear_state *s, int letter) {
    for (int i = 0; i < s->map->components; i++)
        if (is_beside(s, letter, i)) return 1;
    return 0;
}

/* Whether two low components are the halves of a digit, as the rings of an 8 that do not meet. */
static int are_halves(const clear_state *s, pixel_box a, pixel_box b) {
    const pixel_box whole = box_united(a, b);
    const int higher = int_max(a.height, b.height), lower = int_min(a.height, b.height);
    return !exceeds(higher, CLEAR_HALF, s->height) && reaches(lower, CLEAR_OTHER_HALF, higher) &&
           spans_meet(a.x, a.width, b.x, b.width) &&
           !exceeds(span_gap(a.y, a.height, b.y, b.height), CLEAR_HALVES_APART, s->height) &&
           reaches(whole.height, CLEAR_WHOLE, s->height) && !exceeds(whole.height, CLEAR_WHOLE_MOST, s->height) &&
           whole.width <= whole.height;
}

static int is_half(const clear_state *s, int half) {
    for (int i = 0; i < s->map->components; i++)
        if (i != half && !s->drop[i] && are_halves(s, s->map->component[half].box, s->map->component[i].box)) return 1;
    return 0;
}

/* Half a digit beside which no letter stands: in two lines of type letters stand below each other, too. */
static int is_half_of_digit(const clear_state *s, int half) {
    if (!is_half(s, half)) return 0;
    for (int i = 0; i < s->map->components; i++)
        if (is_beside(s, half, i) && !is_half(s, i)) return 0;
    return 1;
}

void clear_type(clear_state *s) {
    uint8_t gone[CLEAR_COMPONENTS];
    for (int i = 0; i < s->map->components; i++)
        gone[i] = !s->drop[i] && (is_word(s, i) || (is_letter(s, i) && has_neighbour(s, i))) &&
                  is_free(s, s->map->component[i].box) && !is_half_of_digit(s, i);
    for (int i = 0; i < s->map->components; i++) {
        if (!gone[i]) continue;
        s->drop[i] = 1;
        s->taken++, s->cleared->type++;
    }
}
