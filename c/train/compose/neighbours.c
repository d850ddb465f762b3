/* neighbours: composes three digits and cuts out one of them, by its box or along seams. */
#include "neighbours.h"

#include <string.h>

#include "../../base/arena.h"
#include "../../digit/inkmap/inkmap.h"
#include "../../digit/normalise/normalise.h"
#include "../../number/lattice/lattice.h"
#include "arc_labels.h"

enum { MIDDLE = 2 }; /* the owner of the middle digit's pixels */

/* The slant of the line images that are cut: augmentation shears the pictures both ways. */
static const float UPRIGHT = 0;

/* Labels an arc only if a person could read the digit in it. */
static const arc_label_limits LEGIBLE = {.pure = 0.75f, .complete = 0.8f};

/* Begins the block; the scratch of the steps that it points to follows. */
struct neighbours_scratch {
    composition line;
    segment_lines lines;
    segment_line_image image;
    lattice graph;
    int8_t symbol[LATTICE_MAX_ARCS];
    inkmap_scratch *ink;
    normalise_scratch *normalise;
    segment_scratch *segment;
    lattice_scratch *lattice;
};

size_t neighbours_scratch_size(void) {
    return arena_part_size(sizeof(neighbours_scratch)) + arena_part_size(inkmap_scratch_size(compose_capacity())) +
           arena_part_size(normalise_scratch_size()) + arena_part_size(segment_scratch_size()) +
           arena_part_size(lattice_scratch_size());
}

static void divide(neighbours_scratch *scratch) {
    arena block = {(char *)scratch, 0};
    arena_take(&block, sizeof *scratch);
    scratch->ink = inkmap_take(&block, compose_capacity());
    scratch->normalise = arena_take(&block, normalise_scratch_size());
    scratch->segment = arena_take(&block, segment_scratch_size());
    scratch->lattice = arena_take(&block, lattice_scratch_size());
}

/* The box of the middle digit's ink, at least half black. */
static pixel_box box_of_middle(const composition *line) {
    int left = COMPOSE_WIDTH, right = 0, top = COMPOSE_HEIGHT, bottom = 0;
    for (int y = 0; y < COMPOSE_HEIGHT; y++) {
        for (int x = 0; x < line->right; x++) {
            const int at = y * COMPOSE_WIDTH + x;
            if (line->owner[at] != MIDDLE || line->ink[at] < 128) continue;
            left = x < left ? x : left;
            right = x >= right ? x + 1 : right;
            top = y < top ? y : top;
            bottom = y + 1;
        }
    }
    return (pixel_box){left, top, right - left, bottom - top};
}

/* A piece of the rule that the line is written on, through the box's lower part. */
static void rule(random_stream *stream, uint8_t *ink, int width, int height) {
    const int thick = 1 + (int)random_below(stream, 3),
              y = height - 1 - (int)random_below(stream, 2 + (uint32_t)height / 8);
    const int from = (int)random_below(stream, (uint32_t)width),
              to = from + 1 + (int)random_below(stream, (uint32_t)width);
    for (int row = y; row > y - thick && row >= 0; row--) {
        for (int x = from; x < to && x < width; x++) {
            if (ink[row * width + x] < 224) ink[row * width + x] = 224;
        }
    }
}

/* Copies the box from the line to `ink`, now and then with a ruled line through it. */
static void cut_out(random_stream *stream, const composition *line, pixel_box box, uint8_t *ink) {
    for (int y = 0; y < box.height; y++) {
        memcpy(ink + y * box.width, line->ink + (box.y + y) * COMPOSE_WIDTH + box.x, (size_t)box.width);
    }
    if (random_unit(stream) < 0.15f) rule(stream, ink, box.width, box.height);
}

/* The picture of the middle digit, cut out by its box; blank when other ink covers it. */
static void cut_by_box(random_stream *stream, neighbours_scratch *scratch, uint8_t picture[28 * 28]) {
    const pixel_box box = box_of_middle(&scratch->line);
    memset(picture, 0, 28 * 28);
    if (box.width <= 0) return;
    cut_out(stream, &scratch->line, box, ink_pixels(scratch->ink));
    ink_map map;
    ink_label(scratch->ink, box.width, box.height, &map);
    const pixel_box chosen = ink_choose_digit(&map, scratch->ink);
    if (chosen.width > 0) normalise_digit(map.ink, map.width, chosen, scratch->normalise, picture);
}

/* Makes the line image and labels its arcs: 1, or 0 when no line is found. */
static int cut_into_pieces(neighbours_scratch *scratch) {
    const composition *line = &scratch->line;
    const int main = compose_cut(line, UPRIGHT, scratch->ink, scratch->segment, &scratch->lines, &scratch->image);
    if (main < 0) return 0;
    lattice_list(&scratch->image, &scratch->graph);
    arc_labels_of(line, &scratch->image, &scratch->lines.line[main], &scratch->graph, LEGIBLE, scratch->symbol);
    return 1;
}

/* The picture of an arc chosen among those labelled as digits. Returns its label, or −1 when there is none. */
static int cut_by_seams(random_stream *stream, neighbours_scratch *scratch, uint8_t picture[28 * 28]) {
    if (!cut_into_pieces(scratch)) return -1;
    int chosen = -1;
    uint32_t found = 0;
    for (int i = 0; i < scratch->graph.arcs; i++) {
        if (scratch->symbol[i] < 0 || lattice_kind_of(scratch->symbol[i]) != LATTICE_DIGIT) continue;
        if (random_below(stream, ++found) == 0) chosen = i;
    }
    if (chosen < 0) return -1;
    lattice_picture(&scratch->image, &scratch->graph.arc[chosen], scratch->lattice, picture);
    return scratch->symbol[chosen];
}

int neighbours_digit(random_stream *stream, const uint8_t pictures[NEIGHBOURS_DIGITS][28 * 28],
                     const int labels[NEIGHBOURS_DIGITS], neighbours_scratch *scratch, uint8_t picture[28 * 28]) {
    composition *line = &scratch->line;
    divide(scratch);
    compose_start(stream, line);
    line->hand.touching = 0.75f;
    for (int i = 0; i < NEIGHBOURS_DIGITS; i++) compose_digit(stream, line, pictures[i], labels[i]);
    compose_noise(stream, line);
    const int label = random_unit(stream) < 0.5f ? cut_by_seams(stream, scratch, picture) : -1;
    if (label >= 0) return label;
    cut_by_box(stream, scratch, picture);
    return labels[NEIGHBOURS_DIGITS / 2];
}
