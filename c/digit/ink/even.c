/* Ink absorbs a share of the light: in a shadow its contrast is lower by as much as the paper is darker. And where a
 * shadow begins, the background is known to a cell only: what is as light as the darker of both papers is paper. */
#include "stages.h"

static int lowest_around(const ink_scratch *scratch, int column, int row, int *highest) {
    const ink_grid *grid = &scratch->grid;
    int low = 255, high = 0;
    for (int y = int_max(row - 1, 0); y <= int_min(row + 1, grid->rows - 1); y++) {
        for (int x = int_max(column - 1, 0); x <= int_min(column + 1, grid->columns - 1); x++) {
            const int value = scratch->background[y * grid->columns + x];
            low = int_min(low, value), high = int_max(high, value);
        }
    }
    *highest = high;
    return low;
}

/* The cell's pixels: no contrast from grey `paper` up, all else multiplied by brightest / the background there. */
static void even_cell(ink_scratch *scratch, ink_size size, int column, int row, int paper, int brightest) {
    const int cell = scratch->grid.cell;
    const int right = int_min((column + 1) * cell, size.width), bottom = int_min((row + 1) * cell, size.height);
    for (int y = row * cell; y < bottom; y++) {
        for (int x = column * cell; x < right; x++) {
            const size_t at = (size_t)y * (size_t)size.width + (size_t)x;
            const int contrast = scratch->contrast[at], grey = scratch->grey[at];
            const int background = int_max(int_max(contrast + grey, brightest / SHADOW_MOST), 1);
            const int evened = brightest > 0 ? contrast * brightest / background : contrast; /* 0: light ink */
            scratch->contrast[at] = (uint8_t)(grey >= paper ? 0 : int_min(evened, 255));
        }
    }
}

void ink_even_light(ink_scratch *scratch, ink_size size, ink_background background) {
    const ink_grid *grid = &scratch->grid;
    const int cells = grid->columns * grid->rows;
    if (background.level) return;
    int darkest = 255, brightest = 0;
    for (int i = 0; i < cells; i++) {
        darkest = int_min(darkest, scratch->background[i]), brightest = int_max(brightest, scratch->background[i]);
    }
    if (exceeds(darkest, SHADOW_DARK, brightest)) return;
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            int high;
            const int low = lowest_around(scratch, column, row, &high);
            const int is_step = high - low >= SHADOW_STEP;
            const int paper = is_step ? low - SHADOW_PAPER - SHADOW_TEXTURES * background.texture : 256;
            even_cell(scratch, size, column, row, paper, scratch->is_light ? 0 : brightest);
        }
    }
}
