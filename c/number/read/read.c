#include "read.h"

#include <string.h>

#include "../lattice/lattice.h"
#include "ensemble.h"
#include "text.h"

_Static_assert(SEGMENT_MAX_LINES == 64 && SEGMENT_MAX_COMPONENTS == 4096 && SEGMENT_MAX_PIECES == 512 &&
                   LATTICE_MAX_ARCS == 9216,
               "lenet5.h states these bounds");
_Static_assert((int)LENET5_SWEEP_WIDTH == SEGMENT_MAX_WIDTH / 2 + LENET5_INPUT_SIDE,
               "the widest line at half the size fits a sweep, with half a window on either side");

static const float READ_LEAST_CONFIDENCE = 0.5f; /* of an answer */

/* Beside SEGMENT_SLANT, at each pass at a line; the second and third follow only where the first leaves it in doubt. */
static const float LEAN[ENSEMBLE_PASSES] = {0, 0.12f, -0.12f};
static const float READ_SURE = 0.7f; /* of the first pass: its answer stands */
/* Least probability that nothing on the line is LATTICE_OTHER: of a number, and for looking again. */
static const float READ_PLAUSIBLE = 0.5f, READ_FAR_FROM_PLAUSIBLE = 0.1f;

struct read_scratch {
    segment_lines lines;
    segment_line_image image;
    lattice graph;
    grammar_reading reading[GRAMMAR_READINGS], other[GRAMMAR_READINGS];
    ensemble ensemble;
    int has_sure_pass;                       /* one pass alone is sure enough of the best reading of all */
    _Alignas(LENET5_ALIGNMENT) char parts[]; /* segment's, lattice's, grammar's */
};

static size_t aligned(size_t bytes) { return (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT; }

static segment_scratch *segment_part(read_scratch *s) { return (segment_scratch *)(void *)s->parts; }
static lattice_scratch *lattice_part(read_scratch *s) {
    return (lattice_scratch *)(void *)(s->parts + aligned(segment_scratch_size()));
}
static grammar_scratch *grammar_part(read_scratch *s) {
    return (grammar_scratch *)(void *)(s->parts + aligned(segment_scratch_size()) + aligned(lattice_scratch_size()));
}

size_t read_scratch_size(void) {
    return sizeof(read_scratch) + aligned(segment_scratch_size()) + aligned(lattice_scratch_size()) +
           aligned(grammar_scratch_size());
}

/* The posterior of a symbol at an arc's place: of all arcs that are mostly the same ink. */
static float posterior_at(read_scratch *s, int at, int symbol) {
    const lattice_arc *here = &s->graph.arc[at];
    float sum = 0;
    for (int i = 0; i < s->graph.arcs; i++) {
        const lattice_arc *arc = &s->graph.arc[i];
        const int shared = int_min(arc->to, here->to) - int_max(arc->from, here->from);
        if (2 * shared <= int_max(arc->to - arc->from, here->to - here->from)) continue;
        sum += grammar_posterior(&s->graph, grammar_part(s), i, symbol);
    }
    return sum < 1 ? sum : 1;
}

/* The same of every digit. No path goes through two arcs of one place, so that they sum to 1 at most, but for the
 * rounding of the logarithms that they are made of: over a long line it comes to some 1e-4. */
static void posteriors_at(read_scratch *s, int at, float posterior[LENET5_CLASSES]) {
    float sum = 0;
    for (int digit = 0; digit < LENET5_CLASSES; digit++) {
        posterior[digit] = posterior_at(s, at, digit);
        sum += posterior[digit];
    }
    for (int digit = 0; digit < LENET5_CLASSES && sum > 1; digit++) posterior[digit] /= sum;
}

static void choose(read_scratch *s, int at, lenet5_character *out) {
    float posterior[LENET5_CLASSES];
    posteriors_at(s, at, posterior);
    out->choices = 0;
    for (int digit = 0; digit < LENET5_CLASSES; digit++) {
        const lenet5_choice choice = {digit, posterior[digit]};
        if (digit == out->digit) {
            out->confidence = choice.confidence;
            continue;
        }
        int i = out->choices < LENET5_MAX_CHOICES ? out->choices++ : LENET5_MAX_CHOICES;
        if (i == LENET5_MAX_CHOICES) {
            if (out->choice[LENET5_MAX_CHOICES - 1].confidence >= choice.confidence) continue;
            i--;
        }
        for (; i > 0 && out->choice[i - 1].confidence < choice.confidence; i--) out->choice[i] = out->choice[i - 1];
        out->choice[i] = choice;
    }
}

static int32_t floor_of(float x) {
    const int32_t whole = (int32_t)x;
    return (float)whole > x ? whole - 1 : whole;
}

/* The box in working pixels of the ink of an arc that is at least `least`; empty when none is. */
static lenet5_box box_of(const read_scratch *s, const segment_line *line, const lattice_arc *arc, int least) {
    int32_t left = INT32_MAX, top = INT32_MAX, right = INT32_MIN, bottom = INT32_MIN;
    for (int y = arc->box.y; y < arc->box.y + arc->box.height; y++) {
        for (int x = arc->box.x; x < arc->box.x + arc->box.width; x++) {
            const int at = y * s->image.width + x;
            if (s->image.piece[at] <= arc->first || s->image.piece[at] > arc->last || s->image.ink[at] < least)
                continue;
            float across, down;
            segment_place(&s->image.frame, line, (float)x + 0.5f, (float)y + 0.5f, &across, &down);
            const int32_t u = floor_of(across), v = floor_of(down);
            left = int_min(left, u), right = int_max(right, u + 1), top = int_min(top, v),
            bottom = int_max(bottom, v + 1);
        }
    }
    return left < right ? (lenet5_box){left, top, right - left, bottom - top} : (lenet5_box){0, 0, 0, 0};
}

/* The same of its strokes, whose edges are at half ink; of all that there is where it is all fainter. */
static lenet5_box box_of_strokes(const read_scratch *s, const segment_line *line, const lattice_arc *arc) {
    const lenet5_box box = box_of(s, line, arc, 128);
    return box.width > 0 ? box : box_of(s, line, arc, 1);
}

/* Down the cut on the left, up the cut on the right. */
static void outline(read_scratch *s, const segment_line *line, const lattice_arc *arc, lenet5_character *out) {
    enum { HALF = LENET5_OUTLINE_POINTS / 2 };
    for (int i = 0; i < LENET5_OUTLINE_POINTS; i++) {
        const int step = i < HALF ? i : LENET5_OUTLINE_POINTS - 1 - i;
        const int y = arc->box.y + step * arc->box.height / (HALF - 1), row = int_min(y, SEGMENT_HEIGHT - 1);
        int x = s->image.seam[i < HALF ? arc->from : arc->to].x[row];
        x = int_min(int_max(x, arc->box.x), arc->box.x + arc->box.width);
        float across, down;
        segment_place(&s->image.frame, line, (float)x, (float)y, &across, &down);
        out->outline[i] = (lenet5_place){floor_of(across + 0.5f), floor_of(down + 0.5f)};
    }
}

static void write_characters(read_scratch *s, const segment_line *line, const int *digit, int count,
                             lenet5_reading *out) {
    for (int i = 0; i < count; i++) {
        const grammar_symbol symbol = s->reading[0].at[digit[i]];
        lenet5_character *character = &out->character[i];
        character->digit = symbol.symbol;
        character->box = box_of_strokes(s, line, &s->graph.arc[symbol.arc]);
        outline(s, line, &s->graph.arc[symbol.arc], character);
        choose(s, symbol.arc, character);
    }
}

static int has_length(const lenet5_request *request) { return request->format == LENET5_ZIP || request->length > 0; }

static int fits_length(const lenet5_request *request, int digits) {
    return request->length > 0 ? digits == request->length : read_is_zip_length(digits);
}

static float plausibility(read_scratch *s) { return grammar_plausibility(&s->graph, grammar_part(s)); }

/* Why a line is not answered: it says something else for sure, or something that is no number, or nothing for sure. */
static lenet5_status reason(read_scratch *s, const lenet5_request *request) {
    int digit[LENET5_MAX_DIGITS + 1];
    if (plausibility(s) < READ_PLAUSIBLE) return LENET5_NOT_A_NUMBER;
    const int found = grammar_search(&s->graph, LENET5_DIGITS, 0, grammar_part(s), s->other);
    if (found == 0) return LENET5_NOT_A_NUMBER;
    const int digits = text_digits(&s->other[0], LENET5_DIGITS, digit);
    if (digits > LENET5_MAX_DIGITS) return LENET5_TOO_LONG;
    if (s->other[0].posterior < READ_LEAST_CONFIDENCE) return LENET5_UNCERTAIN;
    if (!has_length(request)) return LENET5_NOT_A_NUMBER;
    return fits_length(request, digits) ? LENET5_UNCERTAIN : LENET5_WRONG_LENGTH;
}

/* Whether it is sure that the line says one of the readings, if not which one. */
static int is_one_of_them(const read_scratch *s, int found) {
    float sum = 0;
    for (int i = 0; i < found; i++) sum += s->reading[i].posterior;
    return sum >= READ_LEAST_CONFIDENCE;
}

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
    if (found > 0) write_characters(s, line, digit, out->length, out);
    out->confidence = found > 0 ? out->alternative[0].confidence : 0;
    if (out->confidence >= READ_LEAST_CONFIDENCE) out->status = LENET5_OK;
    else out->status = s->has_sure_pass || is_one_of_them(s, found) ? LENET5_UNCERTAIN : reason(s, request);
}

/* Whether a small mark stands at the feet of the line between two digits, whatever became of it. */
static int has_mark_between(const ink_map *map, lenet5_box left, lenet5_box right) {
    const int height = left.height;
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        const int longer = int_max(box.width, box.height);
        const int x = 2 * box.x + box.width, up = 2 * (left.y + height - box.y) - box.height; /* twice */
        if (x > 2 * left.x + left.width && 2 * x < 4 * right.x + right.width && 3 * longer <= height &&
            3 * longer <= 5 * int_min(box.width, box.height) && 5 * up <= 2 * height && 5 * up >= -height &&
            600 * map->component[i].mass >= 255 * (int64_t)height * height)
            return 1;
    }
    return 0;
}

/* Halves the confidence of an amount without cents where a mark stands as their point would: it was dropped, or taken
 * for a speck or a part of a digit. The best reading stays the best. */
static void doubt_point(const ink_map *map, const segment_line *line, int found, read_scratch *s) {
    int digit[LENET5_MAX_DIGITS + 1];
    grammar_reading *best = &s->reading[0];
    const int count = found > 0 ? text_digits(best, LENET5_AMOUNT, digit) : 0;
    if (count < 3 || best->has_cents) return;
    lenet5_box box[2];
    for (int i = 0; i < 2; i++) box[i] = box_of(s, line, &s->graph.arc[best->at[digit[count - 3 + i]].arc], 128);
    if (!has_mark_between(map, box[0], box[1])) return;
    s->has_sure_pass |= best->posterior >= READ_LEAST_CONFIDENCE;
    best->posterior *= 0.5f;
    if (found > 1 && best->posterior < s->reading[1].posterior) best->posterior = s->reading[1].posterior;
}

/* Finds the lines: how many, and which one is asked for, −1 where there is none; the one with the most ink when `asked`
 * is negative. */
static int find_line(const ink_map *map, int asked, read_scratch *s, int32_t *lines, int32_t *line) {
    segment_find_lines(map, segment_part(s), &s->lines);
    *lines = s->lines.count;
    *line = asked < 0 ? segment_main_line(map, &s->lines) : asked < *lines ? asked : -1;
    return *line >= 0;
}

/* What a pass at a line needs. */
typedef struct pass_request {
    const network *net;
    const decide_rule *rule;
    const ink_map *map;
    const lenet5_request *request;
    int line;
} pass_request;

/* Fills image, graph and reading, and returns how many readings there are; image.width is 0 when the line is too
 * long. */
static int run_pass(const pass_request *pass, int number, read_scratch *s) {
    const lenet5_request *request = pass->request;
    const float slant = SEGMENT_SLANT + LEAN[number];
    segment_cut_line(pass->map, &s->lines, pass->line, slant, segment_part(s), &s->image);
    if (s->image.width == 0) return 0;
    lattice_build(pass->net, pass->rule, &s->image, request->format == LENET5_AMOUNT, lattice_part(s), &s->graph);
    return grammar_search(&s->graph, (lenet5_format)request->format, request->length, grammar_part(s), s->reading);
}

/* Whether it is in doubt which number the line is, but not whether it could be one at all. */
static int is_unsure(read_scratch *s, int found) {
    const float posterior = found > 0 ? s->reading[0].posterior : 0;
    return posterior > 0 && posterior < READ_SURE && plausibility(s) > READ_FAR_FROM_PLAUSIBLE;
}

/* The other passes, after the first has found something. All have the same say; image and graph are left as the pass
 * has them that is surest of the best reading. */
static int run_other_passes(const pass_request *pass, int found, read_scratch *s) {
    const lenet5_format format = (lenet5_format)pass->request->format;
    s->ensemble.count = 0;
    ensemble_add(&s->ensemble, format, 0, s->reading, found);
    for (int i = 1; i < ENSEMBLE_PASSES; i++) {
        found = run_pass(pass, i, s);
        ensemble_add(&s->ensemble, format, i, s->reading, found);
    }
    const ensemble_string *best = ensemble_best(&s->ensemble);
    s->has_sure_pass = best->surest >= READ_LEAST_CONFIDENCE;
    if (best->pass != ENSEMBLE_PASSES - 1) run_pass(pass, best->pass, s);
    return ensemble_mean(&s->ensemble, s->reading);
}

void read_line(const network *net, const decide_rule *rule, const ink_map *map, const lenet5_request *request,
               read_scratch *s, lenet5_reading *out) {
    memset(out, 0, sizeof *out);
    out->format = request->format;
    out->line = -1;
    out->status = LENET5_BLANK;
    if (map->components == 0) return;
    const int is_there = find_line(map, request->line, s, &out->lines, &out->line);
    if (map->components > SEGMENT_MAX_COMPONENTS) out->status = LENET5_NOT_A_NUMBER;
    if (!is_there) return;
    const segment_line *line = &s->lines.line[out->line];
    out->box = (lenet5_box){line->box.x, line->box.y, line->box.width, line->box.height};
    const pass_request pass = {net, rule, map, request, out->line};
    s->has_sure_pass = 0;
    int found = run_pass(&pass, 0, s);
    if (s->image.width == 0) {
        out->status = LENET5_TOO_LONG;
        return;
    }
    if (is_unsure(s, found)) found = run_other_passes(&pass, found, s);
    if (request->format == LENET5_AMOUNT) doubt_point(map, line, found, s);
    answer(s, line, request, found, out);
}

void read_sweep_image(const ink_map *map, int line, read_scratch *s, lenet5_sweep_result *out) {
    enum { EDGE = LENET5_INPUT_SIDE / 2, ABOVE = (SEGMENT_HEIGHT / 2 - LENET5_INPUT_SIDE) / 2 };
    if (!find_line(map, line, s, &out->lines, &out->line)) return;
    segment_cut_line(map, &s->lines, out->line, SEGMENT_SLANT, segment_part(s), &s->image);
    if (s->image.width == 0) return;
    const int width = s->image.width;
    out->width = width / 2 + 2 * EDGE;
    for (int y = 0; y < LENET5_INPUT_SIDE; y++) {
        for (int x = 0; x < width / 2; x++) {
            const uint8_t *from = &s->image.ink[2 * (y + ABOVE) * width + 2 * x];
            out->picture[y * out->width + EDGE + x] =
                (uint8_t)((from[0] + from[1] + from[width] + from[width + 1] + 2) / 4);
        }
    }
}
