/* The steps inside ink_extract, in their order, and the memory that they share.
 *
 *     RGBA ─ shrink ─► colour planes ─ project ─► grey, paper light ─ paper ─► contrast ─ threshold ─► ink
 *          ─ rules ─► ink without lines ─ components ─► labels
 */
#ifndef LENET5_INK_STAGES_H
#define LENET5_INK_STAGES_H

#include "ink.h"

enum { INK_MAX_COMPONENTS = UINT16_MAX, INK_GRID = 96, INK_GRID_CELLS = 3 * INK_GRID * INK_GRID };

typedef struct ink_plane_size {
    int width, height;
} ink_plane_size;

/* A horizontal run of ink pixels: columns start … end − 1 of a row; parent links it to its component's first run. */
typedef struct ink_run {
    int32_t start, end, parent;
} ink_run;

struct ink_scratch {
    uint8_t plane[4][INK_MAX_PIXELS]; /* red, green, blue (premultiplied), alpha */
    uint8_t grey[INK_MAX_PIXELS];     /* paper light, ink dark */
    uint8_t contrast[INK_MAX_PIXELS]; /* how much darker than the local paper */
    uint8_t ink[INK_MAX_PIXELS];
    uint16_t label[INK_MAX_PIXELS];
    ink_run run[INK_MAX_PIXELS];
    ink_component component[INK_MAX_COMPONENTS];
    int32_t row_start[INK_MAX_PIXELS + 1]; /* a row's first run */
    int32_t number[INK_MAX_PIXELS];        /* of the component whose first run it is; 0: none */
};

/* shrink.c: rgba → planes, area-averaged by the factor that is returned; *size is the result's. */
int ink_shrink(const uint8_t *rgba, int width, int height, ink_scratch *scratch, ink_plane_size *size);

/* project.c: planes → grey along the colour axis in which ink and paper differ most, turned so that paper is light. */
void ink_project(ink_scratch *scratch, ink_plane_size size);

/* paper.c: grey → contrast with the local paper. */
void ink_subtract_paper(ink_scratch *scratch, ink_plane_size size);

/* threshold.c: contrast → ink; all 0 where nothing stands out of the paper's texture. */
void ink_threshold(ink_scratch *scratch, ink_plane_size size);

/* components.c (ink_label in ink.h): labels the ink's 8-connected components. */

#endif
