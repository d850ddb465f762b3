/* Where rules along x and rules along y meet. */
#include <string.h>

#include "steps.h"
#include "tuning.h"

int grid_reaches(const page_rule *rule, float along, const page_rule *other) {
    const float miss = GRID_MISS + GRID_MISS_THICK * float_max(rule->thickness, other->thickness);
    return along >= (float)rule->first - miss && along <= (float)rule->last + 1 + miss;
}

/* Two rounds of going from one to the other: rules are nearly straight and nearly at right angles. */
static int meet(const page_rules *rules, const page_rule *flat, const page_rule *upright, grid_junction *out) {
    float x = rule_middle_at(rules, upright, 0.5f * (float)(upright->first + upright->last)), y = 0;
    for (int round = 0; round < 3; round++) {
        y = rule_middle_at(rules, flat, x);
        x = rule_middle_at(rules, upright, y);
    }
    if (!grid_reaches(flat, x, upright) || !grid_reaches(upright, y, flat)) return 0;
    out->x = x, out->y = y;
    return 1;
}

static void sort_from_left(grid_junction *junction, int count) {
    for (int i = 1; i < count; i++) {
        const grid_junction one = junction[i];
        int k = i;
        for (; k > 0 && junction[k - 1].x > one.x; k--) junction[k] = junction[k - 1];
        junction[k] = one;
    }
}

void grid_find_junctions(const page_rules *rules, grid_cells *cells) {
    memset(cells->meets, 0, sizeof cells->meets);
    cells->junctions = 0;
    for (int flat = 0; flat < rules->count[0]; flat++) {
        cells->first[flat] = cells->junctions;
        for (int upright = 0; upright < rules->count[1]; upright++) {
            grid_junction *next = &cells->junction[cells->junctions];
            if (cells->junctions == GRID_JUNCTIONS) break;
            if (rules->rule[0][flat].is_print < 0 || rules->rule[1][upright].is_print < 0) continue;
            if (!meet(rules, &rules->rule[0][flat], &rules->rule[1][upright], next)) continue;
            next->flat = (int16_t)flat, next->upright = (int16_t)upright;
            cells->meets[flat][upright / 8] |= (uint8_t)(1 << upright % 8);
            cells->junctions++;
        }
        sort_from_left(&cells->junction[cells->first[flat]], cells->junctions - cells->first[flat]);
    }
    cells->first[rules->count[0]] = cells->junctions;
}

const grid_junction *grid_junction_of(const grid_cells *cells, int flat, int upright) {
    if (!(cells->meets[flat][upright / 8] >> upright % 8 & 1)) return NULL;
    for (int i = cells->first[flat]; i < cells->first[flat + 1]; i++)
        if (cells->junction[i].upright == upright) return &cells->junction[i];
    return NULL;
}
