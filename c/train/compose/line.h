/* line: single digits → a line of digits and marks in which the owner of every pixel is known, for training.
 *
 * Digits are scaled to one size with a hand's variation, put side by side on a line with gaps, some touching; marks are
 * drawn; specks and pieces of ruled lines are scattered over it.
 *
 * neighbours.h trains the network on lines of compose_start, compose_digit and compose_noise, cut by segment and
 * lattice: a change of their results means other weights, so what only the fit of the scoring model needs belongs into
 * crf/script.c or into functions of its own.
 */
#ifndef LENET5_TRAIN_COMPOSE_LINE_H
#define LENET5_TRAIN_COMPOSE_LINE_H

#include <stdint.h>

#include "../../base/random.h"
#include "../../digit/inkmap/inkmap.h"
#include "../../number/lattice/arc.h"
#include "../../number/segment/segment.h"

enum { COMPOSE_WIDTH = 1024, COMPOSE_HEIGHT = 112, COMPOSE_MAX_TOKENS = 48 };

/* Properties of the handwriting that stay the same along a line. */
typedef struct line_style {
    float body;     /* height of its digits, pixels */
    float stretch;  /* of their widths */
    float line;     /* row of their feet */
    float gap;      /* between the boxes of neighbours, pixels */
    float joined;   /* share of the digits joined to the one before by a stroke */
    float small;    /* size of the digits after the first two, relative to these */
    float touching; /* share of the digits that are pushed against the one before */
    float radius;   /* of the pen that draws marks */
    float lean;     /* of strokes, beside their own: across per up */
} line_style;

typedef struct compose_token {
    lattice_kind kind;
    int digit;    /* −1 for marks and noise */
    int32_t mass; /* its ink that shows */
} compose_token;

typedef struct composition {
    line_style hand;
    int is_amount;  /* of money: written as such */
    int digits;     /* so far */
    pixel_box last; /* of the last digit; width 0 after a mark */
    int right;      /* column behind the last token */
    int overhang;   /* columns of the last mark that the next character may stand under */
    int has_lifts;  /* where the pen was lifted is known, as of strokes */
    int strokes;    /* so far */
    int tokens;
    compose_token token[COMPOSE_MAX_TOKENS];
    uint8_t ink[COMPOSE_HEIGHT * COMPOSE_WIDTH];          /* 0 paper … 255 ink */
    uint8_t owner[COMPOSE_HEIGHT * COMPOSE_WIDTH];        /* number of the token + 1, 0 for paper */
    uint8_t stroke[COMPOSE_HEIGHT * COMPOSE_WIDTH];       /* on top, 1 … 255 in turns; 0 also for drawn ink */
    uint8_t second_owner[COMPOSE_HEIGHT * COMPOSE_WIDTH]; /* of a second one, where strokes cross */
} composition;

/* An empty line. */
void compose_start(random_stream *stream, composition *line);

/* Adds a digit from its picture [28][28], or another character when digit is −1; false when the line is full. */
int compose_digit(random_stream *stream, composition *line, const uint8_t picture[28 * 28], int digit);

/* Adds a mark; false when the line is full. */
int compose_mark(random_stream *stream, composition *line, lattice_kind kind);

/* How strokes are brought to the line: their unit → pixels, widths beside that, and lean (across per up). */
typedef struct compose_shape {
    float scale, stretch, lean;
} compose_shape;

/* Where a mark stands, in bodies: its longer side, the height of its middle above the feet, and the share of its width
 * that may be over its neighbours. */
typedef struct compose_place {
    float longer, middle, over;
} compose_place;

/* Adds a digit as a pen wrote it, or another character when digit is −1; false when the line is full. */
int compose_written(random_stream *stream, composition *line, const lenet5_point *points, size_t count, int digit);

/* Adds a mark as a pen wrote it; false when the line is full. */
int compose_written_mark(random_stream *stream, composition *line, const lenet5_point *points, size_t count,
                         lattice_kind kind, compose_place place);

/* Leaves paper of so many bodies. */
void compose_space(random_stream *stream, composition *line, float least, float most);

/* Scatters specks and pieces of ruled lines over the whole line, as tokens of noise; call it last. */
void compose_noise(random_stream *stream, composition *line);

/* Adds remains of ruled lines and of the security print of forms, as tokens of noise. */
void compose_paper(random_stream *stream, composition *line);

/* Of the ink of a line, whole or cut out. */
static inline ink_capacity compose_capacity(void) {
    return (ink_capacity){COMPOSE_WIDTH * COMPOSE_HEIGHT, COMPOSE_WIDTH};
}

/* Finds the line and cuts it into pieces, as if its ink came from a picture, its strokes at the slant; returns which of
 * lines it is, −1 for none. ink: of compose_capacity(). */
int compose_cut(const composition *line, float slant, inkmap_scratch *ink, segment_scratch *segment,
                segment_lines *lines, segment_line_image *image);

#endif
