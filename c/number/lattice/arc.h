/* arc: what an arc of a lattice is: neighbouring pieces of a line that may be one character. */
#ifndef LENET5_NUMBER_LATTICE_ARC_H
#define LENET5_NUMBER_LATTICE_ARC_H

#include "../../include/lenet5.h"
#include "../segment/segment.h"
#include "feature_table.h"

enum {
    LATTICE_MAX_RUN = 9, /* pieces in an arc */
    LATTICE_LOOK_SIDE = 12,
    LATTICE_LOOK = LATTICE_LOOK_SIDE * LATTICE_LOOK_SIDE, /* pixels of an arc's small picture */
    LATTICE_MAX_ARCS = 2 * SEGMENT_MAX_PIECES * LATTICE_MAX_RUN
};

#define LATTICE_FEATURE_NAME(NAME, SCALE, LEAST, MOST, UNIT, MEANING) LATTICE_##NAME,
typedef enum lattice_feature { LATTICE_FEATURE_TABLE(LATTICE_FEATURE_NAME) LATTICE_FEATURES } lattice_feature;
#undef LATTICE_FEATURE_NAME

/* What an arc may be. */
typedef enum lattice_kind {
    LATTICE_DIGIT,
    LATTICE_POINT, /* a dot, low on the line */
    LATTICE_COMMA, /* the same, longer */
    LATTICE_COLON,
    LATTICE_DASH, /* or a minus */
    LATTICE_SLASH,
    LATTICE_PLUS,
    LATTICE_EQUALS,
    LATTICE_PERCENT,
    LATTICE_OPEN, /* a round bracket */
    LATTICE_CLOSE,
    LATTICE_DOLLAR,
    LATTICE_EURO,
    LATTICE_POUND,
    LATTICE_YEN,
    LATTICE_NOISE, /* a speck, a piece of a rule */
    LATTICE_OTHER, /* a character that is in no format: a letter, a scribble */
    LATTICE_KINDS
} lattice_kind;

/* Symbols: 0 … 9 are digits, the others marks. */
enum { LATTICE_SYMBOLS = LENET5_CLASSES + LATTICE_KINDS - 1 };
static inline lattice_kind lattice_kind_of(int symbol) {
    return symbol < LENET5_CLASSES ? LATTICE_DIGIT : (lattice_kind)(symbol - LENET5_CLASSES + 1);
}
static inline int lattice_mark(lattice_kind kind) { return LENET5_CLASSES + (int)kind - 1; }
static inline int lattice_symbol_of(lattice_kind kind, int digit) {
    return kind == LATTICE_DIGIT ? digit : lattice_mark(kind);
}

typedef struct lattice_arc {
    uint16_t from, to; /* nodes */
    /* Pieces first … last − 1: first is from, or from − 1 where a strip of that piece next to the seam is taken
     * too; last is to, or to + 1 likewise. */
    uint16_t first, last;
    pixel_box box;                   /* in the line image */
    uint8_t look[LATTICE_LOOK];      /* the middle of its picture at half the size, 0 paper … 255 ink */
    float feature[LATTICE_FEATURES]; /* by lattice_feature */
    float digit[LENET5_CLASSES];     /* ln of the probability of each digit, given that it is one */
    float score[LATTICE_SYMBOLS];    /* of each symbol; a path's score is the sum over its arcs */
} lattice_arc;

typedef struct lattice {
    int nodes, arcs;
    lattice_arc arc[LATTICE_MAX_ARCS]; /* by `to`, then by falling `from` */
} lattice;

#endif
