/* One line → a line image: deskewed, brought to one slant, its bodies SEGMENT_BODY pixels high. */
#include <string.h>

#include "deskew.h"

enum { SLANT_ROUNDS = 3, MOST_TAPS = 25 };

static const float MOST_SLOPE = 0.35f, MOST_SLANT = 0.9f;
static const float LEAST_EDGES = 1e6f; /* a little ink counts as upright */

static int is_tall(const ink_component *part, const segment_line *line) {
    return 2 * part->box.height >= line->box.height;
}

/* The slope of the least-squares line through the middles of the tall components. */
static float slope_of(const ink_map *map, const segment_lines *lines, const segment_line *line) {
    float n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (int i = 0; i < line->count; i++) {
        const ink_component *part = &map->component[lines->label[line->first + i] - 1];
        if (!is_tall(part, line)) continue;
        float x = (float)part->box.x + 0.5f * (float)part->box.width - (float)line->box.x;
        float y = (float)part->box.y + 0.5f * (float)part->box.height;
        n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
    }
    float spread = n * sxx - sx * sx;
    if (n < 3 || spread <= (float)line->box.height * (float)line->box.height) return 0;
    float slope = (n * sxy - sx * sy) / spread;
    return slope > MOST_SLOPE || slope < -MOST_SLOPE ? 0 : slope;
}

typedef struct bodies {
    float height, middle; /* of the digits; middle after the slope is removed, from the line's box */
} bodies;

/* Means over the tall components, weighted by their ink. */
static bodies bodies_of(const ink_map *map, const segment_lines *lines, const segment_line *line, float slope) {
    float mass = 0, height = 0, middle = 0;
    for (int i = 0; i < line->count; i++) {
        const ink_component *part = &map->component[lines->label[line->first + i] - 1];
        if (!is_tall(part, line)) continue;
        float x = (float)(part->box.x - line->box.x) + 0.5f * (float)part->box.width;
        float y = (float)(part->box.y - line->box.y) + 0.5f * (float)part->box.height;
        mass += (float)part->mass;
        height += (float)part->mass * (float)part->box.height;
        middle += (float)part->mass * (y - slope * x);
    }
    if (mass == 0) return (bodies){(float)line->box.height, 0.5f * (float)line->box.height};
    return (bodies){height / mass, middle / mass};
}

static float size_of(float x) { return x < 0 ? -x : x; }

/* The lean of the strokes: ink is the same along (across slant, up 1). The gradient (gx, gy) stands across a stroke's
 * edges, so that gy = slant·gx; least squares over the edges that are within 45° of the slant
 * found so far. Rules and bars, whose gx is 0, do not count. */
static float slant_of(const ink_map *map, const segment_line *line, const uint8_t *in_line) {
    float slant = 0;
    for (int round = 0; round < SLANT_ROUNDS; round++) {
        float both = 0, across = LEAST_EDGES;
        for (int y = line->box.y + 1; y < line->box.y + line->box.height - 1; y++) {
            const size_t row = (size_t)y * (size_t)map->width;
            for (int x = line->box.x + 1; x < line->box.x + line->box.width - 1; x++) {
                const size_t at = row + (size_t)x, width = (size_t)map->width;
                if (!in_line[map->label[at]]) continue;
                const float gx = (float)(map->ink[at + 1] - map->ink[at - 1]);
                const float gy = (float)(map->ink[at + width] - map->ink[at - width]);
                if (size_of(gy - slant * gx) > size_of(gx)) continue;
                both += gx * gy;
                across += gx * gx;
            }
        }
        slant = both / across;
    }
    return slant > MOST_SLANT ? MOST_SLANT : slant < -MOST_SLANT ? -MOST_SLANT : slant;
}

static float larger(float a, float b) { return a > b ? a : b; }
static float smaller(float a, float b) { return a < b ? a : b; }

/* The columns that the sheared box covers, one to spare on each side. */
static void set_extent(const segment_line *line, segment_line_image *image) {
    segment_frame *frame = &image->frame;
    float lean = frame->slant * ((float)line->box.height - frame->middle), rise = -frame->slant * frame->middle;
    float from = smaller(smaller(lean, rise), 0), to = (float)line->box.width + larger(larger(lean, rise), 0);
    frame->left = from - 1 / frame->scale;
    float width = (to - from) * frame->scale + 3;
    image->width = width > (float)SEGMENT_MAX_WIDTH ? 0 : (int)width;
}

_Static_assert(INK_MAX_PIXELS <= sizeof((segment_scratch *)0)->down, "a line's box fits where seams' costs are kept");

/* The line's ink without that of others, which may reach into its box: [height][width] of it. */
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

/* Bilinear; u, v from the line's box, pixel centres at halves. */
static float sample(const sampler *s, float u, float v) {
    const float x = u - 0.5f + 1024, y = v - 0.5f + 1024;
    const int left = (int)x - 1024, top = (int)y - 1024;
    const float a = x - (float)(left + 1024), b = y - (float)(top + 1024);
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
    /* Along each axis: one a pixel of the picture, up to bodies of a thousand pixels. */
    const int taps = f->scale >= 1 ? 1 : f->scale < 1.0f / (float)MOST_TAPS ? MOST_TAPS : (int)(1 / f->scale + 0.5f);
    float step = 1 / (f->scale * (float)taps), share = 1 / (float)(taps * taps);
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = 0; x < image->width; x++) {
            float sum = 0.5f;
            for (int k = 0; k < taps * taps; k++) {
                float v = (float)(y - SEGMENT_MARGIN) / f->scale + f->top + ((float)(k / taps) + 0.5f) * step;
                float u = (float)x / f->scale + f->left + ((float)(k % taps) + 0.5f) * step;
                float across = u + f->slant * (f->middle - v);
                sum += share * sample(s, across, v + f->slope * across);
            }
            ink[(size_t)y * (size_t)image->width + (size_t)x] = (uint8_t)sum;
        }
    }
}

void segment_straighten(const ink_map *map, const segment_lines *lines, const segment_line *line, float slant,
                        segment_scratch *scratch, segment_line_image *image) {
    memset(scratch->in_line, 0, sizeof scratch->in_line);
    for (int i = 0; i < line->count; i++) scratch->in_line[lines->label[line->first + i]] = 1;
    segment_frame *frame = &image->frame;
    frame->slope = slope_of(map, lines, line);
    bodies digits = bodies_of(map, lines, line, frame->slope);
    frame->scale = (float)SEGMENT_BODY / digits.height;
    frame->middle = digits.middle;
    frame->top = digits.middle - 0.5f * digits.height;
    frame->slant = slant_of(map, line, scratch->in_line) - slant;
    set_extent(line, image);
    if (image->width == 0) return;
    const sampler own = {copy_own(map, line, scratch), line->box.width, line->box.height};
    resample(&own, image, scratch->ink);
    image->ink = scratch->ink;
}
