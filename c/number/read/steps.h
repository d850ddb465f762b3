/* The steps of read_line, in their order. */
#ifndef LENET5_NUMBER_READ_STEPS_H
#define LENET5_NUMBER_READ_STEPS_H

#include "scratch.h"

/* What every pass at a line needs. */
typedef struct read_pass {
    const network *net;
    const decide_rule *rule;
    const ink_map *map;
    const lenet5_request *request;
    int line;
} read_pass;

/* Finds the lines: their number and the one to read: `asked`, or the one with the most ink when `asked` is
 * negative; −1 where there is no such line. Returns whether there is one. */
int read_find_line(const ink_map *map, int asked, read_scratch *s, int32_t *lines, int32_t *line);

/* Fills image, graph, reading and has_sure_pass by one pass, or by all where the first leaves doubt; image and
 * graph are those of the pass that is surest of the best reading. Returns the number of readings; image.width is 0
 * when the line is too long. */
int read_passes(const read_pass *pass, read_scratch *s);

/* Weighs rows of digits by how likely their marks are in such, and the rest of the probability likewise. */
void read_weigh_odd_marks(const lattice *graph, grammar_reading *reading, int count);

/* Likewise amounts whose thousands a point parts, where the locale writes it before decimals: $1.710 may be $1.71 and
 * more. */
void read_weigh_point_groups(const lenet5_request *request, grammar_reading *reading, int count);

/* odd_marks.c: the weight of a reading that has one slash: below 1 where that is hardly higher than the digits beside it, as a
 * 1 is. */
float read_slash_weight(const lattice *graph, const grammar_reading *reading);

/* The request as which a reading's text and value are written: of LENET5_AUTO, of the kind of number that the reading is,
 * whose alternative becomes its tag; digits where it is of none. Returns the odds of that kind against plain digits. */
float read_find_kind(const lenet5_request *request, automaton *scratch, grammar_reading *reading, lenet5_request *as);

/* Weighs readings of any kind: what is of none is seldom meant. The posteriors have the sum that they had. */
void read_weigh_kinds(const lenet5_request *request, const lattice *graph, automaton *scratch, grammar_reading *reading,
                      int count);

/* Amounts without a point whose last two digits are small and raised: these are cents. */
void read_raise_cents(const lattice *graph, grammar_reading *reading, int count);

/* Lowers the confidence of a number that may have lost its point. found: the number of readings. */
void read_doubt_point(const ink_map *map, const segment_line *line, lenet5_format format, int found, read_scratch *s);

/* word_doubt.c: lowers the confidence of a number whose word beside it may be digits. found: the number of readings. */
void read_doubt_word(const segment_line *line, int found, read_scratch *s);

/* Reads lines.line[number] into s->trial, which says that it is line `line`. */
void read_try(const read_pass *pass, int number, int line, read_scratch *s);

/* lines.c: where the line with the most ink is not surely a number, the line that is the surest of a number as asked for
 * takes its place in out. */
void read_other_lines(const read_pass *pass, read_scratch *s, lenet5_reading *out);

/* lines.c: lowers the confidence of a number beside which another line begins or ends that may be the rest of it. */
void read_doubt_line(const read_scratch *s, lenet5_reading *out);

/* beside.c: numbers far apart on one line: all of them, a space between them in the formatted text. */
void read_beside(const read_pass *pass, read_scratch *s, lenet5_reading *out);

/* The box, in working pixels, of the pixels of an arc with at least `least` ink; empty when there is none. */
lenet5_box read_ink_box(const read_scratch *s, const segment_line *line, const lattice_arc *arc, int least);

/* Fills out->character from the best reading. digit[count]: which of its symbols are digits. */
void read_write_characters(read_scratch *s, const segment_line *line, const int *digit, int count, lenet5_reading *out);

/* Why a line has no answer, from image and graph. */
lenet5_status read_reason(read_scratch *s, const lenet5_request *request);

/* The probability that nothing on the line is a character of no format. */
float read_plausibility(read_scratch *s);

#endif
