/* Cells → rows and columns: neighbours side by side are of one row, neighbours below each other of one column. */
#include "steps.h"
#include "tuning.h"

static float middle_of(const grid_extent *e, int axis) { return 0.5f * (e->from[axis] + e->to[axis]); }

/* How far behind a cell another one begins along an axis, where they are side by side; negative where they are not. */
static float distance_to(const grid_cell *cell, const grid_cell *other, int axis) {
    const grid_extent a = grid_extent_of(cell), b = grid_extent_of(other);
    const int across = 1 - axis;
    const float shared = float_min(a.to[across], b.to[across]) - float_max(a.from[across], b.from[across]);
    const float lower = float_min(a.to[across] - a.from[across], b.to[across] - b.from[across]);
    const float gap = b.from[axis] - a.to[axis], distance = middle_of(&b, axis) - middle_of(&a, axis);
    if (shared < GRID_SHARED * lower || distance <= 0 || gap > GRID_GAP * (a.to[axis] - a.from[axis])) return -1;
    return distance;
}

static int root_of(const int32_t *group, int i) {
    while (group[i] != i) i = group[i];
    return i;
}

/* Links every cell with its nearest neighbour along an axis. */
static void link(grid_cells *cells, int axis) {
    for (int i = 0; i < cells->count; i++) cells->group[i] = i;
    for (int i = 0; i < cells->count; i++) {
        int nearest = -1;
        float least = 0;
        for (int k = 0; k < cells->count; k++) {
            const float distance = distance_to(&cells->cell[i], &cells->cell[k], axis);
            if (distance > 0 && (nearest < 0 || distance < least)) nearest = k, least = distance;
        }
        if (nearest < 0) continue;
        const int a = root_of(cells->group, i), b = root_of(cells->group, nearest);
        cells->group[int_max(a, b)] = int_min(a, b);
    }
    for (int i = 0; i < cells->count; i++) cells->group[i] = root_of(cells->group, i);
}

/* The mean slope of the cells' tops, or the lean of their left sides. */
static float tilt_of(const grid_cells *cells, int axis) {
    float rise = 0, length = 0;
    for (int i = 0; i < cells->count; i++) {
        const grid_point a = cells->cell[i].corner[0], b = cells->cell[i].corner[axis == 0 ? 1 : 3];
        rise += axis == 0 ? b.y - a.y : b.x - a.x;
        length += axis == 0 ? b.x - a.x : b.y - a.y;
    }
    return length > 0 ? rise / length : 0;
}

/* The mean place of a group across its axis, the tilt taken away. */
static float place_of(const grid_cells *cells, int group, int axis, float tilt) {
    float sum = 0, count = 0;
    for (int i = 0; i < cells->count; i++) {
        if (cells->group[i] != group) continue;
        const grid_extent e = grid_extent_of(&cells->cell[i]);
        const float x = middle_of(&e, 0), y = middle_of(&e, 1);
        sum += axis == 0 ? y - tilt * x : x - tilt * y;
        count++;
    }
    return sum / count;
}

/* Numbers the groups along one axis; returns how many there are. */
static int number(grid_cells *cells, int axis) {
    float place[GRID_MAX_CELLS];
    int groups = 0;
    const float tilt = tilt_of(cells, axis);
    for (int i = 0; i < cells->count; i++) place[i] = cells->group[i] == i ? place_of(cells, i, axis, tilt) : 0;
    for (int i = 0; i < cells->count; i++) {
        const int group = cells->group[i];
        int rank = 0;
        for (int k = 0; k < cells->count; k++)
            rank += cells->group[k] == k && (place[k] < place[group] || (place[k] == place[group] && k < group));
        if (axis == 0) cells->cell[i].row = (int16_t)rank;
        else cells->cell[i].column = (int16_t)rank;
        groups += group == i;
    }
    return groups;
}

void grid_order(grid_cells *cells) {
    link(cells, 0);
    cells->rows = number(cells, 0);
    link(cells, 1);
    cells->columns = number(cells, 1);
}
