/* From an ink map to an answer: the line, the passes at it, the texts and characters or the reason for none. */
#include "read.h"

#include <string.h>

#include "../grammar/formats.h"
#include "steps.h"
#include "text.h"
#include "tuning.h"
#include "value.h"

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
    segment_find_lines(map, 1, read_segment_part(s), &s->lines);
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

/* The automata of the request, which has been checked. */
static void make_automata(const lenet5_request *request, read_scratch *s) {
    const lenet5_request digits = {.format = LENET5_DIGITS};
    formats_automaton(request, &s->format);
    formats_automaton(&digits, &s->digits);
    s->with_words = s->format;
    automaton_add_words(&s->with_words);
}

/* Puts the second meaning of the best reading, the 7th of March beside the 3rd of July, behind it. */
static void add_other_meaning(const read_scratch *s, const lenet5_request *request, lenet5_reading *out) {
    lenet5_alternative other = out->alternative[0];
    if (request->format == LENET5_DIGITS) return; /* whose answer is the text */
    if (value_write(request, &s->reading[0], 1, other.value) != VALUE_TWO) return;
    const float second = (1 - READ_LOCALE_SHARE) * other.confidence;
    out->alternative[0].confidence -= second;
    other.confidence = second;
    if (out->alternatives < LENET5_MAX_ALTERNATIVES) out->alternatives++;
    int i = out->alternatives - 1;
    for (; i > 1 && out->alternative[i - 1].confidence < second; i--) out->alternative[i] = out->alternative[i - 1];
    out->alternative[i] = other;
}

/* The box of the characters of no format among the symbols first … last − 1; empty when there are none. */
static lenet5_box word_box(const read_scratch *s, const segment_line *line, int first, int last) {
    lenet5_box box = {0, 0, 0, 0};
    for (int i = first; i < last; i++) {
        const lenet5_box part = read_ink_box(s, line, &s->graph.arc[s->reading[0].at[i].arc], 1);
        if (part.width == 0) continue;
        box = read_box_united(box, part);
    }
    return box;
}

static void write_words(const read_scratch *s, const segment_line *line, lenet5_reading *out) {
    const grammar_reading *best = &s->reading[0];
    const int other = lattice_mark(LATTICE_OTHER);
    int first = 0, last = best->count;
    while (first < last && best->at[first].symbol == other) first++;
    while (last > first && best->at[last - 1].symbol == other) last--;
    out->before = word_box(s, line, 0, first);
    out->after = word_box(s, line, last, best->count);
}

static void write_currency(const grammar_reading *best, char currency[4]) {
    static const char CODES[][4] = {"USD", "EUR", "GBP", "JPY"};
    for (int i = 0; i < best->count; i++) {
        const int sign = best->at[i].symbol - lattice_mark(LATTICE_DOLLAR);
        if (sign >= 0 && sign < 4) memcpy(currency, CODES[sign], sizeof CODES[sign]);
    }
}

/* Texts, characters and status from the readings. */
static void answer(read_scratch *s, const segment_line *line, const lenet5_request *request, int found,
                   lenet5_reading *out) {
    int digit[LENET5_MAX_DIGITS + 1];
    lenet5_request as;
    out->alternatives = found;
    for (int i = found - 1; i >= 0; i--) {
        read_find_kind(request, &s->kind, &s->reading[i], &as);
        out->length = text_digits(&s->reading[i], (lenet5_format)as.format, digit);
        if (out->length > LENET5_MAX_DIGITS) {
            out->alternatives = out->length = 0;
            out->status = LENET5_TOO_LONG;
            return;
        }
        text_write(&as, &s->graph, &s->reading[i], digit, out->length, &out->alternative[i]);
    }
    if (found > 0) {
        read_write_characters(s, line, digit, out->length, out);
        write_words(s, line, out);
        write_currency(&s->reading[0], out->currency);
        add_other_meaning(s, &as, out);
        out->format = as.format;
    }
    out->confidence = found > 0 ? out->alternative[0].confidence : 0;
    if (out->confidence >= READ_LEAST_CONFIDENCE) out->status = LENET5_OK;
    else out->status = s->has_sure_pass || is_one_of_them(s, found) ? LENET5_UNCERTAIN : read_reason(s, request);
}

/* Reads one line, or a part of one, at lines.line[number]. */
static void read_chosen(read_pass pass, int number, read_scratch *s, lenet5_reading *out) {
    const segment_line *line = &s->lines.line[number];
    const int32_t lines = out->lines, asked = out->line;
    memset(out, 0, sizeof *out);
    out->format = pass.request->format;
    out->lines = lines, out->line = asked;
    out->box = (lenet5_box){line->box.x, line->box.y, line->box.width, line->box.height};
    pass.line = number;
    const int found = read_passes(&pass, s);
    if (s->image.width == 0) {
        out->status = LENET5_TOO_LONG;
        return;
    }
    read_doubt_point(pass.map, line, (lenet5_format)pass.request->format, found, s);
    read_doubt_word(line, found, s);
    answer(s, line, pass.request, found, out);
}

void read_try(const read_pass *pass, int number, int line, read_scratch *s) {
    s->trial.lines = s->lines.count, s->trial.line = line;
    read_chosen(*pass, number, s, &s->trial);
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
    make_automata(request, s);
    const read_pass pass = {net, rule, map, request, out->line};
    read_chosen(pass, out->line, s, out);
    if (request->line < 0 && request->format != LENET5_AMOUNT) read_other_lines(&pass, s, out);
    if (request->line < 0) read_beside(&pass, s, out);
    if (request->line < 0) read_doubt_line(s, out);
}
