/* A line image → pieces, cut along seams of least cost (dynamic programming, as in S. Avidan, A. Shamir, "Seam
 * carving for content-aware image resizing", SIGGRAPH 2007, with the ink as energy). */
#include <string.h>

#include "deskew.h"
#include "tuning.h"

static int32_t best_of_three(const int32_t *row, int x, int width) {
    int32_t best = row[x];
    if (x > 0) best = int_min(best, row[x - 1] + SEAM_SIDESTEP);
    if (x + 1 < width) best = int_min(best, row[x + 1] + SEAM_SIDESTEP);
    return best;
}

/* A pixel of paper that the flood from outside reaches costs its own ink; its neighbours are next. */
static void flood(segment_scratch *s, int at, int32_t *stack, int *size) {
    if (s->cost[at] != SEAM_ENCLOSED) return;
    s->cost[at] = s->ink[at];
    stack[(*size)++] = at;
}

/* The cost of a pixel is its ink, or SEAM_ENCLOSED for paper that ink encloses, which lies inside a character
 * mostly: found as what a flood from above and below does not reach, which like seams passes corners. s->down serves as
 * its stack. */
void segment_set_costs(segment_scratch *s, int width) {
    const int pixels = SEGMENT_HEIGHT * width;
    int size = 0;
    for (int i = 0; i < pixels; i++)
        s->cost[i] = (uint8_t)(s->ink[i] < SEAM_ENCLOSED    ? SEAM_ENCLOSED
                               : s->ink[i] == SEAM_ENCLOSED ? SEAM_ENCLOSED + 1
                                                            : s->ink[i]);
    for (int x = 0; x < width; x++) {
        flood(s, x, s->down, &size);
        flood(s, pixels - 1 - x, s->down, &size);
    }
    while (size > 0) {
        const int at = s->down[--size], x = at % width, y = at / width;
        for (int v = int_max(y - 1, 0); v <= int_min(y + 1, SEGMENT_HEIGHT - 1); v++)
            for (int u = int_max(x - 1, 0); u <= int_min(x + 1, width - 1); u++)
                flood(s, v * width + u, s->down, &size);
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
            if (x + side < 0 || x + side >= width || row[x + side] + SEAM_SIDESTEP >= least) continue;
            least = row[x + side] + SEAM_SIDESTEP;
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

/* The seams of the valley of costs around column `lowest`: the cheapest, and for a wide valley those at its ends,
 * where strokes begin. */
static int add_valley(segment_scratch *s, int width, int seams, int lowest, int y) {
    const int32_t least = cost_at(s, width, lowest, y), most = least + SEAM_PROMINENCE;
    int first = lowest, last = lowest;
    if (least > (y == SEAM_FEET ? SEAM_FREE : SEAM_MAX_COST)) return seams;
    while (first > 0 && cost_at(s, width, first - 1, y) <= most) first--;
    while (last + 1 < width && cost_at(s, width, last + 1, y) <= most) last++;
    if (last - first < (least > SEAM_LONG_CUT ? SEAM_PARALLEL_WIDTH : SEAM_WIDE_VALLEY))
        return add_seam(s, width, seams, lowest, y);
    seams = add_seam(s, width, seams, first, y);
    seams = add_seam(s, width, seams, lowest, y);
    return add_seam(s, width, seams, last, y);
}

/* The seams of the valleys in one row's costs, those at least SEAM_PROMINENCE deep on both sides. */
static int add_probe(segment_scratch *s, int width, int seams, int y) {
    int lowest = 0, falling = 1; /* the column of the extreme so far; whether it is a valley's */
    for (int x = 1; x < width; x++) {
        const int32_t cost = cost_at(s, width, x, y), extreme = cost_at(s, width, lowest, y);
        if (falling ? cost < extreme : cost > extreme) {
            lowest = x;
        } else if (falling && cost > extreme + SEAM_PROMINENCE) {
            seams = add_valley(s, width, seams, lowest, y);
            falling = 0;
            lowest = x;
        } else if (!falling && cost < extreme - SEAM_PROMINENCE) {
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

/* Of two seams with too little ink for a piece between them, the cheaper stays. Between two seams that cut nothing
 * even a dot is a piece. */
static int drop_idle(segment_scratch *s, int width, int seams) {
    int kept = 1;
    for (int i = 1; i < seams; i++) {
        segment_seam *last = &s->seam[kept - 1];
        const int least = last->cost > SEAM_FRINGE || s->seam[i].cost > SEAM_FRINGE ? SEAM_MIN_PART : SEAM_MIN_PIECE;
        if (ink_between(s, width, last, &s->seam[i]) >= least) {
            s->seam[kept++] = s->seam[i];
        } else if (s->seam[i].cost < last->cost) {
            *last = s->seam[i];
        }
    }
    return kept;
}

/* Makes the first seam and the one at `right` the line image's edges. */
static void set_edges(segment_scratch *s, int width, int right) {
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        s->seam[0].x[y] = 0;
        s->seam[right].x[y] = (int16_t)width;
    }
    s->seam[0].cost = s->seam[right].cost = 0;
}

/* The box of a piece's pixels with at least `least` ink: above 1 it leaves out the fringe of blurred strokes. */
static pixel_box box_between(const segment_scratch *s, int width, const segment_seam *left, const segment_seam *right,
                             int least) {
    int first = width, last = -1, top = SEGMENT_HEIGHT, bottom = -1;
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = left->x[y]; x < right->x[y]; x++) {
            if (s->ink[y * width + x] < least) continue;
            first = x < first ? x : first, last = x > last ? x : last;
            top = y < top ? y : top, bottom = y;
        }
    }
    return last < 0 ? (pixel_box){0} : (pixel_box){first, top, last + 1 - first, bottom + 1 - top};
}

static void write_piece(segment_scratch *s, segment_line_image *image, int i) {
    const segment_seam *left = &s->seam[i], *right = &s->seam[i + 1];
    segment_piece *piece = &image->at[i];
    *piece = (segment_piece){.cut = left->cost, .box = box_between(s, image->width, left, right, SEAM_BOX_INK)};
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
    accumulate(s->cost, width, 0, 1, s->down);
    accumulate(s->cost, width, SEGMENT_HEIGHT - 1, -1, s->up);
    set_edges(s, width, 1);
    for (int i = 0; i < SEAM_PROBES; i++) seams = add_probe(s, width, seams, SEAM_PROBE_ROWS[i]);
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
    /* Between two kept seams there is ink. Only a line image that lost all its ink, by removing ruled lines or
     * scaling down, would be one piece without any. */
    image->pieces = ink_between(s, width, &s->seam[0], &s->seam[seams - 1]) > 0 ? seams - 1 : 0;
    for (int i = 0; i < image->pieces; i++) write_piece(s, image, i);
    image->piece = s->piece;
    image->seam = s->seam;
}
