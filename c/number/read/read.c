/* From an ink map to an answer: the line, the passes at it, the texts and characters or the reason for none. */
#include "read.h"

#include <string.h>

#include "steps.h"
#include "text.h"
#include "tuning.h"

_Static_assert(SEGMENT_MAX_LINES == 64 && SEGMENT_MAX_COMPONENTS == 4096 && SEGMENT_MAX_PIECES == 512 &&
                   LATTICE_MAX_ARCS == 9216,
               "lenet5.h states these bounds");
_Static_assert((int)LENET5_SWEEP_WIDTH == SEGMENT_MAX_WIDTH / 2 + LENET5_INPUT_SIDE,
               "the widest line at half the size fits a sweep, with half a window on either side");

size_t read_scratch_size(void) {
    return sizeof(read_scratch) + arena_part_size(segment_scratch_size()) + arena_part_size(lattice_scratch_size()) +
           arena_part_size(grammar_scratch_size());
}

int read_find_line(const ink_map *map, int asked, read_scratch *s, int32_t *lines, int32_t *line) {
    segment_find_lines(map, read_segment_part(s), &s->lines);
    *lines = s->lines.count;
    *line = asked < 0 ? segment_main_line(map, &s->lines) : asked < *lines ? asked : -1;
    return *line >= 0;
}

/* Whether the line is surely one of the readings, if not surely which. */
static int is_one_of_them(const read_scratch *s, int found) {
    float sum = 0;
    for (int i = 0; i < found; i++) sum += s->reading[i].posterior;
    return sum >= READ_LEAST_CONFIDENCE;
}

/* Texts, characters and status from the readings. */
static void answer(read_scratch *s, const segment_line *line, const lenet5_request *request, int found,
                   lenet5_reading *out) {
    int digit[LENET5_MAX_DIGITS + 1];
    out->alternatives = found;
    for (int i = found - 1; i >= 0; i--) {
        out->length = text_digits(&s->reading[i], (lenet5_format)request->format, digit);
        if (out->length > LENET5_MAX_DIGITS) {
            out->alternatives = out->length = 0;
            out->status = LENET5_TOO_LONG;
            return;
        }
        text_write(&s->reading[i], (lenet5_format)request->format, digit, out->length, &out->alternative[i]);
    }
    if (found > 0) read_write_characters(s, line, digit, out->length, out);
    out->confidence = found > 0 ? out->alternative[0].confidence : 0;
    if (out->confidence >= READ_LEAST_CONFIDENCE) out->status = LENET5_OK;
    else out->status = s->has_sure_pass || is_one_of_them(s, found) ? LENET5_UNCERTAIN : read_reason(s, request);
}

void read_line(const network *net, const decide_rule *rule, const ink_map *map, const lenet5_request *request,
               read_scratch *s, lenet5_reading *out) {
    memset(out, 0, sizeof *out);
    out->format = request->format;
    out->line = -1;
    out->status = LENET5_BLANK;
    if (map->components == 0) return;
    const int is_there = read_find_line(map, request->line, s, &out->lines, &out->line);
    if (map->components > SEGMENT_MAX_COMPONENTS) out->status = LENET5_NOT_A_NUMBER;
    if (!is_there) return;
    const segment_line *line = &s->lines.line[out->line];
    out->box = (lenet5_box){line->box.x, line->box.y, line->box.width, line->box.height};
    const read_pass pass = {net, rule, map, request, out->line};
    const int found = read_passes(&pass, s);
    if (s->image.width == 0) {
        out->status = LENET5_TOO_LONG;
        return;
    }
    if (request->format == LENET5_AMOUNT) read_doubt_point(map, line, found, s);
    answer(s, line, request, found, out);
}
