/* arc_labels: labels each arc by the token that owns most of its ink, where that is pure and complete. */
#include "arc_labels.h"

#include <string.h>

enum { OWNERS = COMPOSE_MAX_TOKENS + 1 };

static int floor_of(float x) { return (int)(x + 1024) - 1024; }

/* Index of the inked pixel of the composition at (x, y) or next to it; −1 for none. */
static int ink_near(const composition *line, int x, int y) {
    static const int NEAR[9][2] = {{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}};
    for (int i = 0; i < 9; i++) {
        const int u = x + NEAR[i][0], v = y + NEAR[i][1];
        if (u < 0 || v < 0 || u >= COMPOSE_WIDTH || v >= COMPOSE_HEIGHT) continue;
        if (line->owner[v * COMPOSE_WIDTH + u] != 0) return v * COMPOSE_WIDTH + u;
    }
    return -1;
}

/* Sums the ink of the line image: ink[piece][owner], owner 0 being all owners; all[owner]: over all pieces. */
static void share_out(const composition *line, const segment_line_image *image, const segment_line *origin,
                      float ink[][OWNERS], float all[OWNERS]) {
    const segment_frame *f = &image->frame;
    memset(ink, 0, (size_t)image->pieces * sizeof *ink);
    memset(all, 0, OWNERS * sizeof *all);
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        for (int x = 0; x < image->width; x++) {
            const int at = y * image->width + x;
            if (image->piece[at] == 0) continue;
            const float v = ((float)(y - SEGMENT_MARGIN) + 0.5f) / f->scale + f->top;
            const float u = ((float)x + 0.5f) / f->scale + f->left;
            const float across = u + f->slant * (f->middle - v), down = v + f->slope * across;
            const int place = ink_near(line, floor_of(across) + origin->box.x, floor_of(down) + origin->box.y);
            const int owners[2] = {place < 0 ? 0 : line->owner[place], place < 0 ? 0 : line->second_owner[place]};
            ink[image->piece[at] - 1][0] += image->ink[at];
            for (int i = 0; i < 2; i++) {
                if (owners[i] == 0) continue;
                ink[image->piece[at] - 1][owners[i]] += image->ink[at];
                all[owners[i]] += image->ink[at];
            }
        }
    }
}

/* Whether the arc holds more than half of a second character or mark beside the dominant one, `most`. */
static int swallows(const composition *line, const float sum[OWNERS], const float whole[OWNERS], int most) {
    for (int owner = 1; owner < OWNERS; owner++) {
        if (owner == most || line->token[owner - 1].kind == LATTICE_NOISE) continue;
        if (2 * sum[owner] > whole[owner]) return 1;
    }
    return 0;
}

static int symbol_of(const composition *line, float ink[][OWNERS], const float whole[OWNERS], arc_label_limits limits,
                     const lattice_arc *arc) {
    float sum[OWNERS] = {0};
    for (int piece = arc->from; piece < arc->to; piece++) {
        for (int owner = 0; owner < OWNERS; owner++) sum[owner] += ink[piece][owner];
    }
    int most = 1;
    for (int owner = 2; owner < OWNERS; owner++) most = sum[owner] > sum[most] ? owner : most;
    const compose_token *token = &line->token[most - 1];
    if (sum[most] < limits.pure * sum[0] || swallows(line, sum, whole, most)) return -1;
    if (token->kind == LATTICE_NOISE) return lattice_symbol_of(LATTICE_NOISE, 0);
    if (sum[most] < limits.complete * whole[most]) return -1;
    return lattice_symbol_of(token->kind, token->digit);
}

void arc_labels_of(const composition *line, const segment_line_image *image, const segment_line *origin,
                   const lattice *graph, arc_label_limits limits, int8_t *symbol) {
    static _Thread_local float ink[SEGMENT_MAX_PIECES][OWNERS];
    float whole[OWNERS];
    share_out(line, image, origin, ink, whole);
    for (int i = 0; i < graph->arcs; i++) symbol[i] = (int8_t)symbol_of(line, ink, whole, limits, &graph->arc[i]);
}
