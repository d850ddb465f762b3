/* Lists the arcs of a line image, shows each to the network, measures and scores it. */
#include "lattice.h"

#include <string.h>

#include "classify.h"
#include "features.h"
#include "scratch.h"
#include "tuning.h"

size_t lattice_scratch_size(void) { return sizeof(lattice_scratch) + network_scratch_size(); }

/* The box grown about its middle to at least ARC_MIN_SIDE each way. */
static pixel_box grown(pixel_box box) {
    if (box.width >= ARC_MIN_SIDE || box.height >= ARC_MIN_SIDE) return box;
    return (pixel_box){box.x - (ARC_MIN_SIDE - box.width) / 2, box.y - (ARC_MIN_SIDE - box.height) / 2, ARC_MIN_SIDE,
                       ARC_MIN_SIDE};
}

/* Whether the seam on the left of a piece goes through ink. */
static int is_cut(const segment_line_image *image, int piece) {
    return piece > 0 && piece < image->pieces && image->at[piece].cut > ARC_CUT_COST;
}

/* Whether a pixel of a piece, at (x, y), belongs to the arc. */
static int takes(const segment_line_image *image, const lattice_arc *arc, int piece, int x, int y) {
    if (piece >= arc->from && piece < arc->to) return 1;
    if (piece < arc->first || piece >= arc->last) return 0;
    return piece < arc->from ? x >= image->seam[arc->from].x[y] - ARC_OVERLAP
                             : x < image->seam[arc->to].x[y] + ARC_OVERLAP;
}

/* The box with the strip of a piece along a seam, from column `from` on, seen from the seam. */
static pixel_box with_overlap(const segment_line_image *image, pixel_box box, int seam, int piece, int from) {
    for (int y = 0; y < SEGMENT_HEIGHT; y++) {
        const int first = image->seam[seam].x[y] + from;
        for (int x = int_max(first, 0); x < int_min(first + ARC_OVERLAP, image->width); x++) {
            const int at = y * image->width + x;
            if (image->piece[at] == piece + 1 && image->ink[at] >= ARC_BOX_INK)
                box = box_united(box, (pixel_box){x, y, 1, 1});
        }
    }
    return box;
}

/* Adds the strips beyond those of an arc's seams that go through ink; 0 when none does. */
static int widen(const segment_line_image *image, lattice_arc *arc) {
    if (is_cut(image, arc->from)) arc->box = with_overlap(image, arc->box, arc->from, --arc->first, -ARC_OVERLAP);
    if (is_cut(image, arc->to)) arc->box = with_overlap(image, arc->box, arc->to, arc->last++, 0);
    return (arc->first < arc->from || arc->last > arc->to) && arc->box.width <= ARC_MAX_WIDTH;
}

/* The arc's ink alone → ink, in a frame of at least ARC_MIN_SIDE. */
static lattice_crop crop_of(const segment_line_image *image, const lattice_arc *arc, uint8_t *ink) {
    lattice_crop crop = {ink, grown(arc->box), 0};
    memset(ink, 0, (size_t)(crop.frame.width * crop.frame.height));
    for (int y = arc->box.y; y < arc->box.y + arc->box.height; y++) {
        for (int x = arc->box.x; x < arc->box.x + arc->box.width; x++) {
            const size_t at = (size_t)(y * image->width + x);
            if (image->piece[at] == 0 || !takes(image, arc, image->piece[at] - 1, x, y)) continue;
            ink[(y - crop.frame.y) * crop.frame.width + x - crop.frame.x] = image->ink[at];
            crop.mass += image->ink[at];
        }
    }
    return crop;
}

/* Squeezes an arc that is wider than high, as zeros often are, into a square, as the network knows them; marks
 * stay. */
static lattice_crop squeezed(const lattice_crop *crop, uint8_t *ink) {
    const int width = crop->frame.width, side = crop->frame.height;
    if (width <= side || side < ARC_MIN_SIDE) return *crop;
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            const int first = x * width / side, last = (x + 1) * width / side;
            int sum = 0;
            for (int k = first; k < last; k++) sum += crop->ink[y * width + k];
            ink[y * side + x] = (uint8_t)(sum / (last - first));
        }
    }
    return (lattice_crop){ink, {crop->frame.x, crop->frame.y, side, side}, crop->mass};
}

/* Writes the 28×28 picture of an arc; returns its ink at the size of the line image. */
static lattice_crop take_picture(const segment_line_image *image, const lattice_arc *arc, lattice_scratch *scratch,
                                 uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    const lattice_crop crop = crop_of(image, arc, scratch->ink), seen = squeezed(&crop, scratch->square);
    normalise_plain(seen.ink, seen.frame.width, (pixel_box){0, 0, seen.frame.width, seen.frame.height}, picture);
    return crop;
}

void lattice_picture(const segment_line_image *image, const lattice_arc *arc, lattice_scratch *scratch,
                     uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE]) {
    take_picture(image, arc, scratch, picture);
}

/* The middle of the picture at half the size. */
static void look_at(const uint8_t picture[NORMALISE_SIDE * NORMALISE_SIDE], uint8_t look[LATTICE_LOOK]) {
    enum { FIRST = (NORMALISE_SIDE - 2 * LATTICE_LOOK_SIDE) / 2 };
    for (int i = 0; i < LATTICE_LOOK; i++) {
        const uint8_t *at =
            picture + (FIRST + 2 * (i / LATTICE_LOOK_SIDE)) * NORMALISE_SIDE + FIRST + 2 * (i % LATTICE_LOOK_SIDE);
        look[i] = (uint8_t)((at[0] + at[1] + at[NORMALISE_SIDE] + at[NORMALISE_SIDE + 1] + 2) / 4);
    }
}

void lattice_list(const segment_line_image *image, lattice *out) {
    out->nodes = image->pieces + 1;
    out->arcs = 0;
    for (int to = 1; to <= image->pieces; to++) {
        pixel_box box = image->at[to - 1].box;
        for (int from = to - 1; from >= int_max(0, to - LATTICE_MAX_RUN); from--) {
            box = box_united(box, image->at[from].box);
            if (from < to - 1 && box.width > ARC_MAX_WIDTH) break;
            lattice_arc arc = {
                .from = (uint16_t)from, .to = (uint16_t)to, .first = (uint16_t)from, .last = (uint16_t)to, .box = box};
            out->arc[out->arcs++] = arc;
            if (widen(image, &arc)) out->arc[out->arcs++] = arc;
        }
    }
}

void lattice_build(const network *net, const decide_rule *rule, const segment_line_image *image, int is_amount,
                   int helps_slashed, lattice_scratch *scratch, lattice *out) {
    lattice_model_unpack(&scratch->model);
    lattice_list(image, out);
    for (int i = 0; i < out->arcs; i++) {
        lattice_arc *arc = &out->arc[i];
        lenet5_result read;
        const lattice_crop crop = take_picture(image, arc, scratch, read.picture);
        lattice_classify(net, rule, helps_slashed, scratch, &read);
        lattice_describe(rule, image, &crop, &read, arc);
        look_at(read.picture, arc->look);
        lattice_weigh(&scratch->model, is_amount, arc);
    }
}
