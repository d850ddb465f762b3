/* A number whose decimal point may be lost: without it, it is ten or a hundred times as large. */
#include "../grammar/formats.h"
#include "steps.h"
#include "text.h"
#include "tuning.h"

/* Whether a component is as small, as round and as dark as a point beside a digit of that height. */
static int is_like_point(const ink_component *mark, int height) {
    const int longer = int_max(mark->box.width, mark->box.height), shorter = int_min(mark->box.width, mark->box.height);
    return !exceeds(longer, POINT_LENGTH, height) && !exceeds(longer, POINT_ASPECT, shorter) &&
           POINT_INK.of * mark->mass >= 255 * POINT_INK.parts * (int64_t)height * height;
}

/* Whether a box is at the digits' feet and between the middle of the left one and the first part of the right one. */
static int is_at_point(pixel_box box, lenet5_box left, lenet5_box right) {
    const int middle = 2 * box.x + box.width, up = 2 * (left.y + left.height - box.y) - box.height; /* half pixels */
    return middle > 2 * left.x + left.width && !reaches(middle - 2 * right.x, POINT_RIGHT, 2 * right.width) &&
           !exceeds(up, POINT_ABOVE, 2 * left.height) && !exceeds(-up, POINT_BELOW, 2 * left.height);
}

/* Whether a mark stands where a point would, whether or not the lines, seams and readings have kept it. */
static int has_mark_between(const ink_map *map, lenet5_box left, lenet5_box right) {
    for (int i = 0; i < map->components; i++) {
        const ink_component *mark = &map->component[i];
        if (is_at_point(mark->box, left, right) && is_like_point(mark, left.height)) return 1;
    }
    return 0;
}

/* Whether a mark stands as a point would behind digit number i of a reading, which has none there. */
static int has_lost_point(const ink_map *map, const segment_line *line, const read_scratch *s, const int *digit,
                          int i) {
    const grammar_reading *best = &s->reading[0];
    lenet5_box box[2];
    if (digit[i + 1] != digit[i] + 1) return 0;
    for (int k = 0; k < 2; k++) box[k] = read_ink_box(s, line, &s->graph.arc[best->at[digit[i + k]].arc], READ_BOX_INK);
    return has_mark_between(map, box[0], box[1]);
}

/* Where a lost point would make the value another: of an amount without cents before its last two digits, of other
 * numbers between any two. */
static int is_in_doubt(const ink_map *map, const segment_line *line, lenet5_format format, const read_scratch *s) {
    int digit[LENET5_MAX_DIGITS + 1];
    const int tag = s->reading[0].tag, count = text_digits(&s->reading[0], format, digit);
    if (count > LENET5_MAX_DIGITS) return 0;
    if (format == LENET5_AMOUNT)
        return count >= 3 && (tag == AMOUNT_WHOLE || tag == AMOUNT_MINUS) &&
               has_lost_point(map, line, s, digit, count - 3);
    for (int i = 0; i + 1 < count; i++)
        if (has_lost_point(map, line, s, digit, i)) return 1;
    return 0;
}

/* Halves the confidence of a number where a mark stands as a point would that it has not. The best reading stays the
 * best. */
void read_doubt_point(const ink_map *map, const segment_line *line, lenet5_format format, int found, read_scratch *s) {
    const int has_value =
        format == LENET5_AMOUNT || format == LENET5_NUMBER || format == LENET5_PERCENT || format == LENET5_AUTO;
    grammar_reading *best = &s->reading[0];
    if (found == 0 || !has_value || !is_in_doubt(map, line, format, s)) return;
    s->has_sure_pass |= best->posterior >= READ_LEAST_CONFIDENCE;
    best->posterior *= POINT_DOUBT;
    if (found > 1 && best->posterior < s->reading[1].posterior) best->posterior = s->reading[1].posterior;
}
