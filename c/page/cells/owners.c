/* Components → the cells that they belong to. */
#include "cells.h"
#include "tuning.h"

/* Area that a box shares with a cell's extent. */
static float shared_area(pixel_box box, grid_extent e) {
    const float across = float_min((float)(box.x + box.width), e.to[0]) - float_max((float)box.x, e.from[0]);
    const float down = float_min((float)(box.y + box.height), e.to[1]) - float_max((float)box.y, e.from[1]);
    return across > 0 && down > 0 ? across * down : 0;
}

void cells_find_owners(const ink_map *map, const grid_cells *cells, int16_t owner[CELLS_MAX_COMPONENTS]) {
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        const float area = (float)box.width * (float)box.height;
        float most = 0, all = 0;
        owner[i] = -1;
        for (int k = 0; k < cells->count; k++) {
            const float shared = shared_area(box, grid_extent_of(&cells->cell[k]));
            all += shared;
            if (shared > most) most = shared, owner[i] = (int16_t)k;
        }
        if (most < CELLS_OWN * area && most < CELLS_OWN * all) owner[i] = most > 0 ? CELLS_SEVERAL : -1;
    }
}

/* Area of a box that no cell shares. */
static float area_outside(pixel_box box, const grid_cells *cells) {
    float area = (float)box.width * (float)box.height;
    for (int k = 0; k < cells->count; k++) area -= shared_area(box, grid_extent_of(&cells->cell[k]));
    return area;
}

int cells_leave_out(const ink_map *map, const grid_cells *cells, int first, int last) {
    const grid_extent a = grid_extent_of(&cells->cell[first]), b = grid_extent_of(&cells->cell[last]);
    const float width = a.to[0] - a.from[0], height = a.to[1] - a.from[1];
    const grid_extent around = {{a.from[0] - width, float_min(a.from[1], b.from[1])},
                                {b.to[0] + width, float_max(a.to[1], b.to[1])}};
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        const float high = (float)box.height, least = CELLS_LEFT_OUT * height;
        if (high < least || high > CELLS_DIGIT * height || shared_area(box, around) <= 0) continue;
        if (area_outside(box, cells) > CELLS_OUTSIDE * least * width) return 1;
    }
    return 0;
}
