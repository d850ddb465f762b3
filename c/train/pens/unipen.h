/* unipen: files of pen strokes, one sample a line of JSON, from memory.
 *
 * A line: {"writer":"COLLECTOR/NAME","label":"7","strokes":[[x0,y0,x1,y1,…],…]}, the three keys once each in any order;
 * coordinates are integers, y downwards; a stroke is a pen-down run of one point or more. The content is that of UNIPEN
 * (I. Guyon, L. Schomaker, R. Plamondon, M. Liberman, S. Janet, "UNIPEN project of on-line data exchange and recognizer
 * benchmarks", ICPR 1994), whose own format is another.
 */
#ifndef LENET5_TRAIN_PENS_UNIPEN_H
#define LENET5_TRAIN_PENS_UNIPEN_H

#include <stddef.h>
#include <stdint.h>

enum {
    UNIPEN_MAX_SAMPLES = 1 << 20,
    UNIPEN_MAX_POINTS = 4096,  /* of a sample */
    UNIPEN_MAX_STROKES = 256,  /* likewise */
    UNIPEN_FURTHEST = 1000000, /* of a coordinate from 0 */
    UNIPEN_MAX_LABEL = 63      /* bytes */
};

typedef struct unipen_sample {
    uint64_t writer;   /* hash of the name behind the slash: several collectors had the same people */
    uint64_t identity; /* hash of the whole line */
    size_t strokes;    /* where the list of strokes begins in the file */
    char label;        /* its first byte */
    uint8_t label_length;
} unipen_sample;

typedef struct unipen_point {
    int32_t x, y, stroke; /* strokes are counted from 0 */
} unipen_point;

typedef struct unipen_file {
    const uint8_t *bytes; /* the caller's */
    size_t length, count;
    unipen_sample *samples; /* [count], the caller's */
} unipen_file;

/* FNV-1a, 64 bits (G. Fowler, L. Noll, K. Vo): what writers and lines are known by. */
uint64_t unipen_hash(const void *bytes, size_t length);

/* How many lines there are, the last of which may end without a line feed. */
size_t unipen_lines(const uint8_t *bytes, size_t length);

/* Checks every line and fills samples [unipen_lines(bytes, length)]. Returns null, or what is wrong as one constant phrase;
 * then *line is where, from 1. */
const char *unipen_read(const uint8_t *bytes, size_t length, unipen_sample *samples, unipen_file *out, size_t *line);

/* The points of a sample, stroke after stroke; returns their number, 1 … UNIPEN_MAX_POINTS. */
size_t unipen_points(const unipen_file *file, size_t sample, unipen_point points[UNIPEN_MAX_POINTS]);

#endif
