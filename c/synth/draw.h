/* draw: pictures that the project makes itself, for training and for judging.
 *
 * Digits are drawn from stroke templates with style variants of the whole world (1 with flag and foot, crossed 7, open
 * and closed 4, curved and straight 9, looped 2, slashed 0 …), non-digits are letters, signs, scribbles, shapes,
 * textures, pieces and pairs of digits. Every picture is a function of its stream alone, and is normalised as the
 * engine normalises.
 *
 * Two disjoint families of templates and generators: DRAW_TRAIN is for training. What belongs to DRAW_HELD_OUT (some
 * styles of each digit, of letters, signs and shapes, some kinds of scribble and texture) is never drawn
 * in DRAW_TRAIN, so that a figure measured on it is honest.
 */
#ifndef LENET5_SYNTH_DRAW_H
#define LENET5_SYNTH_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "../base/random.h"
#include "../digit/strokes/rasterise.h"

typedef enum draw_split { DRAW_TRAIN, DRAW_HELD_OUT } draw_split;

typedef enum draw_kind {
    DRAW_LETTER,   /* Latin letters that are no digit's twin */
    DRAW_SCRIPT,   /* Greek, Cyrillic and Asian-looking glyphs */
    DRAW_SIGN,     /* punctuation, mathematical and currency signs */
    DRAW_SYMBOL,   /* ticks, crosses, hearts, stars, arrows, faces, lines, grids, rings */
    DRAW_SCRIBBLE, /* random curves, zigzags, loops, spirals, hatching, dots */
    DRAW_FILLED,   /* blobs, filled shapes, silhouettes of clothes */
    DRAW_TEXTURE,  /* noise, paper, stripes */
    DRAW_PIECE,    /* a part of a digit that is no digit */
    DRAW_GROUP,    /* two or three digits in one box */
    DRAW_TURNED,   /* digits turned or mirrored into no digit */
    DRAW_STRUCK,   /* digits crossed out */
    DRAW_KINDS
} draw_kind;

typedef struct draw_scratch draw_scratch; /* working memory, the caller's, one a thread */
size_t draw_scratch_size(void);

/* picture: [28][28], 0 paper … 255 ink; never blank. digit: 0 … 9. */
void draw_digit(random_stream *stream, draw_split split, int digit, draw_scratch *scratch, uint8_t picture[28 * 28]);

/* A non-digit of a random kind, which is returned. */
draw_kind draw_outlier(random_stream *stream, draw_split split, draw_scratch *scratch, uint8_t picture[28 * 28]);

/* A non-digit of the given kind. */
void draw_outlier_of(random_stream *stream, draw_split split, draw_kind kind, draw_scratch *scratch,
                     uint8_t picture[28 * 28]);

/* As draw_outlier_of with DRAW_LETTER: for a program that needs no other kind, and none of their templates. */
void draw_letter(random_stream *stream, draw_split split, draw_scratch *scratch, uint8_t picture[28 * 28]);

/* A digit as a pen would report it: at most DRAW_MAX_POINTS points, y downwards, about 100 units high. Returns their
 * number. For tests that render it themselves, in any size, pen and colour. */
enum { DRAW_MAX_POINTS = 1024 };
size_t draw_digit_strokes(random_stream *stream, draw_split split, int digit, draw_scratch *scratch,
                          lenet5_point points[DRAW_MAX_POINTS]);

#endif
