/* digit: draws a digit from its templates, at times with remains of a rule or a neighbour. */
#include "canvas.h"
#include "scratch.h"
#include "styles.h"

static const float WITH_REMAINS = 0.05f; /* share of the pictures */

static void read_digit(random_stream *stream, draw_split split, int digit, draw_figure *figure) {
    draw_figure_read(stream, draw_style_choose(stream, split, draw_digit_styles[digit]), figure);
}

/* --- what cutting a digit out of a form leaves beside it ---------------------------------------------------------- */

/* A piece of the line below or above. */
static void add_rule(random_stream *stream, draw_box box, draw_figure *figure) {
    float gap = random_between(stream, 8.0f, 16.0f), y = random_unit(stream) < 0.8f ? box.bottom + gap : box.top - gap;
    float wide = box.right - box.left + 10, from = random_between(stream, box.left - 12, box.left + 0.3f * wide);
    float length = random_between(stream, 0.6f, 1.1f) * wide, rise = random_between(stream, -2.0f, 2.0f);
    draw_figure_add(figure, from, y, true, false);
    draw_figure_add(figure, from + length, y + rise, false, false);
}

/* A full stop or a comma. */
static void add_stop(random_stream *stream, draw_box box, draw_figure *figure) {
    float x = box.right + random_between(stream, 8.0f, 20.0f), y = box.bottom - random_between(stream, -4.0f, 6.0f);
    float left = random_between(stream, 0.0f, 5.0f), down = random_between(stream, 1.0f, 12.0f);
    draw_figure_add(figure, x, y, true, false);
    draw_figure_add(figure, x - left, y + down, false, false);
}

/* The end of a neighbour's stroke. */
static void add_neighbour(random_stream *stream, draw_box box, draw_figure *figure) {
    bool right = random_unit(stream) < 0.5f;
    float outwards = right ? 1.0f : -1.0f, gap = random_between(stream, 6.0f, 16.0f);
    float x = (right ? box.right : box.left) + outwards * gap, y = random_between(stream, box.top, box.bottom);
    float across = outwards * random_between(stream, 0.0f, 12.0f), down = random_between(stream, -22.0f, 22.0f);
    draw_figure_add(figure, x, y, true, false);
    draw_figure_add(figure, x + across, y + down, false, false);
}

static void add_remains(random_stream *stream, draw_figure *figure) {
    static void (*const add[])(random_stream *, draw_box, draw_figure *) = {
        add_rule,
        add_stop,
        add_neighbour,
        add_neighbour,
    };
    add[random_below(stream, sizeof add / sizeof *add)](stream, draw_figure_box(figure), figure);
}

/* --- the picture ------------------------------------------------------------------------------------------------ */

void draw_digit(random_stream *stream, draw_split split, int digit, draw_scratch *scratch, uint8_t picture[28 * 28]) {
    do {
        read_digit(stream, split, digit, &scratch->figure);
        if (random_unit(stream) < WITH_REMAINS) add_remains(stream, &scratch->figure);
        draw_hand_write(stream, &scratch->figure, &scratch->trace);
        draw_canvas_clear(stream, &scratch->canvas);
        draw_canvas_trace(&scratch->canvas, &scratch->trace);
        draw_canvas_scan(stream, &scratch->canvas);
    } while (!draw_canvas_finish(&scratch->canvas, draw_scratch_normalise(scratch), picture));
}

size_t draw_digit_strokes(random_stream *stream, draw_split split, int digit, draw_scratch *scratch,
                          lenet5_point points[DRAW_MAX_POINTS]) {
    read_digit(stream, split, digit, &scratch->figure);
    draw_hand_write(stream, &scratch->figure, &scratch->trace);
    for (int i = 0; i < scratch->trace.count; i++) {
        const draw_trace_point *point = &scratch->trace.point[i];
        points[i] = (lenet5_point){point->x, point->y, 0.5f, point->stroke};
    }
    return (size_t)scratch->trace.count;
}
