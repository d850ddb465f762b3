/* Components → lines of writing. A component as high as a digit starts or continues a line; marks join the line that
 * they stand in. */
#include <string.h>

#include "scratch.h"

enum {
    TALL_PERCENT = 45,     /* of the typical height: a digit, not a mark */
    HAIRLINE_PERCENT = 45, /* of the pen's width: not of that pen */
    DOT_PERCENT = 60,      /* of the pen's width: a dot is as wide */
    /* of the typical height: how far a dot's middle may stand above and below the feet of the digit next to it */
    DOT_ABOVE_PERCENT = 20,
    DOT_BELOW_PERCENT = 10
};

/* The height such that half of the ink is in components at most as high. */
static int typical_height(const ink_map *map) {
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

static int is_tall(pixel_box box, int height) { return 100 * box.height >= TALL_PERCENT * height; }

typedef struct growing_line {
    pixel_box box;  /* of its tall components */
    pixel_box last; /* the rightmost of them that is whole, with the parts behind it */
} growing_line;

static int rows_shared(pixel_box a, pixel_box b) { return int_min(a.y + a.height, b.y + b.height) - int_max(a.y, b.y); }

/* The line that a tall component continues, or −1. */
static int line_before(const growing_line *line, int lines, pixel_box box, int height) {
    int best = -1, most = 0;
    for (int i = 0; i < lines; i++) {
        int shared = rows_shared(line[i].last, box);
        int gap = box.x - (line[i].last.x + line[i].last.width);
        if (gap <= 4 * height && 5 * shared >= 2 * int_min(line[i].last.height, box.height) && shared > most) {
            best = i;
            most = shared;
        }
    }
    return best;
}

/* A line of one or two parts that stands within another one, such as the lower half of a digit whose strokes do not meet. */
static int is_fragment(pixel_box part, pixel_box whole, int height) {
    return part.width <= 2 * height && part.width < whole.width && 2 * rows_shared(part, whole) >= part.height &&
           part.x + part.width > whole.x - height && part.x < whole.x + whole.width + height;
}

static void move_line(const ink_map *map, segment_scratch *scratch, int from, int to) {
    for (int i = 0; i < map->components; i++) {
        if (scratch->line[i] == from) scratch->line[i] = (uint8_t)to;
    }
}

/* Gives fragments to the lines that they are of; the last line takes the place of one that is gone. */
static void join_fragments(const ink_map *map, int height, segment_scratch *scratch, growing_line *line,
                           segment_lines *lines) {
    for (int i = 0; i < lines->count; i++) {
        int of = 0;
        while (of < lines->count && (of == i || !is_fragment(line[i].box, line[of].box, height))) of++;
        if (of == lines->count) continue;
        line[of].box = box_united(line[of].box, line[i].box);
        move_line(map, scratch, i, of);
        const int last = --lines->count;
        line[i] = line[last];
        move_line(map, scratch, last, i);
        i = -1;
    }
}

/* How far a mark's middle may stand above and below the digit next to it, in parts of eight of the typical height. */
enum { ABOVE = 1, BELOW = 2 };

/* A rule that is left over, or a piece of it: flat, and not where a dash is. */
static int is_rule(pixel_box box, pixel_box digit, int height) {
    const int middle = 2 * box.y + box.height - 2 * digit.y; /* twice */
    if (2 * box.width < 5 * box.height || 8 * box.height > height) return 0;
    if (5 * box.width < 4 * height || box.width < 5 * box.height) return middle < 0 || 10 * middle > 19 * digit.height;
    return 5 * middle < digit.height || 5 * middle > 9 * digit.height;
}

/* The tall component nearest across that a mark stands beside, above or below; −1 for none. */
static int digit_around(const ink_map *map, const segment_scratch *scratch, pixel_box box, int height) {
    int best = -1, nearest = 2 * height;
    const int middle = box.y + box.height / 2;
    for (int i = 0; i < map->components; i++) {
        const pixel_box digit = map->component[i].box;
        if (!is_tall(digit, height) || scratch->line[i] == SEGMENT_MAX_LINES) continue;
        if (8 * (digit.y - middle) > ABOVE * height || 8 * (middle - digit.y - digit.height) > BELOW * height) continue;
        const int gap = int_max(0, int_max(digit.x - box.x - box.width, box.x - digit.x - digit.width));
        const int outside = int_max(0, int_max(digit.y - middle, middle - digit.y - digit.height));
        if (gap + outside >= nearest || is_rule(box, digit, height)) continue;
        nearest = gap + outside;
        best = i;
    }
    return best;
}

/* Insertion by the left edge; components come in reading order, so that most are near their place. */
static void order_by_left(const ink_map *map, uint16_t *order) {
    for (int i = 0; i < map->components; i++) {
        int k = i;
        for (; k > 0 && map->component[order[k - 1]].box.x > map->component[i].box.x; k--) order[k] = order[k - 1];
        order[k] = (uint16_t)i;
    }
}

static void add_tall(const ink_map *map, int height, segment_scratch *scratch, growing_line *line,
                     segment_lines *lines) {
    for (int i = 0; i < map->components; i++) {
        int at = scratch->order[i];
        pixel_box box = map->component[at].box;
        scratch->line[at] = SEGMENT_MAX_LINES;
        if (!is_tall(box, height)) continue;
        int found = line_before(line, lines->count, box, height);
        if (found < 0) {
            if (lines->count == SEGMENT_MAX_LINES) continue;
            found = lines->count++;
            line[found] = (growing_line){box, box};
        }
        line[found].box = box_united(line[found].box, box);
        line[found].last = 4 * box.height >= 3 * height ? box : box_united(line[found].last, box);
        scratch->line[at] = (uint8_t)found;
    }
}

static int apart(int a, int b) { return a > b ? a - b : b - a; }

/* How wide the strokes of the tall components are: 2 · area / perimeter, the perimeter from the steps between rows and
 * columns (which count π/4 of it), times 256. */
static int pen_of(const ink_map *map, int height) {
    const int width = map->width;
    int64_t area = 0, steps = 1;
    for (int y = 0; y + 1 < map->height; y++) {
        for (int x = 0; x + 1 < width; x++) {
            const int at = y * width + x,
                      label = int_max(map->label[at], int_max(map->label[at + 1], map->label[at + width]));
            if (label == 0 || !is_tall(map->component[label - 1].box, height)) continue;
            area += map->ink[at];
            steps += apart(map->ink[at], map->ink[at + 1]) + apart(map->ink[at], map->ink[at + width]);
        }
    }
    return (int)(area * 652 / steps);
}

/* Whether a mark is as broad as long, nearly, and holds at least as much ink as a disc of DOT_PERCENT of the pen's width
 * would: a soft rim makes it longer, but broader too. */
static int is_dot(const ink_component *mark, int pen) {
    const int longer = int_max(mark->box.width, mark->box.height), shorter = int_min(mark->box.width, mark->box.height);
    const int64_t least = (int64_t)pen * pen * (DOT_PERCENT * DOT_PERCENT * 201 / 10000) / 65536; /* π/4 · 256 = 201 */
    return 2 * longer < 3 * shorter + 3 && 256 * mark->mass >= 255 * least;
}

/* Whether a mark is much thinner than the pen, as what is left of the lines is that security paper is printed with. */
static int is_hairline(const ink_component *mark, int pen) {
    return 100 * 256 * mark->mass < (int64_t)HAIRLINE_PERCENT * pen * 255 * int_max(mark->box.width, mark->box.height);
}

/* Whether a mark stands at the feet of a digit, as points do. */
static int is_at_feet(pixel_box box, pixel_box digit, int height) {
    const int up = 50 * (2 * (digit.y + digit.height - box.y) - box.height);
    return up <= DOT_ABOVE_PERCENT * height && up >= -DOT_BELOW_PERCENT * height;
}

static void add_marks(const ink_map *map, int height, segment_scratch *scratch) {
    int pen = -1;
    for (int at = 0; at < map->components; at++) {
        const ink_component *mark = &map->component[at];
        if (is_tall(mark->box, height)) continue;
        if (pen < 0) pen = pen_of(map, height);
        const int thin = is_hairline(mark, pen);
        if (thin && !is_dot(mark, pen)) continue;
        const int digit = digit_around(map, scratch, mark->box, height);
        if (digit < 0 || (thin && !is_at_feet(mark->box, map->component[digit].box, height))) continue;
        scratch->line[at] = scratch->line[digit];
    }
}

/* Lists the lines' labels, the topmost line first. */
static void list_lines(const ink_map *map, segment_scratch *scratch, const growing_line *line, segment_lines *lines) {
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
            out->box = box_united(out->box, map->component[at].box);
        }
        out->count = used - out->first;
    }
    lines->label = scratch->label;
}

void segment_find_lines(const ink_map *map, segment_scratch *scratch, segment_lines *lines) {
    growing_line line[SEGMENT_MAX_LINES];
    lines->count = 0;
    lines->label = scratch->label;
    if (map->components == 0 || map->components > SEGMENT_MAX_COMPONENTS) return;
    int height = typical_height(map);
    order_by_left(map, scratch->order);
    add_tall(map, height, scratch, line, lines);
    join_fragments(map, height, scratch, line, lines);
    add_marks(map, height, scratch);
    list_lines(map, scratch, line, lines);
}
