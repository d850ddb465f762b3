/* The steps inside ink_extract, in their order, and the memory that they share.
 *
 *     RGBA ─ shrink ─► RGBA of working size ─ project ─► grey ─ grid, shadow, polarity ─► grey with dark ink
 *          ─ background, even ─► contrast ─ threshold ─► ink ─ ruled lines ─► ink without them ─ components ─► labels
 */
#ifndef LENET5_DIGIT_INK_STAGES_H
#define LENET5_DIGIT_INK_STAGES_H

#include "../inkmap/scratch.h"
#include "ink.h"
#include "tuning.h"

enum {
    INK_GRID_CELLS = 8192, /* a square picture has up to 90 × 90 cells */
    INK_MAX_CELL = 64,     /* pixels: a row of INK_MAX_PIXELS */
    INK_MAX_REACH = 32,    /* cells: more than a quarter of the square's side */
    INK_MAX_STEPS = 1 << 14
};

/* A coarse view of the grey picture: the extremes and the mean of cell × cell pixels. */
typedef struct ink_grid {
    int cell, columns, rows;
    uint8_t lightest[INK_GRID_CELLS + INK_MARGIN], darkest[INK_GRID_CELLS + INK_MARGIN];
    uint8_t mean[INK_GRID_CELLS + INK_MARGIN];
} ink_grid;

/* An edge: two pixels a small way apart whose grey differs. */
typedef struct ink_step {
    uint16_t dark_cell, light_cell; /* indices into the grid */
    uint8_t dark, light;            /* their grey */
} ink_step;

/* The planes follow it in the caller's memory. No two of them overlap: loops copy their addresses first, since for
 * all that the compiler knows a byte stored in one may change the address of another. */
struct ink_scratch {
    inkmap_scratch *map;
    uint8_t *ink;                      /* the map's */
    uint8_t *rgba;                     /* [4 · pixels, rounded up to 4 pixels, + INK_MARGIN]: the working picture */
    uint8_t *grey;                     /* [pixels + INK_MARGIN] */
    uint8_t *contrast;                 /* [pixels + INK_MARGIN]: how much darker than the background */
    uint8_t *column_low, *column_high; /* [columns + INK_MARGIN] */
    uint16_t *column_sum;              /* [columns + INK_MARGIN] */
    ink_step *step;                    /* [2 · pixels, at most INK_MAX_STEPS] */
    pixel_box content_box;             /* outside of it all pixels are as the first one */
    int is_light;                      /* ink, before grey was inverted */
    int has_faint;                     /* ink that is kept until rules are found */
    int faint;                         /* the contrast of what may be a faint rule */
    ink_grid grid;
    int16_t illumination[INK_GRID_CELLS];            /* the light's slope */
    uint8_t background[INK_GRID_CELLS + INK_MARGIN]; /* the paper's grey in each cell */
    uint8_t padded[8 * INK_GRID_CELLS];              /* cells in a frame, for windows that reach over the edge */
    int32_t sum[3][INK_GRID_CELLS];
};

/* What background.c measures besides the background itself. */
typedef struct ink_background {
    int texture; /* the contrast that 97 % of the paper's cells stay below */
    int level;   /* whether the background is the same in every cell */
} ink_background;

/* downscale.c: opaque RGBA of *size, area-averaged by *factor: scratch->rgba, or the input where nothing is to be done.
 * Sets scratch->content_box: outside of it every pixel equals the first one, and later stages skip it. */
const uint8_t *ink_downscale(const ink_picture *picture, ink_scratch *scratch, ink_size *size, int *factor);

/* Of every step-th pixel of the picture, the first from `at` on. */
static inline size_t ink_first_sample(size_t at, size_t step) { return (at + step - 1) / step * step; }

/* The pixels that may differ from those `reach` to the right of them or below. */
static inline pixel_box ink_before(pixel_box content_box, int reach) {
    const int left = content_box.x > reach ? content_box.x - reach : 0,
              top = content_box.y > reach ? content_box.y - reach : 0;
    return (pixel_box){left, top, content_box.x + content_box.width - left, content_box.y + content_box.height - top};
}

/* grey.c: RGBA → grey along the axis of colour in which the picture's parts differ most. */
void ink_to_grey(const uint8_t *rgba, ink_scratch *scratch, ink_size size);

/* histogram.c: adds every step-th of count values to a histogram. value has INK_MARGIN more behind them. */
void ink_add_to_histogram(const uint8_t *value, size_t count, size_t step, uint32_t histogram[256]);

/* morphology.c: grey → grid; and the closing (maximum, then minimum, over 2·reach + 1 cells each way) of one of its
 * planes: what is darker and narrower than the window disappears. value may be result. */
void ink_lay_grid(ink_scratch *scratch, ink_size size);
void ink_invert(uint8_t *value, size_t count); /* and up to INK_MARGIN behind them */
void ink_close(ink_scratch *scratch, const uint8_t *value, uint8_t *result, int reach);

/* illumination.c: the closing of the grid's lightest pixels, made while the illumination's slope is taken away. */
void ink_close_level(ink_scratch *scratch, uint8_t *result, int reach);

/* surroundings.c: grey outside of the paper, up to the picture's border (a desk, a binding, a scanner's lid), becomes as
 * light as the paper; light grey around a board becomes as dark as that. Where there is any, the grid is laid anew. is_page:
 * otherwise, and around a board, it must be such along sides that meet. */
void ink_clear_surroundings(ink_scratch *scratch, ink_size size, int is_page);

/* shadow.c: grey under a hard shadow becomes as light as beside it. Where there is one, the grid is laid anew. */
void ink_light_shadow(ink_scratch *scratch, ink_size size);

/* polarity.c: decides whether ink is dark or light, inverts grey and grid when it is light, and leaves the closing in
 * background; returns the closing's reach, cells. */
int ink_find_polarity(ink_scratch *scratch, ink_size size);

/* polarity.c: inverts grey and grid; leaves background undefined. */
void ink_make_negative(ink_scratch *scratch, size_t pixels);

/* background.c: grey, closing → background (the paper's mean), contrast. */
ink_background ink_subtract_background(ink_scratch *scratch, ink_size size, int reach);

/* even.c: contrast as on the picture's brightest paper, and none at a shadow's edge. */
void ink_even_light(ink_scratch *scratch, ink_size size, ink_background background);

/* threshold.c: contrast → ink; all 0 where no contrast exceeds the paper's texture. Sets has_faint, as a page's thin rules
 * are kept in noise, and faint. */
ink_verdict ink_threshold(ink_scratch *scratch, ink_size size, int is_page, ink_background background);

/* threshold.c: faint ink is the anti-aliased edge of strong ink, or it is noise, and on plain paper what resampling left: keeps
 * it only next to a pixel of so much ink. */
void ink_remove_faint(ink_scratch *scratch, ink_size size, int near_ink);

/* ruled_lines.c: the mean width of strokes, pixels; 0 without ink. */
float ink_mean_stroke(const uint8_t *ink, ink_size size);

/* ruled_lines.c: removes ruled lines from ink. blurred: 1 where smoothing has made them a pixel wider. */
void ink_remove_rules(ink_scratch *scratch, ink_size size, int blurred);

#endif
