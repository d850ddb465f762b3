/* Checks of a caller's picture and strokes. */
#include "arguments.h"

int arguments_are_picture(const uint8_t *rgba, int width, int height) {
    return rgba != NULL && width > 0 && height > 0 && width <= LENET5_MAX_PIXELS / height;
}

int arguments_are_strokes(const lenet5_point *points, size_t count) {
    static const float LIMIT = 1e8f;
    if (count > LENET5_MAX_POINTS || (points == NULL && count > 0)) return 0;
    for (size_t i = 0; i < count; i++) {
        const lenet5_point *p = &points[i];
        int in_range =
            p->x >= -LIMIT && p->x <= LIMIT && p->y >= -LIMIT && p->y <= LIMIT && p->pressure >= 0 && p->pressure <= 1;
        if (!in_range || (i > 0 && p->stroke < points[i - 1].stroke)) return 0;
    }
    return 1;
}
