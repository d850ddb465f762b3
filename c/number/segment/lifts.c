/* Where the pen was lifted: between two of its strokes a seam costs little, however much they touch. */
#include "deskew.h"
#include "tuning.h"

/* The number of the line's stroke at a pixel of the line image, 0 where there is none. */
static int stroke_at(const ink_map *map, const segment_line *line, const segment_line_image *image,
                     const segment_scratch *s, int x, int y) {
    float across, down;
    segment_place(&image->frame, line, (float)x + 0.5f, (float)y + 0.5f, &across, &down);
    const int u = (int)across, v = (int)down;
    const pixel_box box = line->box;
    if (u < box.x || v < box.y || u >= box.x + box.width || v >= box.y + box.height) return 0;
    const size_t at = (size_t)v * (size_t)map->width + (size_t)u;
    return s->in_line[map->label[at]] ? map->stroke[at] : 0;
}

void segment_ease_lifts(const ink_map *map, const segment_line *line, const segment_line_image *image,
                        segment_scratch *s) {
    uint8_t *cost = s->cost;
    if (map->stroke == NULL) return;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = 0, left = 0; x < image->width; x++, cost++) {
            const int right = stroke_at(map, line, image, s, x, y);
            if (left != 0 && right != 0 && left != right) *cost = (uint8_t)int_min(*cost, SEAM_LIFT);
            left = right;
        }
    }
}
