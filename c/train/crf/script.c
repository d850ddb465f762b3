/* script: makes up amounts, dates, telephone numbers and the like at random and composes them. */
#include "script.h"

#include "../compose/currency.h"

/* The sets that digits come from, with MNIST three times. */
static const source SETS[] = {SOURCE_MNIST,     SOURCE_MNIST,   SOURCE_MNIST, SOURCE_OPTDIGITS,
                              SOURCE_OPTDIGITS, SOURCE_SEMEION, SOURCE_DIGITS};
enum { SET_COUNT = sizeof SETS / sizeof *SETS };

typedef struct writer {
    random_stream *stream;
    const script_sources *from;
    composition *line;
    source set;    /* of the whole line, or SOURCE_COUNT for a mixture */
    int hand;      /* of the pens' writers, or −1 for pictures */
    int roundness; /* amounts are often round: chance in 8 that a 0 stands behind a 0 */
    float chained; /* and their zeros written in one go: share that touches the 0 before */
    float zero;    /* and smaller than other digits: size of those behind a mark or a 0 */
    int favourite; /* other numbers repeat a digit, most of all 1, whose rows look like other characters */
    float repeats; /* share of the digits that are this one */
} writer;

enum { ANY = -1 };

static int chance(writer *w, float share) { return random_chance(w->stream, share); }
static int below(writer *w, uint32_t bound) { return (int)random_below(w->stream, bound); }

/* A sample of a list that is not empty. */
static size_t sample(writer *w, const stock_list *list, lenet5_point points[STOCK_MAX_POINTS]) {
    return stock_points(w->from->pens, list, random_below(w->stream, (uint32_t)list->count), points);
}

/* A digit of the line's hand. */
static void write_by_pen(writer *w, int digit) {
    static _Thread_local lenet5_point points[STOCK_MAX_POINTS];
    compose_written(w->stream, w->line, points, sample(w, &w->from->pens->digit[w->hand][digit], points), digit);
}

/* A digit from a picture: the wanted one, or any but `unwanted`; −1 for any. Returns which. */
static int take_picture(writer *w, int wanted, int only_zero, uint8_t picture[28 * 28]) {
    int digit = ANY;
    for (int tries = 0; tries < 200; tries++) {
        source set = w->set == SOURCE_COUNT ? SETS[random_below(w->stream, SET_COUNT)] : w->set;
        const size_t many = source_count(w->from->digits, set, w->from->part);
        if (many == 0) set = SOURCE_DIGITS;
        const size_t index = many == 0 ? 0 : random_below(w->stream, (uint32_t)many);
        digit = source_picture(w->from->digits, set, w->from->part, index, w->stream, w->from->scratch, picture);
        if ((wanted == ANY || digit == wanted) && (!only_zero || digit == 0)) break;
    }
    return digit;
}

/* The next digit: the wanted one, or any. */
static int write_digit(writer *w, int wanted, int last) {
    uint8_t picture[28 * 28];
    const float touching = w->line->hand.touching, small = w->line->hand.small;
    if (wanted == ANY && chance(w, w->repeats)) wanted = w->favourite;
    const int again = wanted == ANY && last == 0 && below(w, 8) < w->roundness;
    const int digit = again ? 0 : w->hand >= 0 && wanted == ANY ? below(w, LENET5_CLASSES) : wanted;
    const int taken = w->hand >= 0 ? digit : take_picture(w, digit, again, picture);
    w->line->hand.touching = taken == 0 && last == 0 && w->chained > touching ? w->chained : touching;
    w->line->hand.small = taken == 0 && last <= 0 ? small * w->zero : small;
    if (w->hand >= 0) write_by_pen(w, taken);
    else compose_digit(w->stream, w->line, picture, taken);
    w->line->hand.touching = touching;
    w->line->hand.small = small;
    return taken;
}

static void write_digits(writer *w, int count) {
    for (int i = 0, last = ANY; i < count; i++) last = write_digit(w, ANY, last);
}

/* Letters and the like. */
static void write_others(writer *w, int count) {
    static const draw_kind KINDS[] = {DRAW_LETTER, DRAW_LETTER, DRAW_LETTER, DRAW_SCRIPT, DRAW_SCRIBBLE, DRAW_FILLED};
    static _Thread_local lenet5_point points[STOCK_MAX_POINTS];
    uint8_t picture[28 * 28];
    for (int i = 0; i < count; i++) {
        const stock_list *letters = &w->from->pens->letter[chance(w, 0.3f)];
        if (letters->count > 0 && chance(w, 0.6f)) {
            compose_written(w->stream, w->line, points, sample(w, letters, points), -1);
            continue;
        }
        const draw_kind kind = KINDS[random_below(w->stream, sizeof KINDS / sizeof *KINDS)];
        const draw_split split = w->from->part == SOURCE_TRAIN ? DRAW_TRAIN : DRAW_HELD_OUT;
        draw_outlier_of(w->stream, split, kind, w->from->drawing, picture);
        compose_digit(w->stream, w->line, picture, -1);
    }
}

/* Where people put their marks, and how large they make them: least and most of the longer side and of the middle's
 * height, in bodies. */
static const struct mark_range {
    float longer[2], middle[2], over;
} RANGES[LATTICE_KINDS] = {
    [LATTICE_POINT] = {{0.01f, 0.1f}, {-0.03f, 0.1f}, 1},   [LATTICE_COMMA] = {{0.12f, 0.42f}, {-0.12f, 0.12f}, 0.3f},
    [LATTICE_COLON] = {{0.25f, 0.7f}, {0.2f, 0.5f}, 0},     [LATTICE_DASH] = {{0.2f, 0.9f}, {0.3f, 0.65f}, 0},
    [LATTICE_SLASH] = {{0.85f, 1.6f}, {0.3f, 0.65f}, 0.6f}, [LATTICE_PLUS] = {{0.35f, 0.9f}, {0.3f, 0.6f}, 0},
    [LATTICE_EQUALS] = {{0.3f, 0.9f}, {0.25f, 0.65f}, 0},   [LATTICE_PERCENT] = {{0.6f, 1.2f}, {0.35f, 0.6f}, 0.1f},
    [LATTICE_OPEN] = {{0.8f, 1.6f}, {0.35f, 0.6f}, 0.2f},   [LATTICE_CLOSE] = {{0.8f, 1.6f}, {0.35f, 0.6f}, 0.2f},
    [LATTICE_DOLLAR] = {{0.85f, 1.5f}, {0.4f, 0.6f}, 0.1f}, [LATTICE_EURO] = {{0.7f, 1.2f}, {0.4f, 0.6f}, 0.1f},
    [LATTICE_POUND] = {{0.8f, 1.3f}, {0.35f, 0.6f}, 0.1f},  [LATTICE_YEN] = {{0.75f, 1.25f}, {0.4f, 0.6f}, 0.1f},
};

static int is_drawn(lattice_kind kind) {
    return kind == LATTICE_POINT || kind == LATTICE_COMMA || kind == LATTICE_DASH || kind == LATTICE_EQUALS ||
           kind == LATTICE_SLASH || kind == LATTICE_DOLLAR;
}

static void write_mark(writer *w, lattice_kind kind) {
    static _Thread_local lenet5_point points[STOCK_MAX_POINTS];
    const stock_list *written = &w->from->pens->mark[kind];
    const struct mark_range *range = &RANGES[kind];
    if (written->count == 0 && is_drawn(kind)) {
        compose_mark(w->stream, w->line, kind);
        return;
    }
    if (is_drawn(kind) && chance(w, w->hand >= 0 ? 0.15f : 0.5f)) {
        compose_mark(w->stream, w->line, kind);
        return;
    }
    const float longer = random_between(w->stream, range->longer[0], range->longer[1]);
    const float middle = random_between(w->stream, range->middle[0], range->middle[1]);
    const compose_place place = {longer, middle, range->over};
    const size_t count = written->count > 0 ? sample(w, written, points) : currency_strokes(w->stream, kind, points);
    compose_written_mark(w->stream, w->line, points, count, kind, place);
}

static void write_fillers(writer *w) {
    const lattice_kind kind = chance(w, 0.6f) ? LATTICE_DASH : LATTICE_EQUALS;
    for (int count = 1 + (int)random_below(w->stream, 3); count > 0; count--) write_mark(w, kind);
}

static void write_currency(writer *w) {
    static const lattice_kind CURRENCIES[] = {LATTICE_DOLLAR, LATTICE_DOLLAR, LATTICE_EURO, LATTICE_POUND, LATTICE_YEN};
    write_mark(w, CURRENCIES[random_below(w->stream, sizeof CURRENCIES / sizeof *CURRENCIES)]);
}

static lattice_kind point_or_comma(writer *w) { return chance(w, 0.5f) ? LATTICE_POINT : LATTICE_COMMA; }

static void write_amount(writer *w) {
    w->line->is_amount = 1;
    if (chance(w, 0.2f)) write_currency(w);
    else if (chance(w, 0.06f)) write_mark(w, LATTICE_DASH);
    else if (chance(w, 0.15f)) write_fillers(w);
    if (chance(w, 0.6f)) {
        write_digits(w, 1 + (int)random_below(w->stream, 3));
        for (int groups = (int)random_below(w->stream, 3); groups > 0; groups--) {
            if (chance(w, 0.6f)) write_mark(w, point_or_comma(w));
            write_digits(w, 3);
        }
    } else {
        write_digits(w, 2 + (int)random_below(w->stream, 5));
    }
    if (chance(w, 0.2f)) {
        write_mark(w, chance(w, 0.8f) ? point_or_comma(w) : LATTICE_DASH);
        write_digits(w, 2);
    } else if (chance(w, 0.08f)) {
        write_digits(w, 2);
        write_mark(w, LATTICE_SLASH);
        write_digits(w, 3);
    }
    if (chance(w, 0.15f)) write_mark(w, point_or_comma(w));
    if (chance(w, 0.35f)) write_fillers(w);
    else if (chance(w, 0.02f)) write_currency(w);
}

static void write_zip(writer *w) {
    write_digits(w, 5);
    if (!chance(w, 0.3f)) return;
    if (chance(w, 0.7f)) write_mark(w, LATTICE_DASH);
    write_digits(w, 4);
}

/* A number of so many digits at most, in decimal, the first digit not 0. */
static void write_whole(writer *w, int number, int digits) {
    int of[4] = {number / 1000, number / 100 % 10, number / 10 % 10, number % 10};
    for (int i = 4 - digits, last = ANY; i < 4; i++) last = write_digit(w, of[i], last);
}

static void write_small(writer *w, int number) { write_whole(w, number, number >= 10 || chance(w, 0.25f) ? 2 : 1); }

static void write_year(writer *w) {
    if (chance(w, 0.6f)) write_whole(w, below(w, 100), 2);
    else write_whole(w, 1900 + below(w, 150), 4);
}

static void write_date(writer *w) {
    const float of = random_unit(w->stream);
    const lattice_kind mark = of < 0.7f ? LATTICE_SLASH : of < 0.85f ? LATTICE_DASH : LATTICE_POINT;
    write_small(w, 1 + below(w, chance(w, 0.5f) ? 31 : 12));
    write_mark(w, mark);
    write_small(w, 1 + below(w, chance(w, 0.5f) ? 31 : 12));
    if (chance(w, 0.4f)) return;
    write_mark(w, mark);
    write_year(w);
}

static void write_phone(writer *w) {
    const lattice_kind mark = chance(w, 0.75f) ? LATTICE_DASH : chance(w, 0.5f) ? LATTICE_POINT : LATTICE_SLASH;
    const int brackets = chance(w, 0.25f);
    if (chance(w, 0.15f)) write_mark(w, LATTICE_PLUS);
    if (chance(w, 0.2f)) {
        write_digits(w, 1 + below(w, 3));
        if (chance(w, 0.7f)) write_mark(w, mark);
    }
    if (brackets || chance(w, 0.5f)) {
        if (brackets) write_mark(w, LATTICE_OPEN);
        write_digits(w, 3);
        write_mark(w, brackets ? LATTICE_CLOSE : mark);
    }
    write_digits(w, 3);
    write_mark(w, mark);
    write_digits(w, 4);
}

static void write_number(writer *w) {
    const lattice_kind mark = point_or_comma(w);
    if (chance(w, 0.3f)) write_mark(w, chance(w, 0.7f) ? LATTICE_DASH : LATTICE_PLUS);
    write_digits(w, 1 + below(w, 4));
    if (chance(w, 0.6f)) {
        write_mark(w, mark);
        write_digits(w, 1 + below(w, 4));
    }
    if (chance(w, 0.25f)) write_mark(w, LATTICE_PERCENT);
}

static void write_pair(writer *w) {
    static const lattice_kind BETWEEN[] = {LATTICE_COLON, LATTICE_COLON, LATTICE_SLASH, LATTICE_SLASH,
                                           LATTICE_PLUS,  LATTICE_DASH,  LATTICE_EQUALS};
    const int operands = 2 + chance(w, 0.2f);
    if (chance(w, 0.1f)) write_mark(w, LATTICE_OPEN);
    for (int i = 0; i < operands; i++) {
        if (i > 0) write_mark(w, BETWEEN[random_below(w->stream, sizeof BETWEEN / sizeof *BETWEEN)]);
        write_digits(w, 1 + below(w, 3));
    }
    if (chance(w, 0.1f)) write_mark(w, LATTICE_CLOSE);
}

/* A word before or behind: of small letters, some hands' half as high as digits. */
static void write_word(writer *w) {
    const line_style hand = w->line->hand;
    w->line->hand.body *= random_between(w->stream, 0.45f, 1);
    w->line->hand.gap *= 0.5f;
    write_others(w, 1 + below(w, 5));
    w->line->hand = hand;
}

static void write_content(writer *w) {
    static void (*const OTHERS[])(writer *) = {write_date, write_date, write_phone, write_number, write_pair};
    if (chance(w, 0.1f)) write_others(w, 1 + below(w, 7));
    else if (chance(w, 0.22f)) OTHERS[random_below(w->stream, sizeof OTHERS / sizeof *OTHERS)](w);
    else if (chance(w, 0.6f)) write_amount(w);
    else if (chance(w, 0.3f)) write_zip(w);
    else write_digits(w, chance(w, 0.5f) ? 2 + below(w, 3) : 1 + below(w, 10));
}

void compose_line(random_stream *stream, const script_sources *from, composition *line) {
    compose_start(stream, line);
    writer w = {stream, from, line, SOURCE_COUNT, ANY, .zero = 1, .favourite = ANY};
    if (chance(&w, 0.5f)) line->hand.touching = random_between(stream, 0.1f, 0.8f);
    if (chance(&w, 0.6f)) w.set = SETS[random_below(stream, SET_COUNT)];
    w.roundness = chance(&w, 0.5f) ? 6 : 1;
    if (chance(&w, 0.4f)) w.zero = random_between(stream, 0.3f, 0.9f);
    if (chance(&w, 0.12f)) {
        w.favourite = chance(&w, 0.4f) ? 1 : below(&w, LENET5_CLASSES);
        w.repeats = random_between(stream, 0.3f, 1);
    }
    w.chained = chance(&w, 0.6f) ? random_between(stream, 0.3f, 1) : 0;
    if (from->pens->writers > 0 && chance(&w, 0.3f)) {
        w.hand = below(&w, (uint32_t)from->pens->writers);
        line->hand.lean = random_between(stream, -0.3f, 0.4f);
        line->has_lifts = chance(&w, 0.5f);
    }
    if (chance(&w, 0.06f)) write_word(&w), compose_space(stream, line, 0.3f, 1.5f);
    write_content(&w);
    if (chance(&w, 0.08f)) compose_space(stream, line, 0.1f, 0.8f), write_word(&w);
    compose_noise(stream, line);
    compose_paper(stream, line);
}
