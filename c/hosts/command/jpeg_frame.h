/* jpeg_frame: what a JPEG's frame and scan headers say (ITU-T T.81, annex B). */
#ifndef LENET5_HOSTS_COMMAND_JPEG_FRAME_H
#define LENET5_HOSTS_COMMAND_JPEG_FRAME_H

#include "jpeg_entropy.h"

enum { JPEG_COMPONENTS = 4, JPEG_TABLES = 4, JPEG_COEFFICIENTS = 64 };

typedef struct jpeg_component {
    int id, h, v, quantisation;
    int width, height; /* in blocks of 8×8, as a scan of this component alone has them */
    int stride, rows;  /* in blocks, with those that fill up the last MCUs of several components */
    int begun;         /* a scan has brought its DC coefficients */
    uint64_t *
        non_zero; /* [rows][stride], of progressive pictures: bit k for coefficient k, in zigzag order, that is not 0 */
} jpeg_component;

typedef struct jpeg_frame {
    int progressive, width, height;
    int count;        /* of components: 1, 3 or 4 */
    int across, down; /* MCUs of several components */
    jpeg_component components[JPEG_COMPONENTS];
} jpeg_frame;

typedef struct jpeg_scan {
    int count;
    jpeg_component *components[JPEG_COMPONENTS];
    const jpeg_codes *dc[JPEG_COMPONENTS], *ac[JPEG_COMPONENTS];
    int first, last; /* coefficients */
    int high, low;   /* successive approximation: the bit position before, 0 in a first scan; and this scan's */
    int restart;     /* MCUs between two restart markers; 0: none */
} jpeg_scan;

/* Reads a scan's entropy-coded data, which starts at *at, to its last block; *at moves behind it. Null, or what is
 * wrong. */
const char *jpeg_scan_walk(const jpeg_frame *frame, const jpeg_scan *scan, const uint8_t **at, const uint8_t *end);

#endif
