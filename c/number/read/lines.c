/* Which line is read where none was asked for: the one with the most ink if it is surely a number, otherwise the surest. */
#include "steps.h"
#include "tuning.h"

static int64_t mass_of(const read_pass *pass, const read_scratch *s, int line) {
    const segment_line *at = &s->lines.line[line];
    int64_t mass = 0;
    for (int i = 0; i < at->count; i++) mass += pass->map->component[s->lines.label[at->first + i] - 1].mass;
    return mass;
}

/* The untried line with the most ink, −1 when there is none. */
static int next_line(const read_pass *pass, const read_scratch *s, uint64_t tried) {
    int best = -1;
    int64_t most = 0;
    for (int i = 0; i < s->lines.count; i++) {
        const int64_t mass = tried >> i & 1 ? 0 : mass_of(pass, s, i);
        if (mass > most) most = mass, best = i;
    }
    return best;
}

_Static_assert(SEGMENT_MAX_LINES <= 64, "lines are bits");

/* Whether the trial is the better answer, or where neither is one, more like a number. A line of one digit isn't taken for
 * one that may well be a number or is higher, as pieces of a neighbour's writing are lower, and a single stroke for none. */
static int is_better(const lenet5_request *request, const lenet5_reading *trial, const lenet5_reading *out) {
    if (trial->status != LENET5_OK) return out->status == LENET5_NOT_A_NUMBER && trial->confidence > out->confidence;
    if (out->status == LENET5_OK) return trial->confidence > out->confidence + READ_SURER;
    if (request->length == 0 && trial->length == 1)
        return out->status == LENET5_NOT_A_NUMBER && trial->character[0].digit != 1 &&
               trial->box.height >= out->box.height;
    return 1;
}

void read_other_lines(const read_pass *pass, read_scratch *s, lenet5_reading *out) {
    uint64_t tried = (uint64_t)1 << out->line;
    for (int i = 1; i < READ_LINES; i++) {
        if (out->status == LENET5_OK && out->confidence >= READ_SURE_LINE) return;
        const int line = next_line(pass, s, tried);
        if (line < 0) return;
        tried |= (uint64_t)1 << line;
        read_try(pass, line, line, s);
        if (is_better(pass->request, &s->trial, out)) *out = s->trial;
    }
}

/* Whether a line is as high as the answer and begins or ends right beside it, meeting its rows: writing that falls or rises
 * steeply is two such lines, whose numbers are one. */
static int goes_on(lenet5_box answer, pixel_box other) {
    return span_overlap(answer.y, answer.height, other.y, other.height) > 0 &&
           !spans_meet(answer.x, answer.width, other.x, other.width) &&
           reaches(other.height, WORD_HEIGHT, answer.height) &&
           !exceeds(span_gap(answer.x, answer.width, other.x, other.width), WORD_NEAR, answer.height);
}

void read_doubt_line(const read_scratch *s, lenet5_reading *out) {
    int is_in_doubt = 0;
    if (out->status != LENET5_OK) return;
    for (int i = 0; i < s->lines.count; i++) is_in_doubt |= i != out->line && goes_on(out->box, s->lines.line[i].box);
    if (!is_in_doubt) return;
    read_lower(out, WORD_DOUBT);
    if (out->confidence < READ_LEAST_CONFIDENCE) out->status = LENET5_UNCERTAIN;
}
