#include "draw_canvas.h"
#include "draw_scratch.h"
#include "draw_styles.h"

static void read_digit(random_stream *stream, draw_split split, int digit, draw_scratch *scratch)
{
    const draw_style *style = draw_style_choose(stream, split, draw_digit_styles[digit]);
    draw_figure_read(stream, style, &scratch->figure);
    draw_hand_write(stream, &scratch->figure, &scratch->trace);
}

void draw_digit(random_stream *stream, draw_split split, int digit, draw_scratch *scratch, uint8_t picture[28 * 28])
{
    do {
        read_digit(stream, split, digit, scratch);
        draw_canvas_clear(stream, &scratch->canvas);
        draw_canvas_trace(&scratch->canvas, &scratch->trace);
        draw_canvas_scan(stream, &scratch->canvas);
    } while (!draw_canvas_finish(&scratch->canvas, draw_scratch_normalise(scratch), picture));
}

size_t draw_digit_strokes(random_stream *stream, draw_split split, int digit, draw_scratch *scratch,
                          render_point points[DRAW_MAX_POINTS])
{
    read_digit(stream, split, digit, scratch);
    for (int i = 0; i < scratch->trace.count; i++) {
        const draw_trace_point *point = &scratch->trace.point[i];
        points[i] = (render_point){ point->x, point->y, 0.5f, point->stroke };
    }
    return (size_t)scratch->trace.count;
}
