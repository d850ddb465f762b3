/* script: draws amounts, ZIP codes, rows of digits and words at random and composes them. */
#include "script.h"

/* The sets that digits come from, with MNIST three times. */
static const source SETS[] = {SOURCE_MNIST,     SOURCE_MNIST,   SOURCE_MNIST, SOURCE_OPTDIGITS,
                              SOURCE_OPTDIGITS, SOURCE_SEMEION, SOURCE_DIGITS};
enum { SET_COUNT = sizeof SETS / sizeof *SETS };

typedef struct writer {
    random_stream *stream;
    const sources *digits;
    source_scratch *scratch;
    draw_scratch *drawing;
    composition *line;
    source set;    /* of the whole line, or SOURCE_COUNT for a mixture */
    int roundness; /* amounts are often round: chance in 8 that a 0 stands behind a 0 */
    float chained; /* and their zeros written in one go: share that touches the 0 before */
    float zero;    /* and smaller than other digits: size of those behind a mark or a 0 */
} writer;

static int chance(writer *w, float share) { return random_chance(w->stream, share); }

static void write_digits(writer *w, int count) {
    uint8_t picture[28 * 28];
    const float touching = w->line->hand.touching, small = w->line->hand.small;
    int last = -1;
    for (int i = 0; i < count; i++) {
        const int again = last == 0 && (int)random_below(w->stream, 8) < w->roundness;
        for (int tries = 0; tries < 200; tries++) {
            source set = w->set == SOURCE_COUNT ? SETS[random_below(w->stream, SET_COUNT)] : w->set;
            const size_t many = source_count(w->digits, set, SOURCE_VALIDATE);
            if (many == 0) set = SOURCE_DIGITS;
            const size_t index = many == 0 ? 0 : random_below(w->stream, (uint32_t)many);
            const int digit = source_picture(w->digits, set, SOURCE_VALIDATE, index, w->stream, w->scratch, picture);
            if (again && digit != 0) continue;
            w->line->hand.touching = digit == 0 && last == 0 && w->chained > touching ? w->chained : touching;
            w->line->hand.small = digit == 0 && last <= 0 ? small * w->zero : small;
            compose_digit(w->stream, w->line, picture, digit);
            last = digit;
            break;
        }
    }
    w->line->hand.touching = touching;
    w->line->hand.small = small;
}

/* Letters and the like. */
static void write_others(writer *w, int count) {
    static const draw_kind KINDS[] = {DRAW_LETTER, DRAW_LETTER, DRAW_LETTER, DRAW_SCRIPT, DRAW_SCRIBBLE, DRAW_FILLED};
    uint8_t picture[28 * 28];
    for (int i = 0; i < count; i++) {
        const draw_kind kind = KINDS[random_below(w->stream, sizeof KINDS / sizeof *KINDS)];
        draw_outlier_of(w->stream, DRAW_HELD_OUT, kind, w->drawing, picture);
        compose_digit(w->stream, w->line, picture, -1);
    }
}

static void write_mark(writer *w, lattice_kind kind) { compose_mark(w->stream, w->line, kind); }

static void write_fillers(writer *w) {
    const lattice_kind kind = chance(w, 0.6f) ? LATTICE_DASH : LATTICE_EQUALS;
    for (int count = 1 + (int)random_below(w->stream, 3); count > 0; count--) write_mark(w, kind);
}

static void write_amount(writer *w) {
    w->line->is_amount = 1;
    if (chance(w, 0.06f)) write_mark(w, LATTICE_DOLLAR);
    else if (chance(w, 0.15f)) write_fillers(w);
    if (chance(w, 0.6f)) {
        write_digits(w, 1 + (int)random_below(w->stream, 3));
        for (int groups = (int)random_below(w->stream, 3); groups > 0; groups--) {
            if (chance(w, 0.6f)) write_mark(w, LATTICE_POINT);
            write_digits(w, 3);
        }
    } else {
        write_digits(w, 2 + (int)random_below(w->stream, 5));
    }
    if (chance(w, 0.2f)) {
        write_mark(w, chance(w, 0.7f) ? LATTICE_POINT : LATTICE_DASH);
        write_digits(w, 2);
    } else if (chance(w, 0.08f)) {
        write_digits(w, 2);
        write_mark(w, LATTICE_SLASH);
        write_digits(w, 3);
    }
    if (chance(w, 0.15f)) write_mark(w, LATTICE_POINT);
    if (chance(w, 0.35f)) write_fillers(w);
}

static void write_zip(writer *w) {
    write_digits(w, 5);
    if (!chance(w, 0.3f)) return;
    if (chance(w, 0.7f)) write_mark(w, LATTICE_DASH);
    write_digits(w, 4);
}

void compose_line(random_stream *stream, const sources *digits, source_scratch *scratch, draw_scratch *drawing,
                  composition *line) {
    compose_start(stream, line);
    writer w = {stream, digits, scratch, drawing, line, SOURCE_COUNT, 0, 0, 1};
    if (chance(&w, 0.5f)) line->hand.touching = random_between(stream, 0.1f, 0.8f);
    if (chance(&w, 0.6f)) w.set = SETS[random_below(stream, SET_COUNT)];
    w.roundness = chance(&w, 0.5f) ? 6 : 1;
    if (chance(&w, 0.4f)) w.zero = random_between(stream, 0.3f, 0.9f);
    w.chained = chance(&w, 0.6f) ? random_between(stream, 0.3f, 1) : 0;
    if (chance(&w, 0.12f)) write_others(&w, 1 + (int)random_below(stream, 7));
    else if (chance(&w, 0.6f)) write_amount(&w);
    else if (chance(&w, 0.5f)) write_zip(&w);
    else write_digits(&w, 1 + (int)random_below(stream, 9));
    if (chance(&w, 0.05f)) write_others(&w, 1 + (int)random_below(stream, 2));
    compose_noise(stream, line);
    compose_paper(stream, line);
}
