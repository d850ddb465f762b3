/* Components → lines of writing. A component as high as a digit starts or continues a line; marks join the line that
 * they stand in. */
#include <string.h>

#include "scratch.h"

enum { TALL_PERCENT = 45 }; /* of the typical height: a digit, not a mark */

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

/* The height such that half of the ink is in components at most as high. */
static int typical_height(const ink_map *map)
{
    int low = 1, high = map->height;
    int64_t total = 0;
    for (int i = 0; i < map->components; i++) total += map->component[i].mass;
    while (low < high) {
        int middle = (low + high) / 2;
        int64_t below = 0;
        for (int i = 0; i < map->components; i++) {
            if (map->component[i].box.height <= middle) below += map->component[i].mass;
        }
        if (2 * below >= total) high = middle;
        else low = middle + 1;
    }
    return low;
}

typedef struct growing_line {
    ink_box box;  /* of its tall components */
    ink_box last; /* the rightmost of them */
} growing_line;

static ink_box united(ink_box a, ink_box b)
{
    int left = smaller(a.x, b.x), top = smaller(a.y, b.y);
    int right = larger(a.x + a.width, b.x + b.width), bottom = larger(a.y + a.height, b.y + b.height);
    return (ink_box){left, top, right - left, bottom - top};
}

static int rows_shared(ink_box a, ink_box b)
{
    return smaller(a.y + a.height, b.y + b.height) - larger(a.y, b.y);
}

/* The line that a tall component continues, or −1. */
static int line_before(const growing_line *line, int lines, ink_box box, int height)
{
    int best = -1, most = 0;
    for (int i = 0; i < lines; i++) {
        int shared = rows_shared(line[i].last, box);
        int gap = box.x - (line[i].last.x + line[i].last.width);
        if (gap <= 4 * height && 5 * shared >= 2 * smaller(line[i].last.height, box.height) && shared > most) {
            best = i;
            most = shared;
        }
    }
    return best;
}

/* The line that a mark stands in: its middle between half a height above the line and half below, nearest across. */
static int line_around(const growing_line *line, int lines, ink_box box, int height)
{
    int best = -1, nearest = 2 * height;
    for (int i = 0; i < lines; i++) {
        int middle = box.y + box.height / 2;
        if (middle < line[i].box.y - height / 2 || middle > line[i].box.y + line[i].box.height + height / 2) continue;
        int gap = larger(line[i].box.x - box.x - box.width, box.x - line[i].box.x - line[i].box.width);
        int outside = larger(0, larger(line[i].box.y - middle, middle - line[i].box.y - line[i].box.height));
        if (larger(gap, 0) + outside < nearest) {
            best = i;
            nearest = larger(gap, 0) + outside;
        }
    }
    return best;
}

/* Insertion by the left edge; components come in reading order, so that most are near their place. */
static void order_by_left(const ink_map *map, uint16_t *order)
{
    for (int i = 0; i < map->components; i++) {
        int k = i;
        for (; k > 0 && map->component[order[k - 1]].box.x > map->component[i].box.x; k--) order[k] = order[k - 1];
        order[k] = (uint16_t)i;
    }
}

static void add_tall(const ink_map *map, int height, segment_scratch *scratch, growing_line *line, segment_lines *lines)
{
    for (int i = 0; i < map->components; i++) {
        int at = scratch->order[i];
        ink_box box = map->component[at].box;
        scratch->line[at] = SEGMENT_MAX_LINES;
        if (100 * box.height < TALL_PERCENT * height) continue;
        int found = line_before(line, lines->count, box, height);
        if (found < 0) {
            if (lines->count == SEGMENT_MAX_LINES) continue;
            found = lines->count++;
            line[found].box = box;
        }
        line[found].box = united(line[found].box, box);
        line[found].last = box;
        scratch->line[at] = (uint8_t)found;
    }
}

static void add_marks(const ink_map *map, int height, segment_scratch *scratch, const growing_line *line, int lines)
{
    for (int at = 0; at < map->components; at++) {
        ink_box box = map->component[at].box;
        if (100 * box.height >= TALL_PERCENT * height) continue;
        int found = line_around(line, lines, box, height);
        if (found >= 0) scratch->line[at] = (uint8_t)found;
    }
}

/* Lists the lines' labels, the topmost line first. */
static void list_lines(const ink_map *map, segment_scratch *scratch, const growing_line *line, segment_lines *lines)
{
    uint8_t listed[SEGMENT_MAX_LINES] = {0};
    int used = 0;
    for (int rank = 0; rank < lines->count; rank++) {
        int top = -1;
        for (int i = 0; i < lines->count; i++) {
            if (!listed[i] && (top < 0 || line[i].box.y < line[top].box.y)) top = i;
        }
        listed[top] = 1;
        segment_line *out = &lines->line[rank];
        *out = (segment_line){.first = used, .box = line[top].box};
        for (int i = 0; i < map->components; i++) {
            int at = scratch->order[i];
            if (scratch->line[at] != top) continue;
            scratch->label[used++] = (uint16_t)(at + 1);
            out->box = united(out->box, map->component[at].box);
        }
        out->count = used - out->first;
    }
    lines->label = scratch->label;
}

void segment_find_lines(const ink_map *map, segment_scratch *scratch, segment_lines *lines)
{
    growing_line line[SEGMENT_MAX_LINES];
    lines->count = 0;
    lines->label = scratch->label;
    if (map->components == 0 || map->components > SEGMENT_MAX_COMPONENTS) return;
    int height = typical_height(map);
    order_by_left(map, scratch->order);
    add_tall(map, height, scratch, line, lines);
    add_marks(map, height, scratch, line, lines->count);
    list_lines(map, scratch, line, lines);
}
