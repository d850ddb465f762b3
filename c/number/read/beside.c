/* Numbers far apart on one line, which are lines of their own: read from left to right as one answer. */
#include <string.h>

#include "steps.h"
#include "tuning.h"

static int is_beside(lenet5_box box, pixel_box other) {
    return reaches(span_overlap(box.y, box.height, other.y, other.height), READ_SAME_ROWS,
                   int_max(box.height, other.height)) &&
           span_overlap(box.x, box.width, other.x, other.width) == 0;
}

static int touches_border(const ink_map *map, pixel_box box) { return box.x == 0 || box.x + box.width == map->width; }

/* Text b behind text a in the room that a has, with a sign between them unless that is 0. */
static void append(char *a, size_t room, const char *b, char between) {
    const size_t used = strlen(a), more = strlen(b), gap = between != 0;
    if (used + more + gap >= room) return;
    if (gap) a[used] = between;
    memcpy(a + used + gap, b, more + 1);
}

/* Puts another number, whose place is left or right of out's, into out. */
static void join(const lenet5_reading *other, lenet5_reading *out) {
    const int is_left = other->box.x < out->box.x;
    const lenet5_alternative *own = &out->alternative[0], *more = &other->alternative[0];
    const lenet5_alternative *behind = is_left ? own : more;
    lenet5_alternative both = is_left ? *more : *own;
    lenet5_character *place = &out->character[is_left ? 0 : out->length];
    if (is_left) memmove(place + other->length, place, (size_t)out->length * sizeof *place);
    memcpy(place, other->character, (size_t)other->length * sizeof *place);
    append(both.text, sizeof both.text, behind->text, 0);
    append(both.formatted, sizeof both.formatted, behind->formatted, ' ');
    both.value[0] = '\0'; /* they are several numbers */
    out->alternative[0] = both;
    out->alternatives = 1;
    out->length += other->length;
}

/* Adds the trial to the answer, or its doubt. */
static void add_trial(const lenet5_reading *trial, lenet5_reading *out) {
    const float confidence = out->confidence * trial->confidence;
    if (trial->status == LENET5_NOT_A_NUMBER || out->length + trial->length > LENET5_MAX_DIGITS) return;
    if (trial->status == LENET5_OK) {
        join(trial, out);
        out->box = read_box_united(out->box, trial->box);
    }
    out->confidence = out->alternative[0].confidence = confidence;
    if (confidence < READ_LEAST_CONFIDENCE) out->status = LENET5_UNCERTAIN;
}

void read_beside(const read_pass *pass, read_scratch *s, lenet5_reading *out) {
    if (out->status != LENET5_OK || pass->request->format != LENET5_DIGITS || pass->request->length > 0) return;
    const int own = out->line;
    for (int i = 0, tried = 0; i < s->lines.count && tried < READ_LINES; i++) {
        if (i == own || !is_beside(out->box, s->lines.line[i].box) || touches_border(pass->map, s->lines.line[i].box))
            continue;
        read_try(pass, i, i, s);
        add_trial(&s->trial, out);
        tried++;
    }
}
