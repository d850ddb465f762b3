/* A line that has another length than asked for: the part of it, between wide gaps, that has this length. */
#include "steps.h"
#include "tuning.h"

typedef struct part {
    int first, count; /* of the line's labels */
} part;

static pixel_box box_at(const read_pass *pass, const read_scratch *s, int label) {
    return pass->map->component[s->lines.label[label] - 1].box;
}

/* Splits a line's labels where nothing is for READ_GAP of its height; returns how many parts there are. */
static int split(const read_pass *pass, const read_scratch *s, const segment_line *line, part out[READ_PARTS]) {
    int parts = 1, right = 0;
    out[0] = (part){line->first, 0};
    for (int i = line->first; i < line->first + line->count; i++) {
        const pixel_box box = box_at(pass, s, i);
        if (i > line->first && exceeds(box.x - right, READ_GAP, line->box.height)) {
            if (parts == READ_PARTS) return 0;
            out[parts++] = (part){i, 0};
        }
        out[parts - 1].count++;
        right = int_max(right, box.x + box.width);
    }
    return parts;
}

/* Parts from … to of a line as a line of its own, behind the others. */
static void put_line(const read_pass *pass, read_scratch *s, const part *from, const part *to) {
    segment_line *line = &s->lines.line[s->lines.count];
    line->first = from->first;
    line->count = to->first + to->count - from->first;
    line->box = box_at(pass, s, line->first);
    for (int i = 1; i < line->count; i++) line->box = box_united(line->box, box_at(pass, s, line->first + i));
}

void read_parts(const read_pass *pass, read_scratch *s, lenet5_reading *out) {
    part list[READ_PARTS];
    if (out->status == LENET5_OK || pass->request->length == 0 || s->lines.count == SEGMENT_MAX_LINES) return;
    const int from = pass->request->line < 0 ? 0 : out->line, to = pass->request->line < 0 ? s->lines.count : from + 1;
    for (int line = from; line < int_min(to, from + READ_LINES); line++) {
        const int parts = split(pass, s, &s->lines.line[line], list);
        for (int i = 0; i < parts; i++) {
            for (int k = i; k < parts && parts > 1; k++) {
                put_line(pass, s, &list[i], &list[k]);
                read_try(pass, s->lines.count, line, s);
                if (s->trial.status == LENET5_OK && (out->status != LENET5_OK || s->trial.confidence > out->confidence))
                    *out = s->trial;
            }
        }
    }
}
