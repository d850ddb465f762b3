/* Removes ruled lines: thin, straight, nearly horizontal or vertical, from one end of the picture to the other.
 *
 * Thin runs of ink across the direction of a line are chained from column to column; a line is fitted to each long
 * chain and checked along the whole picture. Of a rule, only columns where it is thin are removed, so that strokes
 * that cross it stay whole. The same code walks along rows and along columns. */
#include <string.h>

#include "../../base/simd/bytes.h"
#include "stages.h"

/* The picture seen along one direction: pixel (along, across) is ink[along · step + across · pitch]. */
typedef struct view {
    uint8_t *ink;
    int length, breadth;
    size_t step, pitch;
    int thin; /* runs of at most this many pixels can belong to a rule */
} view;

/* across = middle + slope · (along − centre) */
typedef struct line {
    float centre, middle, slope;
} line;

typedef struct found {
    int first, last; /* along */
    int hits, thin;  /* columns with ink on the line, and with a thin run there */
    int thickness;   /* of the thin runs, summed */
    int mass;        /* their ink */
    float bend;      /* how far their middles are from the line, summed */
} found;

static uint8_t ink_at(const view *v, int along, int across) {
    return v->ink[(size_t)along * v->step + (size_t)across * v->pitch];
}

/* The run of ink at or next to (along, across): its begin, and its end through *end; −1 when there is none. */
static int run_at(const view *v, int along, int across, int *end) {
    static const int NEXT[3] = {0, -1, 1};
    for (int k = 0; k < 3; k++) {
        int begin = across + NEXT[k];
        if (begin < 0 || begin >= v->breadth || ink_at(v, along, begin) < FAINT_INK) continue;
        *end = begin + 1;
        while (begin > 0 && ink_at(v, along, begin - 1) >= FAINT_INK && *end - begin <= 2 * v->thin) begin--;
        while (*end < v->breadth && ink_at(v, along, *end) >= FAINT_INK && *end - begin <= 2 * v->thin) (*end)++;
        return begin;
    }
    return -1;
}

/* Fits a line by least squares to the chain of thin runs that passes (along, across) to the right; returns its
 * length. */
static int follow_chain(const view *v, int along, int across, line *fit) {
    int64_t n = 0, sum = 0, sum_square = 0, sum_across = 0, sum_product = 0;
    int end, misses = 0;
    for (int i = along; i < v->length && misses <= CHAIN_MISSES; i++) {
        const int begin = run_at(v, i, across, &end);
        if (begin < 0 || end - begin > v->thin) {
            misses++;
            continue;
        }
        misses = 0;
        const int twice = begin + end - 1, x = i - along;
        across = twice / 2;
        n++, sum += x, sum_square += (int64_t)x * x, sum_across += twice, sum_product += (int64_t)x * twice;
    }
    const int64_t spread = n * sum_square - sum * sum;
    if (spread == 0) return 0;
    fit->slope = (float)(n * sum_product - sum * sum_across) / (2.0F * (float)spread);
    fit->centre = (float)along + (float)sum / (float)n;
    fit->middle = (float)sum_across / (2.0F * (float)n);
    return (int)n;
}

static int across_at(line l, int along) {
    return (int)(l.middle + l.slope * ((float)along - l.centre) + 1000.5F) - 1000;
}

static found look_along(const view *v, line l) {
    found f = {-1, -1, 0, 0, 0, 0, 0.0F};
    for (int i = 0; i < v->length; i++) {
        int end;
        const int across = across_at(l, i);
        if (across < 0 || across >= v->breadth) continue;
        const int begin = run_at(v, i, across, &end);
        if (begin < 0) continue;
        if (f.first < 0) f.first = i;
        f.last = i;
        f.hits++;
        if (end - begin > v->thin) continue;
        f.thin++, f.thickness += end - begin;
        for (int k = begin; k < end; k++) f.mass += ink_at(v, i, k);
        const float off = 0.5F * (float)(begin + end - 1) - l.middle - l.slope * ((float)i - l.centre);
        f.bend += off < 0.0F ? -off : off;
    }
    return f;
}

/* A picture of many characters side by side. */
static int is_row(const view *v) { return exceeds(v->length, ROW_ASPECT, v->breadth); }

/* stroke: the mean width of all strokes in the picture. In a picture of one digit's proportions, whose own bar may
 * be as long, a ruled line must be thinner than the mean stroke; nearly as thick is enough if it is straight and
 * crosses the whole picture. If the page holds only ruled lines, mean stroke = line width, so lines thinner than
 * length / FINE_SIDES are accepted too. */
static int is_rule(const view *v, found f, float stroke) {
    const int extent = f.last - f.first + 1;
    if (f.thin == 0 || !reaches(f.hits, RULE_INKED, extent) || !reaches(f.thin, RULE_THIN, extent)) return 0;
    if (is_row(v)) return exceeds(extent, ROW_EXTENT, v->length);
    if (exceeds(extent, RULE_EXTENT, v->length) && (float)f.thickness < RULE_THICKNESS * stroke * (float)f.thin)
        return 1;
    const float thickness = (float)f.mass / (255.0F * (float)f.thin);
    const int is_ruled = f.hits + 1 >= v->length && STRAIGHT_BEND * f.bend < (float)f.thin;
    return is_ruled && (thickness < STRAIGHT_THICKNESS * stroke || FINE_SIDES * thickness < (float)v->length);
}

static void erase(const view *v, line l, found f) {
    for (int i = f.first; i <= f.last; i++) {
        int end;
        const int across = across_at(l, i);
        if (across < 0 || across >= v->breadth) continue;
        const int begin = run_at(v, i, across, &end);
        if (begin < 0 || end - begin > v->thin) continue;
        for (int k = int_max(begin - 1, 0); k < int_min(end + 1, v->breadth); k++) {
            v->ink[(size_t)i * v->step + (size_t)k * v->pitch] = 0;
        }
    }
}

/* Starts chains at `column`, wherever there is a thin run. */
static void remove_from(const view *v, int column, float stroke) {
    for (int across = 0; across < v->breadth; across++) {
        int end;
        line fit;
        if (ink_at(v, column, across) < FAINT_INK) continue;
        const int begin = run_at(v, column, across, &end);
        if (end - begin <= v->thin &&
            follow_chain(v, column, (begin + end) / 2, &fit) >= int_max(CHAIN_PIXELS, v->length / CHAIN_SIDES) &&
            fit.slope > -STEEPEST && fit.slope < STEEPEST) {
            const found f = look_along(v, fit);
            if (is_rule(v, f, stroke)) erase(v, fit, f);
        }
        while (across < v->breadth && ink_at(v, column, across) >= FAINT_INK) across++;
    }
}

/* 2 · area / perimeter, the perimeter from the steps between rows and columns (which count π/4 of it). */
float ink_mean_stroke(const uint8_t *ink, ink_size size) {
    enum { BLOCK = 1 << 15 }; /* pixels whose counts fit 16 bits in each of 8 lanes */
    const size_t width = (size_t)size.width, pixels = width * (size_t)(size.height - 1);
    int32_t area = 0, steps = 0;
    for (size_t begin = 0; begin < pixels; begin += BLOCK) {
        u16x8 inside = {0}, edges = {0};
        for (size_t i = begin; i < begin + BLOCK && i < pixels; i += U8_LANES) {
            const size_t left = pixels - i;
            u8x16 own = u8x16_load(ink + i) >> 7,
                  edge = (own ^ u8x16_load(ink + i + 1) >> 7) + (own ^ u8x16_load(ink + i + width) >> 7);
            for (size_t k = left; k < U8_LANES; k++) own[k] = edge[k] = 0;
            inside += u8x16_low(own) + u8x16_high(own);
            edges += u8x16_low(edge) + u8x16_high(edge);
        }
        for (int k = 0; k < 8; k++) area += inside[k], steps += edges[k];
    }
    return steps == 0 ? 0.0F : 2.0F * (float)area / (0.785F * (float)steps);
}

/* The extents of the ink that lines are looked for in, along each axis. */
static ink_size inked_size(ink_scratch *scratch, ink_size size) {
    const size_t width = (size_t)size.width;
    const u8x16 paper = u8x16_splat(FAINT_INK - 1);
    const uint8_t *map = scratch->ink;
    uint8_t *columns = scratch->column_low;
    int left = 0, right = size.width, top = size.height, bottom = 0;
    memset(columns, 0, width);
    for (int y = 0; y < size.height; y++) {
        u8x16 row = {0};
        for (size_t x = 0; x < width; x += U8_LANES) {
            const u8x16 ink = u8x16_subtract(u8x16_load(map + (size_t)y * width + x), paper);
            u8x16_store(columns + x, u8x16_load(columns + x) | ink);
            row |= ink;
        }
        if (!u8x16_is_zero(row)) top = int_min(top, y), bottom = y + 1;
    }
    while (left < right && columns[left] == 0) left++;
    while (left < right && columns[right - 1] == 0) right--;
    return (ink_size){right - left, int_max(bottom - top, 0)};
}

/* Whether ink of this extent is long enough for is_rule. */
static int may_hold_rule(const view *v, int extent) {
    return exceeds(extent, is_row(v) ? ROW_EXTENT : RULE_EXTENT, v->length);
}

void ink_remove_rules(ink_scratch *scratch, ink_size size, int blurred) {
    const int shorter = int_min(size.width, size.height), thin = int_max(THIN_PIXELS, shorter / THIN_SIDES) + blurred;
    if (shorter < SHORTEST_SIDE) return;
    const view directions[2] = {{scratch->ink, size.width, size.height, 1, (size_t)size.width, thin},
                                {scratch->ink, size.height, size.width, (size_t)size.width, 1, thin}};
    const ink_size inked = inked_size(scratch, size);
    const int extent[2] = {inked.width, inked.height};
    if (!may_hold_rule(&directions[0], extent[0]) && !may_hold_rule(&directions[1], extent[1])) return;
    const float stroke = ink_mean_stroke(scratch->ink, size);
    for (int d = 0; d < 2; d++) {
        const view *v = &directions[d];
        const int pace = int_max(1, v->length / CHAIN_STARTS);
        if (!may_hold_rule(v, extent[d])) continue;
        for (int column = 0; column < v->length; column += pace) remove_from(v, column, stroke);
    }
}
