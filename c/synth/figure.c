/* figure: parses a template, interpolates between two, and transforms the control points. */
#include "figure.h"

const draw_style *draw_style_choose(random_stream *stream, draw_split split, draw_table table) {
    int total = 0;
    for (int i = 0; i < table.count; i++) total += table.styles[i].split == split ? table.styles[i].share : 0;
    int rest = (int)random_below(stream, (uint32_t)total);
    const draw_style *style = table.styles;
    for (;; style++) {
        rest -= style->split == split ? style->share : 0;
        if (rest < 0) return style;
    }
}

static const char *read_number(const char *text, float *value) {
    bool negative = *text == '-';
    int number = 0;
    for (text += negative; *text >= '0' && *text <= '9'; text++) number = number * 10 + (*text - '0');
    *value = (float)(negative ? -number : number);
    return text;
}

static const char *read_point(const char *text, bool *lift, draw_control *point) {
    *lift = false;
    for (; *text == ' ' || *text == '|'; text++) *lift |= *text == '|';
    text = read_number(text, &point->x);
    text = read_number(text + (*text == ','), &point->y);
    point->corner = *text == '!';
    return text + point->corner;
}

void draw_figure_read(random_stream *stream, const draw_style *style, draw_figure *figure) {
    const char *at_a = style->template_a, *at_b = style->template_b != NULL ? style->template_b : style->template_a;
    float place = random_between(stream, -0.1f, 1.1f);
    figure->count = figure->strokes = 0;
    while (*at_a != '\0' && *at_b != '\0') {
        draw_control a, b;
        bool lift, ignored;
        at_a = read_point(at_a, &lift, &a);
        at_b = read_point(at_b, &ignored, &b);
        draw_figure_add(figure, a.x + place * (b.x - a.x), a.y + place * (b.y - a.y), lift, a.corner);
    }
}

void draw_figure_add(draw_figure *figure, float x, float y, bool lift, bool corner) {
    if (figure->count == DRAW_MAX_CONTROLS) return;
    if (lift || figure->count == 0) figure->strokes++;
    figure->control[figure->count++] = (draw_control){x, y, figure->strokes - 1, corner};
}

void draw_figure_append(draw_figure *figure, const draw_figure *other, float scale, float x, float y) {
    int stroke = -1;
    for (int i = 0; i < other->count; i++) {
        const draw_control *point = &other->control[i];
        bool lift = point->stroke != stroke;
        stroke = point->stroke;
        draw_figure_add(figure, x + scale * point->x, y + scale * point->y, lift, point->corner);
    }
}

draw_box draw_figure_box(const draw_figure *figure) {
    draw_box box = {1e9f, 1e9f, -1e9f, -1e9f};
    for (int i = 0; i < figure->count; i++) {
        float x = figure->control[i].x, y = figure->control[i].y;
        box.left = x < box.left ? x : box.left;
        box.right = x > box.right ? x : box.right;
        box.top = y < box.top ? y : box.top;
        box.bottom = y > box.bottom ? y : box.bottom;
    }
    return box;
}

void draw_figure_map(draw_figure *figure, float a, float b, float c, float d) {
    draw_box box = draw_figure_box(figure);
    float centre_x = (box.left + box.right) / 2, centre_y = (box.top + box.bottom) / 2;
    for (int i = 0; i < figure->count; i++) {
        float x = figure->control[i].x - centre_x, y = figure->control[i].y - centre_y;
        figure->control[i].x = centre_x + a * x + b * y;
        figure->control[i].y = centre_y + c * x + d * y;
    }
}
