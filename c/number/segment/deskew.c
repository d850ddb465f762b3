/* One line → a line image: deskewed, brought to one slant, its bodies SEGMENT_BODY pixels high. */
#include <string.h>

#include "deskew.h"
#include "tuning.h"

/* The height of a line's digits at most: its own, but for a long line on paper that is turned. */
static int height_of(const ink_map *map, const segment_lines *lines, const segment_line *line) {
    int tallest = 0;
    if (lines->turn == 0) return line->box.height;
    for (int i = 0; i < line->count; i++)
        tallest = int_max(tallest, map->component[lines->label[line->first + i] - 1].box.height);
    return int_min(line->box.height, share_of(DESKEW_UNEVEN, tallest));
}

/* Sums of least squares: of the places along a line and of one edge of what stands there. */
typedef struct edge_sums {
    float y, xy;
} edge_sums;

static float magnitude(float x) { return x < 0 ? -x : x; }

/* The slope between those of heads and of feet: their mean, or where these part, as over raised cents and in digits that
 * shrink, the more towards the paper's turn the more they part. */
static float slope_between(float upper, float lower, float turn) {
    const float mean = 0.5f * (upper + lower), parting = magnitude(upper - lower);
    const float reach = float_min(0.5f * parting, float_max(parting - DESKEW_PARTING, 0));
    return float_min(float_max(turn, mean - reach), mean + reach);
}

/* By the least-squares lines through the heads and through the feet of the tall components. */
static float slope_of(const ink_map *map, const segment_lines *lines, const segment_line *line, int height) {
    float n = 0, sx = 0, sxx = 0;
    edge_sums head = {0}, foot = {0};
    for (int i = 0; i < line->count; i++) {
        const pixel_box part = map->component[lines->label[line->first + i] - 1].box;
        if (!reaches(part.height, DESKEW_TALL, height)) continue;
        const float x = (float)(part.x - line->box.x) + 0.5f * (float)part.width;
        const float top = (float)part.y, bottom = (float)(part.y + part.height);
        n += 1, sx += x, sxx += x * x;
        head.y += top, head.xy += x * top, foot.y += bottom, foot.xy += x * bottom;
    }
    const float spread = n * sxx - sx * sx;
    if (n < (float)DESKEW_MIN_COMPONENTS || spread <= (float)height * (float)height) return 0;
    const float upper = (n * head.xy - sx * head.y) / spread, lower = (n * foot.xy - sx * foot.y) / spread;
    const float slope = slope_between(upper, lower, lines->turn);
    const float most = lines->turn == 0 ? DESKEW_MAX_SLOPE : LINES_STEEPEST;
    return slope > most || slope < -most ? 0 : slope;
}

typedef struct bodies {
    float height, middle; /* of the digits; middle after the slope is removed, from the line's box */
} bodies;

/* Means over the tall components, weighted by their ink. */
static bodies bodies_of(const ink_map *map, const segment_lines *lines, const segment_line *line, int high,
                        float slope) {
    float mass = 0, height = 0, middle = 0;
    for (int i = 0; i < line->count; i++) {
        const ink_component *part = &map->component[lines->label[line->first + i] - 1];
        if (!reaches(part->box.height, DESKEW_TALL, high)) continue;
        float x = (float)(part->box.x - line->box.x) + 0.5f * (float)part->box.width;
        float y = (float)(part->box.y - line->box.y) + 0.5f * (float)part->box.height;
        mass += (float)part->mass;
        height += (float)part->mass * (float)part->box.height;
        middle += (float)part->mass * (y - slope * x);
    }
    if (mass == 0) return (bodies){(float)line->box.height, 0.5f * (float)line->box.height};
    return (bodies){height / mass, middle / mass};
}

enum { OUTSIDE, COUNTS, BAR }; /* of a line's components, for its slant */

/* Whether a component is one straight bar, as slashes and many a 1 are: its ink's second moments are of one direction. */
static int is_bar(const ink_map *map, int label) {
    const pixel_box box = map->component[label - 1].box;
    float mass = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (int row = 0; row < box.height; row++) {
        const size_t at = (size_t)(box.y + row) * (size_t)map->width + (size_t)box.x;
        for (int column = 0; column < box.width; column++) {
            if (map->label[at + (size_t)column] != label) continue;
            const float ink = map->ink[at + (size_t)column], u = (float)column, v = (float)row;
            mass += ink, x += ink * u, y += ink * v;
            xx += ink * u * u, xy += ink * u * v, yy += ink * v * v;
        }
    }
    if (mass == 0) return 0;
    xx = xx / mass - x / mass * (x / mass), yy = yy / mass - y / mass * (y / mass);
    xy = xy / mass - x / mass * (y / mass);
    return xx * yy - xy * xy < DESKEW_BAR * (xx + yy) * (xx + yy);
}

/* Bars do not count for the slant where enough else does: a slash leans more than the digits beside it. */
static void leave_out_bars(const ink_map *map, const segment_lines *lines, const segment_line *line, uint8_t *counts) {
    int64_t all = 0, left = 0;
    for (int i = 0; i < line->count; i++) {
        const int label = lines->label[line->first + i];
        const int64_t mass = map->component[label - 1].mass;
        counts[label] = is_bar(map, label) ? BAR : COUNTS;
        all += mass;
        left += counts[label] == COUNTS ? mass : 0;
    }
    for (int i = 0; i < line->count && !mass_exceeds(left, DESKEW_CURVED, all); i++)
        counts[lines->label[line->first + i]] = COUNTS;
}

/* The slant of the strokes: ink is constant along (across slant, up 1). The gradient (gx, gy) is normal to a
 * stroke's edges, so that gy = slant·gx: least squares over the edges within 45° of the slant found so far.
 * Horizontal strokes, whose gx is 0, do not count. */
static float slant_of(const ink_map *map, const segment_line *line, const uint8_t *counts, float turn) {
    float slant = turn;
    for (int round = 0; round < DESKEW_SLANT_ROUNDS; round++) {
        float product = turn * DESKEW_UPRIGHT_EDGES, square = DESKEW_UPRIGHT_EDGES;
        for (int y = line->box.y + 1; y < line->box.y + line->box.height - 1; y++) {
            const size_t row = (size_t)y * (size_t)map->width;
            for (int x = line->box.x + 1; x < line->box.x + line->box.width - 1; x++) {
                const size_t at = row + (size_t)x, width = (size_t)map->width;
                if (counts[map->label[at]] != COUNTS) continue;
                const float gx = (float)(map->ink[at + 1] - map->ink[at - 1]);
                const float gy = (float)(map->ink[at + width] - map->ink[at - width]);
                if (magnitude(gy - slant * gx) > magnitude(gx)) continue;
                product += gx * gy;
                square += gx * gx;
            }
        }
        slant = product / square;
    }
    return slant > DESKEW_MAX_SLANT ? DESKEW_MAX_SLANT : slant < -DESKEW_MAX_SLANT ? -DESKEW_MAX_SLANT : slant;
}

/* The columns that the sheared box covers, and one more on each side. */
static void set_extent(const segment_line *line, segment_line_image *image) {
    segment_frame *frame = &image->frame;
    float lean = frame->slant * ((float)line->box.height - frame->middle), rise = -frame->slant * frame->middle;
    float from = float_min(float_min(lean, rise), 0), to = (float)line->box.width + float_max(float_max(lean, rise), 0);
    frame->left = from - 1 / frame->scale;
    float width = (to - from) * frame->scale + 3;
    image->width = width > (float)SEGMENT_MAX_WIDTH ? 0 : (int)width;
}

_Static_assert(INK_MAX_PIXELS <= sizeof((segment_scratch *)0)->down,
               "a line's box fits into the memory of the seams' costs");

/* The ink of the line's components alone, as other lines may reach into its box: the box's [height][width]. */
static const uint8_t *copy_own(const ink_map *map, const segment_line *line, segment_scratch *scratch) {
    uint8_t *own = (uint8_t *)scratch->down, *to = own; /* free until the line image is cut */
    for (int y = line->box.y; y < line->box.y + line->box.height; y++) {
        const size_t row = (size_t)y * (size_t)map->width + (size_t)line->box.x;
        for (int x = 0; x < line->box.width; x++) {
            const size_t at = row + (size_t)x;
            *to++ = scratch->in_line[map->label[at]] ? map->ink[at] : 0;
        }
    }
    return own;
}

typedef struct sampler {
    const uint8_t *ink; /* [height][width] */
    int width, height;
} sampler;

static int ink_at(const sampler *s, int x, int y) {
    return x < 0 || y < 0 || x >= s->width || y >= s->height ? 0 : s->ink[y * s->width + x];
}

/* Bilinear interpolation; u, v: from the corner of the line's box, pixel centres at halves. */
static float sample(const sampler *s, float u, float v) {
    enum { SHIFT = 1024 }; /* so that conversion to int rounds down */
    const float x = u - 0.5f + (float)SHIFT, y = v - 0.5f + (float)SHIFT;
    const int left = (int)x - SHIFT, top = (int)y - SHIFT;
    const float a = x - (float)(left + SHIFT), b = y - (float)(top + SHIFT);
    if (left < -1 || top < -1 || left >= s->width || top >= s->height) return 0;
    int ink[4];
    if (left >= 0 && top >= 0 && left + 1 < s->width && top + 1 < s->height) {
        const uint8_t *at = s->ink + top * s->width + left;
        ink[0] = at[0], ink[1] = at[1], ink[2] = at[s->width], ink[3] = at[s->width + 1];
    } else {
        for (int i = 0; i < 4; i++) ink[i] = ink_at(s, left + i % 2, top + i / 2);
    }
    const float upper = (1 - a) * (float)ink[0] + a * (float)ink[1];
    const float lower = (1 - a) * (float)ink[2] + a * (float)ink[3];
    return (1 - b) * upper + b * lower;
}

static void resample(const sampler *s, const segment_line_image *image, uint8_t *ink) {
    const segment_frame *f = &image->frame;
    /* Along each axis: one for each working pixel. */
    const int taps = f->scale >= 1                              ? 1
                     : f->scale < 1.0f / (float)DESKEW_MAX_TAPS ? DESKEW_MAX_TAPS
                                                                : (int)(1 / f->scale + 0.5f);
    float step = 1 / (f->scale * (float)taps), weight = 1 / (float)(taps * taps);
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = 0; x < image->width; x++) {
            float sum = 0.5f;
            for (int k = 0; k < taps * taps; k++) {
                float v = (float)(y - SEGMENT_MARGIN) / f->scale + f->top + ((float)(k / taps) + 0.5f) * step;
                float u = (float)x / f->scale + f->left + ((float)(k % taps) + 0.5f) * step;
                float across = u + f->slant * (f->middle - v);
                sum += weight * sample(s, across, v + f->slope * across);
            }
            ink[(size_t)y * (size_t)image->width + (size_t)x] = (uint8_t)sum;
        }
    }
}

void segment_straighten(const ink_map *map, const segment_lines *lines, const segment_line *line, float slant,
                        segment_scratch *scratch, segment_line_image *image) {
    memset(scratch->in_line, 0, sizeof scratch->in_line);
    leave_out_bars(map, lines, line, scratch->in_line);
    segment_frame *frame = &image->frame;
    const int height = height_of(map, lines, line);
    frame->turn = lines->turn;
    frame->slope = slope_of(map, lines, line, height);
    bodies digits = bodies_of(map, lines, line, height, frame->slope);
    frame->scale = (float)SEGMENT_BODY / digits.height;
    frame->middle = digits.middle;
    frame->top = digits.middle - 0.5f * digits.height;
    frame->slant = slant_of(map, line, scratch->in_line, lines->turn) - slant;
    set_extent(line, image);
    if (image->width == 0) return;
    const sampler own = {copy_own(map, line, scratch), line->box.width, line->box.height};
    resample(&own, image, scratch->ink);
    image->ink = scratch->ink;
}
