/* The picture of a line that the network is swept along: its line image at half the size. */
#include "steps.h"

void read_sweep_image(const ink_map *map, int line, read_scratch *s, lenet5_sweep_result *out) {
    enum { MARGIN = LENET5_INPUT_SIDE / 2, FIRST_ROW = (SEGMENT_HEIGHT / 2 - LENET5_INPUT_SIDE) / 2 };
    if (!read_find_line(map, line, s, &out->lines, &out->line)) return;
    segment_cut_line(map, &s->lines, out->line, SEGMENT_SLANT, 0, read_segment_part(s), &s->image);
    if (s->image.width == 0) return;
    const int width = s->image.width;
    out->width = width / 2 + 2 * MARGIN;
    for (int y = 0; y < LENET5_INPUT_SIDE; y++) {
        for (int x = 0; x < width / 2; x++) {
            const uint8_t *from = &s->image.ink[2 * (y + FIRST_ROW) * width + 2 * x];
            out->picture[y * out->width + MARGIN + x] =
                (uint8_t)((from[0] + from[1] + from[width] + from[width + 1] + 2) / 4);
        }
    }
}
