/* segment: an ink map → text lines, and each line → a line image of pieces in writing order.
 *
 * A line is deskewed and brought to one size (digits SEGMENT_BODY pixels high), slant and stroke width. The size is the
 * line's, not each piece's, or an enlarged stray mark looks like a genuine 1 (LeCun et al. 1998, section VII). Then it
 * is cut: a seam is a path of least cost from the top of the line image to its bottom, one pixel a row; paper is free,
 * ink costs its amount, a step aside a little. Seams between characters cost nothing; a seam through ink is cheap where
 * a stroke is thin, where two contours come close or along a valley or hill of the contour: the candidate cuts of the
 * paper's over-segmentation (minima of the projection, minima of the contours' distance, hit and deflect) found by one
 * search. Where a pen drew the ink, a seam between two of its strokes costs little: the pen was lifted there.
 * The ink between two neighbouring seams is a piece.
 */
#ifndef LENET5_NUMBER_SEGMENT_H
#define LENET5_NUMBER_SEGMENT_H

#include <stddef.h>
#include <stdint.h>

#include "../../digit/inkmap/inkmap.h"

enum {
    SEGMENT_MAX_LINES = 64,
    SEGMENT_MAX_COMPONENTS = 4096, /* a picture with more of them has no lines */
    SEGMENT_BODY = 40,             /* height of a digit in the line image, pixels */
    SEGMENT_MARGIN = 20,           /* rows above and below the bodies */
    SEGMENT_HEIGHT = SEGMENT_BODY + 2 * SEGMENT_MARGIN,
    SEGMENT_MAX_WIDTH = 4096,
    SEGMENT_MAX_PIECES = 512
};

/* The slant of line images, across per up: hands lean to the right, and so do most digits that the network was trained
 * on. Chosen on ZIP codes composed of validation digits, which are read better at 0.1 to 0.2 than upright
 * (weights/TRAINING-LOG.md). Raising it leans digits more; the lattice's model has to be fitted anew. */
static const float SEGMENT_SLANT = 0.14f;

/* The components of one line, by their labels in writing order. */
typedef struct segment_line {
    int first, count; /* label[first … first + count − 1] of segment_lines */
    pixel_box box;    /* in working pixels */
} segment_line;

typedef struct segment_lines {
    int count;
    segment_line line[SEGMENT_MAX_LINES];
    uint16_t *label;
    float turn; /* of the paper, as the slope of all lines, down per across; 0 where they are nearly level */
} segment_lines;

/* From line image pixels (x, y) to working pixels: with v = y/scale + top and u = x/scale + left,
 *   across = u + slant·(middle − v), down = v + slope·across. */
typedef struct segment_frame {
    float left, top, middle;
    float scale; /* line image pixels per working pixel */
    float slope; /* of the base line: down per across */
    float turn;  /* the lines' */
    float slant; /* removed from the strokes: across per up */
} segment_frame;

/* A seam: in each row the first column of its right neighbour. */
typedef struct segment_seam {
    int16_t x[SEGMENT_HEIGHT];
    int32_t cost;
} segment_seam;

typedef struct segment_piece {
    pixel_box box; /* in the line image, of its ink: a piece has some */
    int mass;      /* sum of ink */
    int cut;       /* cost of the seam on its left, in sums of ink; 0 between characters */
} segment_piece;

typedef struct segment_line_image {
    int width; /* columns; SEGMENT_HEIGHT rows; 0 when the line is too long, and nothing else is set */
    segment_frame frame;
    const uint8_t *ink;       /* [SEGMENT_HEIGHT][width] 0 paper … 255 ink */
    const uint16_t *piece;    /* [SEGMENT_HEIGHT][width] 0 none, otherwise the number of its piece + 1 */
    const segment_seam *seam; /* [pieces + 1]: the left and right of each piece */
    int pieces;               /* 0 when nothing of the ink is left */
    segment_piece at[SEGMENT_MAX_PIECES];
} segment_line_image;

typedef struct segment_scratch segment_scratch;
size_t segment_scratch_size(void);

/* Finds the lines of writing, from top to bottom. may_turn: the paper may lie askew; composed lines never do. */
void segment_find_lines(const ink_map *map, int may_turn, segment_scratch *scratch, segment_lines *lines);

/* The line with the most ink, −1 when there is none. */
int segment_main_line(const ink_map *map, const segment_lines *lines);

/* A place (x, y) of the line image → (*across, *down) in the ink map, in working pixels. */
void segment_place(const segment_frame *frame, const segment_line *line, float x, float y, float *across, float *down);

/* Prepares one line and cuts it into pieces. slant: of the line image's strokes, across per up. mends: whether breaks in strokes
 * are closed where the line is full of them. */
void segment_cut_line(const ink_map *map, const segment_lines *lines, int line, float slant, int mends,
                      segment_scratch *scratch, segment_line_image *image);

#endif
