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

/* Two readings as one: what each says best. */
static void join(const lenet5_reading *left, const lenet5_reading *right, lenet5_reading *out) {
    lenet5_reading *both = out;
    const lenet5_alternative more = right->alternative[0];
    const int length = right->length;
    if (left != out) {
        lenet5_alternative first = left->alternative[0];
        memmove(&both->character[left->length], both->character, (size_t)out->length * sizeof *both->character);
        memcpy(both->character, left->character, (size_t)left->length * sizeof *both->character);
        append(first.text, sizeof first.text, more.text, 0);
        append(first.formatted, sizeof first.formatted, more.formatted, ' ');
        both->alternative[0] = first;
        both->length = left->length + length;
    } else {
        memcpy(&both->character[left->length], right->character, (size_t)length * sizeof *both->character);
        append(both->alternative[0].text, sizeof more.text, more.text, 0);
        append(both->alternative[0].formatted, sizeof more.formatted, more.formatted, ' ');
        both->length += length;
    }
    both->alternatives = 1;
    both->alternative[0].value[0] = '\0'; /* they are several numbers */
}

/* The box of a reading and another line's. */
static lenet5_box united(lenet5_box a, lenet5_box b) {
    const pixel_box both =
        box_united((pixel_box){a.x, a.y, a.width, a.height}, (pixel_box){b.x, b.y, b.width, b.height});
    return (lenet5_box){both.x, both.y, both.width, both.height};
}

/* Adds the trial to the answer, or its doubt. */
static void add_trial(const lenet5_reading *trial, lenet5_reading *out) {
    const float confidence = out->confidence * trial->confidence;
    if (trial->status == LENET5_NOT_A_NUMBER || out->length + trial->length > LENET5_MAX_DIGITS) return;
    if (trial->status == LENET5_OK) {
        if (trial->box.x < out->box.x) join(trial, out, out);
        else join(out, trial, out);
        out->box = united(out->box, trial->box);
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
