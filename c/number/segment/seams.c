/* A line image → pieces, by seams of least cost (dynamic programming, as in S. Avidan, A. Shamir, "Seam carving for
 * content-aware image resizing", SIGGRAPH 2007, with the ink as energy). */
#include <string.h>

#include "deskew.h"

enum {
    SIDESTEP_COST = 30,     /* cost of a step of one column; a pixel of full ink costs 255 */
    ENCLOSED = 128,         /* cost of a pixel of paper that ink encloses */
    MOST_CUT = 255 * 36,    /* that a seam may cost */
    LEAST_INK = 255 * 6,    /* a piece with less is no piece */
    LEAST_PART = 255 * 18,  /* nor is a part of a stroke that a seam cuts off */
    MIN_PROMINENCE = 100,   /* a ridge between two valleys is at least that much higher */
    WIDE = 8,               /* columns of a valley with two seams */
    LONG_CUT = 255 * 9,     /* a seam that costs as much runs along a stroke, maybe both neighbours' own: */
    PARALLEL_CUT_WIDTH = 4, /* then as many columns have two */
    EDGE = 64,              /* ink that a piece's box holds */
    FRINGE = 64,            /* a seam that costs as much cuts through a soft edge, not through a stroke */
    FREE = 300,             /* a seam that costs as much steps around marks, but cuts nothing */
    FEET =
        SEGMENT_MARGIN + SEGMENT_BODY - 1, /* where points stand under what hangs over: only free seams begin there */
    PROBES = 7
};

static const int PROBE_ROWS[PROBES] = {SEGMENT_MARGIN + 5,
                                       SEGMENT_MARGIN + 13,
                                       SEGMENT_MARGIN + 20,
                                       SEGMENT_MARGIN + 27,
                                       SEGMENT_MARGIN + 35,
                                       FEET,
                                       SEGMENT_MARGIN + SEGMENT_BODY + 2};

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

static int32_t best_of_three(const int32_t *row, int x, int width) {
    int32_t best = row[x];
    if (x > 0) best = smaller(best, row[x - 1] + SIDESTEP_COST);
    if (x + 1 < width) best = smaller(best, row[x + 1] + SIDESTEP_COST);
    return best;
}

/* Lets a place of paper that a flood reaches cost what is on it, and has its neighbours looked at. */
static void flood(segment_scratch *s, int at, int32_t *stack, int *size) {
    if (s->cost[at] != ENCLOSED) return;
    s->cost[at] = s->ink[at];
    stack[(*size)++] = at;
}

/* What a seam pays for each pixel: its ink; where ink encloses the paper, which is inside a character mostly, ENCLOSED.
 * s->down serves as the stack of the flood that finds the paper outside. */
static void set_costs(segment_scratch *s, int width) {
    const int pixels = SEGMENT_HEIGHT * width;
    int size = 0;
    for (int i = 0; i < pixels; i++)
        s->cost[i] = (uint8_t)(s->ink[i] < ENCLOSED ? ENCLOSED : s->ink[i] == ENCLOSED ? ENCLOSED + 1 : s->ink[i]);
    for (int x = 0; x < width; x++) {
        flood(s, x, s->down, &size);
        flood(s, pixels - 1 - x, s->down, &size);
    }
    while (size > 0) {
        const int at = s->down[--size], x = at % width;
        if (x > 0) flood(s, at - 1, s->down, &size);
        if (x + 1 < width) flood(s, at + 1, s->down, &size);
        if (at >= width) flood(s, at - width, s->down, &size);
        if (at + width < pixels) flood(s, at + width, s->down, &size);
    }
}

/* cost[y][x]: least cost of a path from the row `from` to pixel (x, y), that pixel included. */
static void accumulate(const uint8_t *ink, int width, int from, int step, int32_t *cost) {
    for (int x = 0; x < width; x++) cost[from * width + x] = ink[from * width + x];
    for (int y = from + step; y >= 0 && y < SEGMENT_HEIGHT; y += step) {
        const int32_t *before = cost + (y - step) * width;
        for (int x = 0; x < width; x++) cost[y * width + x] = ink[y * width + x] + best_of_three(before, x, width);
    }
}

/* Follows the cheapest path from (x, y) in the direction of step to the edge. */
static void trace(const int32_t *cost, int width, int x, int y, int step, segment_seam *seam) {
    seam->x[y] = (int16_t)x;
    for (int next = y + step; next >= 0 && next < SEGMENT_HEIGHT; next += step) {
        const int32_t *row = cost + next * width;
        int32_t least = row[x];
        int aside = 0;
        for (int side = -1; side <= 1; side += 2) {
            if (x + side < 0 || x + side >= width || row[x + side] + SIDESTEP_COST >= least) continue;
            least = row[x + side] + SIDESTEP_COST;
            aside = side;
        }
        x += aside;
        seam->x[next] = (int16_t)x;
    }
}

static int32_t ink_along(const uint8_t *ink, int width, const segment_seam *seam) {
    int32_t sum = 0;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) sum += ink[y * width + seam->x[y]];
    return sum;
}

/* Adds the seam through (x, y). */
static int add_seam(segment_scratch *s, int width, int seams, int x, int y) {
    if (seams == SEGMENT_MAX_SEAMS) return seams;
    trace(s->down, width, x, y, -1, &s->seam[seams]);
    trace(s->up, width, x, y, 1, &s->seam[seams]);
    return seams + 1;
}

static int32_t cost_at(const segment_scratch *s, int width, int x, int y) {
    const int at = y * width + x;
    return s->down[at] + s->up[at] - s->cost[at];
}

/* The seams of the valley of costs around column `lowest`: the cheapest, and where it is wide those at both
 * its ends, where strokes begin. */
static int add_valley(segment_scratch *s, int width, int seams, int lowest, int y) {
    const int32_t most = cost_at(s, width, lowest, y) + MIN_PROMINENCE;
    int first = lowest, last = lowest;
    if (most - MIN_PROMINENCE > (y == FEET ? FREE : MOST_CUT)) return seams;
    while (first > 0 && cost_at(s, width, first - 1, y) <= most) first--;
    while (last + 1 < width && cost_at(s, width, last + 1, y) <= most) last++;
    if (last - first < (most - MIN_PROMINENCE > LONG_CUT ? PARALLEL_CUT_WIDTH : WIDE))
        return add_seam(s, width, seams, lowest, y);
    seams = add_seam(s, width, seams, first, y);
    seams = add_seam(s, width, seams, lowest, y);
    return add_seam(s, width, seams, last, y);
}

/* The seams through one row: of every valley between two columns that cost MIN_PROMINENCE more than it. */
static int add_probe(segment_scratch *s, int width, int seams, int y) {
    int lowest = 0, falling = 1; /* the column of the extreme so far; whether it is a valley's */
    for (int x = 1; x < width; x++) {
        const int32_t cost = cost_at(s, width, x, y), extreme = cost_at(s, width, lowest, y);
        if (falling ? cost < extreme : cost > extreme) {
            lowest = x;
        } else if (falling && cost > extreme + MIN_PROMINENCE) {
            seams = add_valley(s, width, seams, lowest, y);
            falling = 0;
            lowest = x;
        } else if (!falling && cost < extreme - MIN_PROMINENCE) {
            falling = 1;
            lowest = x;
        }
    }
    return seams;
}

/* Two paths that cross may swap what follows: sorted row by row, the seams do not cross and are still paths. */
static void uncross(segment_scratch *s, int seams) {
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int i = 1; i < seams; i++) {
            int16_t x = s->seam[i].x[y];
            int k = i;
            for (; k > 0 && s->seam[k - 1].x[y] > x; k--) s->seam[k].x[y] = s->seam[k - 1].x[y];
            s->seam[k].x[y] = x;
        }
    }
}

static int32_t ink_between(const segment_scratch *s, int width, const segment_seam *left, const segment_seam *right) {
    int32_t sum = 0;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = left->x[y]; x < right->x[y]; x++) sum += s->ink[y * width + x];
    }
    return sum;
}

/* Of two seams with next to no ink between them, the cheaper stays; dots stand between seams that cost next to
 * nothing. */
static int drop_idle(segment_scratch *s, int width, int seams) {
    int kept = 1;
    for (int i = 1; i < seams; i++) {
        segment_seam *last = &s->seam[kept - 1];
        const int least = last->cost > FRINGE || s->seam[i].cost > FRINGE ? LEAST_PART : LEAST_INK;
        if (ink_between(s, width, last, &s->seam[i]) >= least) {
            s->seam[kept++] = s->seam[i];
        } else if (s->seam[i].cost < last->cost) {
            *last = s->seam[i];
        }
    }
    return kept;
}

/* Makes two seams the line image's edges, so that nothing lies outside. */
static void set_edges(segment_scratch *s, int width, int right) {
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        s->seam[0].x[y] = 0;
        s->seam[right].x[y] = (int16_t)width;
    }
    s->seam[0].cost = s->seam[right].cost = 0;
}

/* The box of a piece's ink that is at least `edge`: the fringe of blurred strokes is none of it. */
static pixel_box box_between(const segment_scratch *s, int width, const segment_seam *left, const segment_seam *right,
                             int edge) {
    int first = width, last = -1, top = SEGMENT_HEIGHT, bottom = -1;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = left->x[y]; x < right->x[y]; x++) {
            if (s->ink[y * width + x] < edge) continue;
            first = x < first ? x : first, last = x > last ? x : last;
            top = y < top ? y : top, bottom = y;
        }
    }
    return last < 0 ? (pixel_box){0} : (pixel_box){first, top, last + 1 - first, bottom + 1 - top};
}

static void write_piece(segment_scratch *s, segment_line_image *image, int i) {
    const segment_seam *left = &s->seam[i], *right = &s->seam[i + 1];
    segment_piece *piece = &image->at[i];
    *piece = (segment_piece){.cut = left->cost, .box = box_between(s, image->width, left, right, EDGE)};
    if (piece->box.width == 0) piece->box = box_between(s, image->width, left, right, 1);
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = left->x[y]; x < right->x[y]; x++) {
            const int at = y * image->width + x;
            s->piece[at] = s->ink[at] ? (uint16_t)(i + 1) : 0;
            piece->mass += s->ink[at];
        }
    }
}

void segment_cut(segment_scratch *s, segment_line_image *image) {
    int width = image->width, seams = 2;
    set_costs(s, width);
    accumulate(s->cost, width, 0, 1, s->down);
    accumulate(s->cost, width, SEGMENT_HEIGHT - 1, -1, s->up);
    set_edges(s, width, 1);
    for (int i = 0; i < PROBES; i++) seams = add_probe(s, width, seams, PROBE_ROWS[i]);
    uncross(s, seams);
    set_edges(s, width, seams - 1);
    for (int i = 1; i < seams - 1; i++) s->seam[i].cost = ink_along(s->cost, width, &s->seam[i]);
    seams = drop_idle(s, width, seams);
    if (seams < 2) seams = 2;
    set_edges(s, width, seams - 1);
    if (seams > SEGMENT_MAX_PIECES + 1) {
        image->width = 0;
        return;
    }
    /* What is left between two seams has ink: only a line image whose ink is all gone, with its rules or as it was
     * scaled down, would be one piece without any. */
    image->pieces = ink_between(s, width, &s->seam[0], &s->seam[seams - 1]) > 0 ? seams - 1 : 0;
    for (int i = 0; i < image->pieces; i++) write_piece(s, image, i);
    image->piece = s->piece;
    image->seam = s->seam;
}
