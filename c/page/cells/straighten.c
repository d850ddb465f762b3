/* A cell's ink → a rectangle of its own, with what is left of rules and specks removed. */
#include <string.h>

#include "cells.h"
#include "tuning.h"

typedef struct patch_frame {
    const grid_cell *cell;
    float width, height; /* of the cell, in the patch's pixels */
    float left, top;     /* of the cell in the patch */
} patch_frame;

static float length(grid_point a, grid_point b) {
    const float x = b.x - a.x, y = b.y - a.y;
    return __builtin_sqrtf(x * x + y * y);
}

static patch_frame frame_of(const grid_cell *cell) {
    const grid_point *c = cell->corner;
    const float wide = 0.5f * (length(c[0], c[1]) + length(c[3], c[2]));
    const float high = 0.5f * (length(c[0], c[3]) + length(c[1], c[2]));
    const float room = 1 + 2 * CELLS_MARGIN, scale = float_min(1, CELLS_HEIGHT / high);
    const float area = room * room * wide * high * scale * scale;
    const float fit = area > (float)CELLS_PATCH_PIXELS ? __builtin_sqrtf((float)CELLS_PATCH_PIXELS / area) : 1;
    const float by = float_min(scale * fit, (float)CELLS_PATCH_SIDE / (room * wide));
    return (patch_frame){cell, by * wide, by * high, CELLS_MARGIN * by * wide, CELLS_MARGIN * by * high};
}

/* A place of the patch → of the map. */
static grid_point place(const patch_frame *f, float x, float y) {
    const grid_point *c = f->cell->corner;
    const float u = (x - f->left) / f->width, v = (y - f->top) / f->height;
    const float a = (1 - u) * (1 - v), b = u * (1 - v), d = u * v, e = (1 - u) * v;
    return (grid_point){a * c[0].x + b * c[1].x + d * c[2].x + e * c[3].x,
                        a * c[0].y + b * c[1].y + d * c[2].y + e * c[3].y};
}

typedef struct source {
    const ink_map *map;
    const int16_t *owner;
    int cell;
} source;

/* The cell's own ink at a pixel of the map. */
static int own_ink(const source *s, const grid_cell *cell, int x, int y) {
    if (x < 0 || y < 0 || x >= s->map->width || y >= s->map->height) return 0;
    const size_t at = (size_t)y * (size_t)s->map->width + (size_t)x;
    const int label = s->map->label[at];
    if (label == 0) return 0;
    const int owner = s->owner[label - 1];
    if (owner != s->cell &&
        (owner != CELLS_SEVERAL || !grid_contains(cell, (grid_point){(float)x + 0.5f, (float)y + 0.5f})))
        return 0;
    return s->map->ink[at];
}

static float sample(const source *s, const grid_cell *cell, grid_point p) {
    static const int SHIFT = 1 << 16;
    const float x = p.x - 0.5f + (float)SHIFT, y = p.y - 0.5f + (float)SHIFT;
    const int left = (int)x - SHIFT, top = (int)y - SHIFT;
    const float a = x - (float)(left + SHIFT), b = y - (float)(top + SHIFT);
    const float upper = (1 - a) * (float)own_ink(s, cell, left, top) + a * (float)own_ink(s, cell, left + 1, top);
    const float lower =
        (1 - a) * (float)own_ink(s, cell, left, top + 1) + a * (float)own_ink(s, cell, left + 1, top + 1);
    return (1 - b) * upper + b * lower;
}

static void resample(const source *s, const patch_frame *f, int width, int height, uint8_t *ink) {
    const float reduction = length(f->cell->corner[0], f->cell->corner[1]) / f->width;
    const int taps = reduction > 1.2f ? (int)(reduction + 0.5f) + 1 : 1;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int k = 0; k < taps * taps; k++) {
                const float u = (float)x + ((float)(k % taps) + 0.5f) / (float)taps;
                const float v = (float)y + ((float)(k / taps) + 0.5f) / (float)taps;
                sum += sample(s, f->cell, place(f, u, v));
            }
            ink[y * width + x] = (uint8_t)(sum / (float)(taps * taps) + 0.5f);
        }
    }
}

/* Whether a component is what is left of a rule or of what is beyond it: near one of the cell's sides throughout. */
static int is_remains(pixel_box box, const patch_frame *f) {
    const int width = (int)f->width, height = (int)f->height;
    const int right = box.x - (int)f->left + box.width, bottom = box.y - (int)f->top + box.height;
    return !exceeds(int_min(right, width + box.width - right), CELLS_SIDE, width) ||
           !exceeds(int_min(bottom, height + box.height - bottom), CELLS_SIDE, height);
}

static int is_speck(pixel_box box, const patch_frame *f) {
    return !exceeds(int_max(box.width, box.height), CELLS_SPECK, (int)float_min(f->width, f->height));
}

/* Removes specks and remains; the box of what is left. */
static pixel_box clean(const patch_frame *f, ink_map *map) {
    pixel_box box = {0, 0, 0, 0};
    uint8_t keep[UINT8_MAX + 1];
    for (int i = 0; i < int_min(map->components, UINT8_MAX); i++) {
        const pixel_box part = map->component[i].box;
        keep[i] = !is_speck(part, f) && !is_remains(part, f);
        if (keep[i]) box = box.width == 0 ? part : box_united(box, part);
    }
    for (int i = 0; i < map->width * map->height; i++) {
        const int label = map->label[i];
        if (label > UINT8_MAX || (label > 0 && !keep[label - 1])) map->ink[i] = 0;
    }
    return box;
}

/* The box around a box of the patch, in the map. */
static pixel_box box_in_map(const patch_frame *f, const ink_map *map, pixel_box box) {
    grid_cell around;
    for (int i = 0; i < 4; i++)
        around.corner[i] = place(f, (float)(box.x + (i % 2) * box.width), (float)(box.y + (i / 2) * box.height));
    const grid_extent e = grid_extent_of(&around);
    const int x = int_max(0, (int)e.from[0]), y = int_max(0, (int)e.from[1]);
    return (pixel_box){x, y, int_max(1, int_min(map->width, (int)(e.to[0] + 0.5f)) - x),
                       int_max(1, int_min(map->height, (int)(e.to[1] + 0.5f)) - y)};
}

int cells_straighten(const ink_map *map, const grid_cells *cells, const int16_t *owner, int cell, inkmap_scratch *patch,
                     ink_map *out, pixel_box *box, pixel_box *where) {
    const patch_frame f = frame_of(&cells->cell[cell]);
    const int width = (int)(f.width + 2 * f.left), height = (int)(f.height + 2 * f.top);
    const source from = {map, owner, cell};
    *box = (pixel_box){0, 0, 0, 0};
    if (width < 1 || height < 1 || !inkmap_fits(patch, width, height)) return 0;
    resample(&from, &f, width, height, ink_pixels(patch));
    ink_label(patch, width, height, out);
    *box = clean(&f, out);
    if (!exceeds(int_max(box->width, box->height), CELLS_INK, (int)float_min(f.width, f.height))) return 0;
    *where = box_in_map(&f, map, *box);
    ink_label(patch, width, height, out);
    return 1;
}
