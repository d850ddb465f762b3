/* The working memory of inkmap's files. */
#ifndef LENET5_DIGIT_INKMAP_SCRATCH_H
#define LENET5_DIGIT_INKMAP_SCRATCH_H

#include "inkmap.h"

enum {
    INK_MAX_COMPONENTS = UINT16_MAX,
    INK_MARGIN = 64 /* behind planes, for loops in steps of several vectors */
};

typedef struct ink_size {
    int width, height;
} ink_size;

/* A horizontal run of ink pixels: columns start … end − 1 of a row; parent links it to its component's first run. */
typedef struct ink_run {
    int32_t start, end, parent;
} ink_run;

/* The planes follow it in the caller's memory. */
struct inkmap_scratch {
    ink_capacity capacity;
    uint8_t *ink;             /* [pixels + INK_MARGIN] */
    uint16_t *label;          /* [pixels] */
    ink_run *run;             /* [runs] */
    int32_t *row_start;       /* [rows + 1]: a row's first run */
    int32_t *number;          /* [runs]: of the component whose first run it is; 0: none */
    uint8_t *part;            /* [pixels + INK_MARGIN], over number: some of the ink, for who looks at it alone */
    ink_component *component; /* [components] */
};

#endif
