/* Some of a map's ink → its logits. */
#include "part.h"

#include "../../base/maths/maths.h"
#include "../inkmap/scratch.h"
#include "tuning.h"

static int holds(const ink_part *p, int label) {
    for (int i = 0; i < p->labels; i++) {
        if (p->label[i] == label) return 1;
    }
    return p->labels == 0 && label != 0;
}

/* Columns first … last − 1 of a row. */
typedef struct span {
    int first, last;
} span;

static span columns_of(const ink_part *p, int row) {
    const int right = p->box.x + p->box.width;
    if (p->side == PART_WHOLE) return (span){p->box.x, right};
    const int line = p->box.x + (int)(p->line.at + p->line.slope * (float)row);
    const int between = int_max(p->box.x, int_min(line, right));
    return p->side == PART_LEFT ? (span){p->box.x, between} : (span){between, right};
}

/* The part's ink alone, on a plane that lies as the map does; its box, of width 0 when it has none. */
static pixel_box isolate(const ink_map *map, const ink_part *p, uint8_t *plane) {
    int left = map->width, right = 0, top = map->height, bottom = 0;
    for (int y = p->box.y; y < p->box.y + p->box.height; y++) {
        const span columns = columns_of(p, y - p->box.y);
        const size_t row = (size_t)y * (size_t)map->width;
        for (int x = p->box.x; x < p->box.x + p->box.width; x++) {
            const int is_part = x >= columns.first && x < columns.last && holds(p, map->label[row + (size_t)x]);
            plane[row + (size_t)x] = is_part ? map->ink[row + (size_t)x] : 0;
            if (!is_part) continue;
            left = int_min(left, x), right = int_max(right, x + 1), top = int_min(top, y), bottom = y + 1;
        }
    }
    return (pixel_box){left, top, int_max(right - left, 0), int_max(bottom - top, 0)};
}

static float digit_score(const float logits[LENET5_CLASSES]) {
    float sum = 0.0F, peak = logits[0];
    for (int i = 1; i < LENET5_CLASSES; i++) peak = float_max(peak, logits[i]);
    for (int i = 0; i < LENET5_CLASSES; i++) sum += maths_exp(logits[i] - peak);
    return peak + maths_log(sum);
}

float part_read(const ink_map *map, const ink_part *p, const several_reader *reader, pixel_box *box) {
    uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE], input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    float logits[LENET5_CLASSES];
    *box = isolate(map, p, reader->map->part);
    if (box->width == 0) return NO_INK;
    normalise_digit(reader->map->part, map->width, *box, reader->normalise, picture);
    network_frame(picture, input);
    network_logits(reader->net, reader->network, input, logits);
    return digit_score(logits);
}

int part_is_as_high(pixel_box left, pixel_box right) {
    return reaches(int_min(left.height, right.height), PART_HEIGHT, int_max(left.height, right.height));
}

void part_compare(several_parts *found, float left, float right) {
    const float least = float_min(left, right);
    if (found->parts > 0 && least <= found->least) return;
    found->parts = 2, found->least = least, found->most = float_max(left, right);
}
