/* Working pixels → the caller's unit, in double precision: exact for pictures, whose pitch is a whole number. */
#include "frame.h"

static int32_t floor_of(double x) { return (int32_t)__builtin_floor(x); }
static int32_t ceiling_of(double x) { return (int32_t)__builtin_ceil(x); }

/* Limited before it is rounded: what lies far outside need not fit 32 bits. */
static double within(int32_t low, double x, int32_t high) { return x < low ? low : x > high ? high : x; }
static double across(const frame *f, int32_t x) { return within(f->left, f->x + x * f->pitch, f->right); }
static double down(const frame *f, int32_t y) { return within(f->top, f->y + y * f->pitch, f->bottom); }

frame frame_of_picture(const ink_map *map, int width, int height) {
    return (frame){0, 0, map->shrink, 0, 0, width, height};
}

frame frame_of_strokes(const ink_map *map, double x, double y, double pitch) {
    return (frame){
        x, y, pitch, floor_of(x), floor_of(y), ceiling_of(x + map->width * pitch), ceiling_of(y + map->height * pitch)};
}

lenet5_place frame_place(const frame *f, lenet5_place place) {
    return (lenet5_place){floor_of(across(f, place.x)), floor_of(down(f, place.y))};
}

lenet5_box frame_box(const frame *f, lenet5_box box) {
    if (box.width == 0 || box.height == 0) return (lenet5_box){0, 0, 0, 0};
    const lenet5_place first = frame_place(f, (lenet5_place){box.x, box.y});
    return (lenet5_box){first.x, first.y, ceiling_of(across(f, box.x + box.width)) - first.x,
                        ceiling_of(down(f, box.y + box.height)) - first.y};
}

void frame_reading(const frame *f, lenet5_reading *reading) {
    reading->box = frame_box(f, reading->box);
    reading->before = frame_box(f, reading->before);
    reading->after = frame_box(f, reading->after);
    for (int i = 0; i < reading->length; i++) {
        lenet5_character *character = &reading->character[i];
        character->box = frame_box(f, character->box);
        for (int k = 0; k < LENET5_OUTLINE_POINTS; k++) character->outline[k] = frame_place(f, character->outline[k]);
    }
}
