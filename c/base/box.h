/* box: rectangles of pixels; minimum, maximum and clamping of numbers. */
#ifndef LENET5_BASE_BOX_H
#define LENET5_BASE_BOX_H

typedef struct pixel_box {
    int x, y, width, height;
} pixel_box;

static inline int int_min(int a, int b) { return a < b ? a : b; }
static inline int int_max(int a, int b) { return a > b ? a : b; }
static inline float float_min(float a, float b) { return a < b ? a : b; }
static inline float float_max(float a, float b) { return a > b ? a : b; }
static inline float float_clamp(float x, float low, float high) { return x < low ? low : x > high ? high : x; }

/* A box of nothing on a plane: united with one there, it is that. */
static inline pixel_box box_of_nothing(int width, int height) { return (pixel_box){width, height, -width, -height}; }

/* The smallest box that holds both. */
static inline pixel_box box_united(pixel_box a, pixel_box b) {
    const int left = int_min(a.x, b.x), top = int_min(a.y, b.y);
    const int right = int_max(a.x + a.width, b.x + b.width), bottom = int_max(a.y + a.height, b.y + b.height);
    return (pixel_box){left, top, right - left, bottom - top};
}

/* Of two spans, begin and length each: what lies between them, 0 when they touch; what they share; and whether that is more than
 * half of the shorter one. */
static inline int span_gap(int a, int a_length, int b, int b_length) {
    return int_max(int_max(b - a - a_length, a - b - b_length), 0);
}
static inline int span_overlap(int a, int a_length, int b, int b_length) {
    return int_max(int_min(a + a_length, b + b_length) - int_max(a, b), 0);
}
static inline int spans_meet(int a, int a_length, int b, int b_length) {
    return 2 * span_overlap(a, a_length, b, b_length) > int_min(a_length, b_length);
}

#endif
