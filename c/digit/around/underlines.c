/* Underlines: components for themselves, below the digit; or along the foot of the digit that they touch. */
#include <string.h>

#include "steps.h"

static int is_flat(pixel_box box) { return exceeds(box.width, FLAT_ASPECT, box.height); }

/* The component that a line may stand under: the highest that is none. */
static int find_tall(const ink_map *map) {
    int tall = -1;
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        if (!is_flat(box) && (tall < 0 || box.height > map->component[tall].box.height)) tall = i;
    }
    return tall;
}

/* Whether some row near the foot has a long run, which a line leaves. */
static int may_stand_on_line(const ink_map *map, const inkmap_scratch *scratch, pixel_box box) {
    for (int y = box.y + box.height - 1 - share_of(LINE_RISE, box.height); y < box.y + box.height; y++) {
        for (int32_t i = scratch->row_start[y]; i < scratch->row_start[y + 1]; i++) {
            const ink_run run = scratch->run[i];
            if (map->label[(size_t)y * (size_t)map->width + (size_t)run.start] != 0 &&
                exceeds(run.end - run.start, LINE_RUN, box.width))
                return 1;
        }
    }
    return 0;
}

/* Not the foot of a 2 that hangs by a thread: that begins where the digit does, and is as good as joined to it. But where
 * the body stands on a line already, the next one is no foot. */
static int is_underline(pixel_box line, pixel_box body, int stands_on_line) {
    const int gap = line.y - body.y - body.height;
    if (!is_flat(line) || exceeds(-gap, UNDERLINE_RISE, body.height) || exceeds(gap, UNDERLINE_GAP, body.height))
        return 0;
    if (!exceeds(span_overlap(line.x, line.width, body.x, body.width), UNDERLINE_COVER, body.width)) return 0;
    return stands_on_line || exceeds(gap, FOOT_GAP, body.height) || exceeds(body.x - line.x, OVERHANG, body.height);
}

int around_find_underlines(const ink_map *map, inkmap_scratch *scratch) {
    const int tall = find_tall(map);
    int32_t *gone = scratch->number;
    int any = 0;
    if (tall < 0 || map->components == 1) return 0;
    const pixel_box body = map->component[tall].box;
    const int on_line = may_stand_on_line(map, scratch, body);
    for (int i = 0; i < map->components; i++) {
        gone[i] = i != tall && is_underline(map->component[i].box, body, on_line);
        any |= gone[i];
    }
    return any;
}

int around_find_foot(const ink_map *map, inkmap_scratch *scratch, pixel_box *box) {
    const int tall = find_tall(map);
    int lines = 0;
    if (!around_find_underlines(map, scratch)) return 0;
    const pixel_box body = map->component[tall].box;
    *box = body;
    for (int i = 0; i < map->components; i++) {
        const pixel_box part = map->component[i].box;
        if (i == tall || (!scratch->number[i] && !reaches(int_max(part.width, part.height), SPECK_SIDE, body.height)))
            continue;
        if (!scratch->number[i] || ++lines > 1 || exceeds(part.width, CLEAR_FOOT_LENGTH, body.height) ||
            exceeds(part.y - body.y - body.height, CLEAR_FOOT_GAP, body.height))
            return 0;
        *box = box_united(body, part);
    }
    return 1;
}

/* All ink of a map, which may stand on a line. */
typedef struct foot {
    const ink_map *map;
    pixel_box box;
} foot;

static int is_ink(const foot *f, int x, int y) {
    return f->map->ink[(size_t)y * (size_t)f->map->width + (size_t)x] >= HALF_INK;
}

/* The lowest run of ink in a column: its end, and its begin through *begin; −1 where there is none. */
static int lowest_run(const foot *f, int x, int *begin) {
    int end = f->box.y + f->box.height;
    while (end > f->box.y && !is_ink(f, x, end - 1)) end--;
    if (end == f->box.y) return -1;
    *begin = end - 1;
    while (*begin > f->box.y && is_ink(f, x, *begin - 1)) (*begin)--;
    return end;
}

/* middle(x) = left + slope · (x − from), in pixels; thickness in pixels. */
typedef struct underline {
    int from, to; /* columns from … to − 1 */
    float left, slope, thickness;
} underline;

static float middle_at(const underline *line, int x) { return line->left + line->slope * (float)(x - line->from); }

/* The mean middle and thickness of the lowest runs in a few columns. */
static int measure_end(const foot *f, int from, int to, float *middle, float *thickness) {
    int sum = 0, thick = 0, columns = 0;
    for (int x = from; x < to; x++) {
        int begin;
        const int end = lowest_run(f, x, &begin);
        if (end >= 0) sum += begin + end, thick += end - begin, columns++;
    }
    if (columns == 0) return 0;
    *middle = 0.5F * (float)sum / (float)columns, *thickness = (float)thick / (float)columns;
    return 1;
}

/* A line through what both ends of the foot are. */
static int fit_line(const foot *f, underline *line) {
    const int part = int_max(share_of(LINE_END, f->box.width), 2);
    const int from = f->box.x + 1, to = f->box.x + f->box.width - 1;
    float left, right, thin, thick;
    if (to - from < 3 * part || !measure_end(f, from, from + part, &left, &thin) ||
        !measure_end(f, to - part, to, &right, &thick))
        return 0;
    *line = (underline){.from = from, .to = to, .thickness = 0.5F * (thin + thick)};
    line->slope = (right - left) / (float)(to - from - part);
    line->left = left - line->slope * 0.5F * (float)(part - 1);
    const float low = (float)(f->box.y + f->box.height - share_of(LINE_RISE, f->box.height));
    return left > low && right > low && line->slope < LINE_STEEPEST && line->slope > -LINE_STEEPEST &&
           line->thickness < LINE_THICKNESS * (float)f->box.height;
}

/* In most columns nothing is lower than the line, and nothing is missing of it. */
static int is_straight(const foot *f, const underline *line) {
    const float off = 0.6F * line->thickness + LINE_BEND * (float)f->box.width;
    int on = 0;
    for (int x = line->from; x < line->to; x++) {
        int begin;
        const int end = lowest_run(f, x, &begin);
        const float miss = (float)end - 0.5F * line->thickness - middle_at(line, x);
        on += end >= 0 && miss < off && miss > -off;
    }
    return reaches(on, LINE_COLUMNS, line->to - line->from);
}

/* The box of what stands on the line. */
static pixel_box above_line(const foot *f, const underline *line) {
    int left = line->to, right = line->from, top = f->box.y + f->box.height, bottom = f->box.y;
    for (int x = f->box.x; x < f->box.x + f->box.width; x++) {
        const int end = int_min((int)(middle_at(line, x) - 1.5F * line->thickness), f->box.y + f->box.height);
        for (int y = f->box.y; y < end; y++) {
            if (!is_ink(f, x, y)) continue;
            left = int_min(left, x), right = int_max(right, x + 1), top = int_min(top, y),
            bottom = int_max(bottom, y + 1);
        }
    }
    return (pixel_box){left, top, int_max(right - left, 0), int_max(bottom - top, 0)};
}

/* The line reaches beyond the digit on both sides, which the foot of a 2 doesn't; that of a 1 is short. */
static int is_under(const underline *line, pixel_box digit) {
    const int length = line->to - line->from;
    if (digit.height == 0 || !exceeds(digit.height, STANDS_HIGH, length)) return 0;
    if (!exceeds(digit.x - line->from, OVERHANG, digit.height) ||
        !exceeds(line->to - digit.x - digit.width, OVERHANG, digit.height))
        return 0;
    return exceeds(digit.width, NARROW, digit.height) || exceeds(length, LONG_FOOT, digit.height);
}

static int is_thick(const foot *f, const underline *line, int x) {
    int begin;
    const int end = lowest_run(f, x, &begin);
    return end >= 0 && (float)(end - begin) > LINE_MERGED * line->thickness + 1.0F;
}

/* What reaches beyond the digit; between the first and the last place where they meet, the line may be the digit's. */
static void erase_line(ink_map *map, const foot *f, const underline *line) {
    const int right = f->box.x + f->box.width;
    int first = f->box.x, last = right - 1;
    while (first < right && !is_thick(f, line, first)) first++;
    while (last > first && !is_thick(f, line, last)) last--;
    for (int x = f->box.x; x < right; x++) {
        if (x >= first && x <= last) continue;
        const int top = int_max((int)(middle_at(line, x) - 0.5F * line->thickness - 1.0F), f->box.y);
        for (int y = top; y < f->box.y + f->box.height; y++) map->ink[(size_t)y * (size_t)map->width + (size_t)x] = 0;
    }
}

int around_cut_underline(ink_map *map, const inkmap_scratch *scratch, pixel_box *box) {
    if (!may_stand_on_line(map, scratch, *box)) return 0;
    const foot f = {map, *box};
    underline line;
    if (!fit_line(&f, &line) || !is_straight(&f, &line)) return 0;
    const pixel_box digit = above_line(&f, &line);
    if (!is_under(&line, digit)) return 0;
    erase_line(map, &f, &line);
    *box = (pixel_box){digit.x, box->y, digit.width, box->height};
    return 1;
}
