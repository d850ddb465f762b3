/* outlier: draws non-digits of every kind, from letters to struck-out digits. */
#include "scratch.h"
#include "scribble.h"
#include "styles.h"

size_t draw_scratch_size(void) { return draw_scratch_total(); }

static void read_digit(random_stream *stream, draw_split split, int digit, draw_figure *figure) {
    draw_figure_read(stream, draw_style_choose(stream, split, draw_digit_styles[digit]), figure);
}

/* Brings the figure's longer side to 100 units, which is what pens and hands are measured in. */
static void fit_figure(draw_figure *figure) {
    draw_box box = draw_figure_box(figure);
    float wide = box.right - box.left, high = box.bottom - box.top, longer = wide > high ? wide : high;
    float scale = longer > 1 ? 100 / longer : 1;
    draw_figure_map(figure, scale, 0, 0, scale);
}

static void write_figure(random_stream *stream, draw_scratch *scratch) {
    fit_figure(&scratch->figure);
    draw_hand_write(stream, &scratch->figure, &scratch->trace);
    draw_canvas_trace(&scratch->canvas, &scratch->trace);
}

static void write_glyph(random_stream *stream, draw_split split, draw_table table, draw_scratch *scratch) {
    draw_figure_read(stream, draw_style_choose(stream, split, table), &scratch->figure);
    write_figure(stream, scratch);
}

static void write_filled(random_stream *stream, draw_split split, draw_scratch *scratch) {
    if (split == DRAW_TRAIN && random_unit(stream) < 0.3f) draw_blob(stream, &scratch->figure);
    else draw_figure_read(stream, draw_style_choose(stream, split, draw_outline_styles), &scratch->figure);
    fit_figure(&scratch->figure);
    draw_hand_outline(stream, &scratch->figure, 1.0f, &scratch->trace);
    draw_canvas_fill(&scratch->canvas, &scratch->trace);
    float grain = random_between(stream, 2.0f, 24.0f), low = random_between(stream, 0.2f, 0.9f);
    if (random_unit(stream) < 0.6f) draw_canvas_shade(stream, &scratch->canvas, grain, low);
}

/* --- pieces ----------------------------------------------------------------------------------------------------- */

typedef enum side { TOP, BOTTOM, LEFT } side;

/* Halves that are no digit themselves. The lower half of 8 is a 0, that of 7 a 1, the left half of 6 often a 1, the
 * upper half of 2 and 3 a small 7, the right half of 3 a 3 … */
static const struct piece {
    int digit;
    side kept;
} pieces[] = {
    {0, TOP},    {0, BOTTOM}, {2, BOTTOM}, {2, LEFT}, {3, BOTTOM}, {3, LEFT},
    {4, BOTTOM}, {4, LEFT},   {5, BOTTOM}, {5, LEFT}, {8, LEFT},
};

static void keep_half(draw_canvas *canvas, side kept, float share) {
    float size = canvas->box.right - canvas->box.left;
    for (int row = 0; row < DRAW_CANVAS; row++)
        for (int column = 0; column < DRAW_CANVAS; column++) {
            float place = kept == LEFT ? (float)column - canvas->box.left : (float)row - canvas->box.top;
            if (kept == BOTTOM ? place < (1 - share) * size : place > share * size) canvas->ink[row][column] = 0;
        }
}

static void write_piece(random_stream *stream, draw_split split, draw_scratch *scratch) {
    struct piece piece = pieces[random_below(stream, sizeof pieces / sizeof *pieces)];
    read_digit(stream, split, piece.digit, &scratch->figure);
    write_figure(stream, scratch);
    keep_half(&scratch->canvas, piece.kept, random_between(stream, 0.40f, 0.52f));
}

/* --- whole digits that are none --------------------------------------------------------------------------------- */

/* Digits side by side, or letters. */
static void write_group(random_stream *stream, draw_split split, draw_scratch *scratch) {
    bool letters = random_unit(stream) < 0.25f;
    int members = random_unit(stream) < 0.75f ? 2 : 3;
    float right = 0;
    scratch->figure.count = scratch->figure.strokes = 0;
    for (int i = 0; i < members; i++) {
        draw_table table = letters ? draw_letter_styles : draw_digit_styles[random_whole(stream, 0, 9)];
        draw_figure_read(stream, draw_style_choose(stream, split, table), &scratch->part);
        draw_box box = draw_figure_box(&scratch->part);
        float scale = random_between(stream, 0.75f, 1.1f), gap = random_between(stream, -4.0f, 30.0f);
        float down = random_between(stream, -10.0f, 10.0f);
        draw_figure_append(&scratch->figure, &scratch->part, scale, right + gap - scale * box.left, down);
        right += gap + scale * (box.right - box.left);
    }
    write_figure(stream, scratch);
}

typedef enum turn { QUARTER, THREE_QUARTERS, HALF, MIRROR } turn;

/* Left out: what resembles a digit when turned (0 always, 6 by a quarter, 6 and 9 by half, 2 and 5 mirrored …). */
static const struct turned {
    int digit;
    turn turn;
} turned[] = {
    {1, QUARTER},        {1, THREE_QUARTERS}, {2, QUARTER},        {2, THREE_QUARTERS}, {3, QUARTER},
    {3, THREE_QUARTERS}, {4, QUARTER},        {4, THREE_QUARTERS}, {5, QUARTER},        {5, THREE_QUARTERS},
    {7, QUARTER},        {7, THREE_QUARTERS}, {8, QUARTER},        {9, QUARTER},        {9, THREE_QUARTERS},
    {3, MIRROR},         {7, MIRROR},         {3, HALF},           {4, HALF},           {7, HALF},
};

static void write_turned(random_stream *stream, draw_split split, draw_scratch *scratch) {
    static const float map[][4] = {
        [QUARTER] = {0, -1, 1, 0},
        [THREE_QUARTERS] = {0, 1, -1, 0},
        [HALF] = {-1, 0, 0, -1},
        [MIRROR] = {-1, 0, 0, 1},
    };
    struct turned choice = turned[random_below(stream, sizeof turned / sizeof *turned)];
    const float *m = map[choice.turn];
    read_digit(stream, split, choice.digit, &scratch->figure);
    draw_figure_map(&scratch->figure, m[0], m[1], m[2], m[3]);
    write_figure(stream, scratch);
}

static void write_struck(random_stream *stream, draw_split split, draw_scratch *scratch) {
    read_digit(stream, split, random_whole(stream, 0, 9), &scratch->figure);
    draw_strike(stream, split, &scratch->figure);
    write_figure(stream, scratch);
}

/* --- the choice ------------------------------------------------------------------------------------------------- */

static void write_kind(random_stream *stream, draw_split split, draw_kind kind, draw_scratch *scratch) {
    switch (kind) {
    case DRAW_LETTER: write_glyph(stream, split, draw_letter_styles, scratch); break;
    case DRAW_SCRIPT: write_glyph(stream, split, draw_script_styles, scratch); break;
    case DRAW_SIGN: write_glyph(stream, split, draw_sign_styles, scratch); break;
    case DRAW_SYMBOL: write_glyph(stream, split, draw_symbol_styles, scratch); break;
    case DRAW_SCRIBBLE:
        draw_scribble(stream, split, &scratch->figure);
        write_figure(stream, scratch);
        break;
    case DRAW_FILLED: write_filled(stream, split, scratch); break;
    case DRAW_TEXTURE: draw_texture(stream, split, &scratch->canvas); break;
    case DRAW_PIECE: write_piece(stream, split, scratch); break;
    case DRAW_GROUP: write_group(stream, split, scratch); break;
    case DRAW_TURNED: write_turned(stream, split, scratch); break;
    case DRAW_STRUCK:
    case DRAW_KINDS: write_struck(stream, split, scratch); break;
    }
}

void draw_outlier_of(random_stream *stream, draw_split split, draw_kind kind, draw_scratch *scratch,
                     uint8_t picture[28 * 28]) {
    do {
        draw_canvas_clear(stream, &scratch->canvas);
        write_kind(stream, split, kind, scratch);
        draw_canvas_scan(stream, &scratch->canvas);
    } while (!draw_canvas_finish(&scratch->canvas, draw_scratch_normalise(scratch), picture));
}

void draw_letter(random_stream *stream, draw_split split, draw_scratch *scratch, uint8_t picture[28 * 28]) {
    do {
        draw_canvas_clear(stream, &scratch->canvas);
        write_glyph(stream, split, draw_letter_styles, scratch);
        draw_canvas_scan(stream, &scratch->canvas);
    } while (!draw_canvas_finish(&scratch->canvas, draw_scratch_normalise(scratch), picture));
}

draw_kind draw_outlier(random_stream *stream, draw_split split, draw_scratch *scratch, uint8_t picture[28 * 28]) {
    /* Letters most: they are the nearest to digits, and the most frequent non-digits on paper. */
    static const unsigned char share[DRAW_KINDS] = {
        [DRAW_LETTER] = 34,   [DRAW_SCRIPT] = 14, [DRAW_SIGN] = 8,    [DRAW_SYMBOL] = 8,
        [DRAW_SCRIBBLE] = 10, [DRAW_FILLED] = 7,  [DRAW_TEXTURE] = 5, [DRAW_PIECE] = 3,
        [DRAW_GROUP] = 5,     [DRAW_TURNED] = 4,  [DRAW_STRUCK] = 2,
    };
    int rest = random_whole(stream, 0, 99);
    int kind = 0;
    while ((rest -= share[kind]) >= 0) kind++;
    draw_outlier_of(stream, split, (draw_kind)kind, scratch, picture);
    return (draw_kind)kind;
}
