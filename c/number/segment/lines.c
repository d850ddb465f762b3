/* Components → lines of writing: a component as high as a digit starts or continues a line, lower ones (marks) join
 * the line of the nearest digit. */
#include <string.h>

#include "scratch.h"
#include "tuning.h"

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

static int is_tall(pixel_box box, int height) { return reaches(box.height, LINES_TALL, height); }

static int distance(int a, int b) { return a > b ? a - b : b - a; }

typedef struct growing_line {
    pixel_box box;  /* of its tall components */
    pixel_box last; /* of the rightmost whole one (LINES_WHOLE), merged with lower ones after it */
    int tallest;    /* height of its highest component */
} growing_line;

static int rows_shared(pixel_box a, pixel_box b) { return int_min(a.y + a.height, b.y + b.height) - int_max(a.y, b.y); }

/* The line that a tall component continues, or −1. */
static int line_before(const growing_line *line, int lines, pixel_box box, int height) {
    int best = -1, most = 0;
    for (int i = 0; i < lines; i++) {
        int shared = rows_shared(line[i].last, box);
        int gap = box.x - (line[i].last.x + line[i].last.width);
        if (gap <= LINES_MAX_GAP * height && shared > most &&
            reaches(shared, LINES_SHARED_ROWS, int_min(line[i].last.height, box.height))) {
            best = i;
            most = shared;
        }
    }
    return best;
}

/* Whether a line of low components lies within a level one, such as the halves of several digits whose strokes do not meet. */
static int is_halves(const growing_line *part, const growing_line *whole) {
    return !exceeds(part->box.height, LINES_FRAGMENT_LOW, whole->tallest) &&
           !exceeds(whole->box.height, LINES_FRAGMENT_LEVEL, whole->tallest) &&
           reaches(span_overlap(part->box.x, part->box.width, whole->box.x, whole->box.width), LINES_FRAGMENT_INSIDE,
                   part->box.width) &&
           reaches(rows_shared(part->box, whole->box), LINES_FRAGMENT_INSIDE, part->box.height);
}

/* Whether a line of few components lies within another one, such as the lower half of a digit whose strokes do not
 * meet. */
static int is_fragment(pixel_box part, pixel_box whole, int height) {
    const int reach = LINES_FRAGMENT_REACH * height;
    return part.width <= LINES_MAX_FRAGMENT * height && part.width < whole.width &&
           reaches(rows_shared(part, whole), LINES_FRAGMENT_ROWS, part.height) &&
           part.x + part.width > whole.x - reach && part.x < whole.x + whole.width + reach;
}

static void move_line(const ink_map *map, segment_scratch *scratch, int from, int to) {
    for (int i = 0; i < map->components; i++) {
        if (scratch->line[i] == from) scratch->line[i] = (uint8_t)to;
    }
}

/* Joins fragments to their lines; the last line takes the place of a joined one. */
static void join_fragments(const ink_map *map, int height, segment_scratch *scratch, growing_line *line,
                           segment_lines *lines) {
    for (int i = 0; i < lines->count; i++) {
        int whole = 0;
        while (whole < lines->count && (whole == i || (!is_fragment(line[i].box, line[whole].box, height) &&
                                                       !is_halves(&line[i], &line[whole]))))
            whole++;
        if (whole == lines->count) continue;
        line[whole].box = box_united(line[whole].box, line[i].box);
        line[whole].tallest = int_max(line[whole].tallest, line[i].tallest);
        move_line(map, scratch, i, whole);
        const int last = --lines->count;
        line[i] = line[last];
        move_line(map, scratch, last, i);
        i = -1;
    }
}

/* Whether a mark is what remains of a ruled line, or a part of that: flat, and not where a dash stands. */
static int is_rule(pixel_box box, pixel_box digit, int height) {
    const int middle = 2 * box.y + box.height - 2 * digit.y, full = 2 * digit.height; /* in half pixels */
    if (!reaches(box.width, LINES_RULE_WIDTH, box.height) || exceeds(box.height, LINES_RULE_HEIGHT, height)) return 0;
    const int is_long = reaches(box.width, LINES_LONG_RULE, height) && box.width >= LINES_LONG_RULE_WIDTH * box.height;
    if (!is_long) return middle < 0 || exceeds(middle, LINES_SHORT_RULE_BELOW, full);
    return !reaches(middle, LINES_RULE_ABOVE, full) || exceeds(middle, LINES_RULE_BELOW, full);
}

/* Whether a flat mark is drawn under characters, as under raised cents: they stand right above most of it. */
static int is_underline(const ink_map *map, pixel_box box, int height) {
    int covered = 0;
    if (!reaches(box.width, LINES_RULE_WIDTH, box.height)) return 0;
    for (int i = 0; i < map->components; i++) {
        const pixel_box above = map->component[i].box;
        if (!reaches(above.height, LINES_UNDERLINED, height)) continue;
        const int gap = box.y + box.height / 2 - above.y - above.height;
        if (gap < 0 || exceeds(gap, LINES_UNDERLINE_GAP, height)) continue;
        covered += span_overlap(box.x, box.width, above.x, above.width);
    }
    return reaches(covered, LINES_UNDERLINE_COVER, box.width);
}

/* Whether a digit of the line stands beside a mark and as low. */
static int is_level(const ink_map *map, const segment_scratch *scratch, pixel_box box, int line, int height) {
    const int middle = box.y + box.height / 2;
    for (int i = 0; i < map->components; i++) {
        const pixel_box digit = map->component[i].box;
        if (is_tall(digit, height) && scratch->line[i] == line &&
            span_gap(digit.x, digit.width, box.x, box.width) < LINES_MARK_REACH * height &&
            !spans_meet(box.x, box.width, digit.x, digit.width) &&
            !exceeds(distance(middle, digit.y + digit.height), LINES_FOOT_LEVEL, height))
            return 1;
    }
    return 0;
}

/* The 1 that a flat mark is the foot of, which looks like an underline of the 1 alone: but it stands where the digits beside
 * the 1 do. −1 for none. On sloping lines no mark is. */
static int find_footed(const ink_map *map, const segment_scratch *scratch, pixel_box box, int height) {
    const int middle = box.y + box.height / 2;
    int one = -1;
    if (!reaches(box.width, LINES_RULE_WIDTH, box.height) || exceeds(box.width, LINES_FOOT, height)) return -1;
    for (int i = 0; i < map->components; i++) {
        const pixel_box digit = map->component[i].box;
        const int below = middle - digit.y - digit.height;
        if (!is_tall(digit, height) || scratch->line[i] == SEGMENT_MAX_LINES ||
            !spans_meet(box.x, box.width, digit.x, digit.width) || exceeds(below, LINES_UNDERLINE_GAP, height) ||
            exceeds(digit.y - middle, LINES_UNDERLINE_GAP, height))
            continue;
        if (one >= 0 || below <= 0 || exceeds(digit.width, LINES_FOOTED, digit.height)) return -1;
        one = i;
    }
    return one >= 0 && is_level(map, scratch, box, scratch->line[one], height) ? one : -1;
}

/* The tall component nearest to a mark, −1 for none: across, plus rows above or below it. */
static int digit_around(const ink_map *map, const segment_scratch *scratch, pixel_box box, int height) {
    int best = find_footed(map, scratch, box, height), nearest = LINES_MARK_REACH * height;
    if (best >= 0) return best;
    if (is_underline(map, box, height)) return -1;
    const int middle = box.y + box.height / 2;
    for (int i = 0; i < map->components; i++) {
        const pixel_box digit = map->component[i].box;
        if (!is_tall(digit, height) || scratch->line[i] == SEGMENT_MAX_LINES) continue;
        if (exceeds(digit.y - middle, LINES_MARK_ABOVE, height) ||
            exceeds(middle - digit.y - digit.height, LINES_MARK_BELOW, height))
            continue;
        const int gap = span_gap(digit.x, digit.width, box.x, box.width);
        const int outside = span_gap(digit.y, digit.height, middle, 0);
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

/* turn: the lines'; boxes are put where they are on level ones. */
static void add_tall(const ink_map *map, int height, float turn, segment_scratch *scratch, growing_line *line,
                     segment_lines *lines) {
    lines->count = 0;
    for (int i = 0; i < map->components; i++) {
        int at = scratch->order[i];
        pixel_box box = map->component[at].box;
        box.y -= (int)(turn * ((float)box.x + 0.5f * (float)box.width));
        scratch->line[at] = SEGMENT_MAX_LINES;
        if (!is_tall(box, height)) continue;
        int found = line_before(line, lines->count, box, height);
        if (found < 0) {
            if (lines->count == SEGMENT_MAX_LINES) continue;
            found = lines->count++;
            line[found] = (growing_line){.box = box, .last = box};
        }
        line[found].tallest = int_max(line[found].tallest, box.height);
        line[found].box = box_united(line[found].box, box);
        line[found].last = reaches(box.height, LINES_WHOLE, height) ? box : box_united(line[found].last, box);
        scratch->line[at] = (uint8_t)found;
    }
}

/* The slope of all lines together, by least squares through the middles of their whole digits; 0 where these are few, or
 * stand below each other. Places are of the line's first one, so that nothing is lost to rounding. */
static float find_turn(const ink_map *map, const segment_scratch *scratch, int height) {
    float n[SEGMENT_MAX_LINES] = {0}, sx[SEGMENT_MAX_LINES] = {0}, sy[SEGMENT_MAX_LINES] = {0};
    float left[SEGMENT_MAX_LINES], top[SEGMENT_MAX_LINES], sxx = 0, sxy = 0, whole = 0;
    for (int i = 0; i < map->components; i++) {
        const pixel_box box = map->component[i].box;
        const int line = scratch->line[i];
        if (line == SEGMENT_MAX_LINES || !reaches(box.height, LINES_WHOLE, height)) continue;
        const float x = (float)box.x + 0.5f * (float)box.width, y = (float)box.y + 0.5f * (float)box.height;
        if (n[line] == 0) left[line] = x, top[line] = y;
        const float across = x - left[line], down = y - top[line];
        n[line] += 1, sx[line] += across, sy[line] += down, sxx += across * across, sxy += across * down;
    }
    for (int i = 0; i < SEGMENT_MAX_LINES; i++) {
        if (n[i] < 2) continue;
        sxx -= sx[i] * sx[i] / n[i], sxy -= sx[i] * sy[i] / n[i], whole += n[i];
    }
    if (whole < (float)LINES_TURNED || sxx <= (float)height * (float)height) return 0;
    const float slope = sxy / sxx, steepness = slope < 0 ? -slope : slope;
    return steepness < LINES_LEVEL || steepness > LINES_STEEPEST ? 0 : slope;
}

/* The stroke width of the tall components, times 256: 2 · area / perimeter, the perimeter being π/4 of the sum of
 * the steps between neighbouring rows and columns. */
static int stroke_width_of(const ink_map *map, int height) {
    enum { TWO_BY_PI_4 = 652 }; /* 256 · 2 / (π/4) */
    const int width = map->width;
    int64_t area = 0, steps = 1;
    for (int y = 0; y + 1 < map->height; y++) {
        for (int x = 0; x + 1 < width; x++) {
            const int at = y * width + x,
                      label = int_max(map->label[at], int_max(map->label[at + 1], map->label[at + width]));
            if (label == 0 || !is_tall(map->component[label - 1].box, height)) continue;
            area += map->ink[at];
            steps += distance(map->ink[at], map->ink[at + 1]) + distance(map->ink[at], map->ink[at + width]);
        }
    }
    return (int)(area * TWO_BY_PI_4 / steps);
}

/* Whether a mark is about as broad as long and holds at least the ink of a disc LINES_DOT_PERCENT of the stroke width
 * wide: a soft rim makes it longer, but broader too. */
static int is_dot(const ink_component *mark, int stroke_width) {
    const int longer = int_max(mark->box.width, mark->box.height), shorter = int_min(mark->box.width, mark->box.height);
    enum { PI_4 = 201, DISC = LINES_DOT_PERCENT * LINES_DOT_PERCENT * PI_4 / 10000 }; /* in 1/256 */
    const int64_t least = (int64_t)stroke_width * stroke_width * DISC / 65536;
    return LINES_DOT_LENGTH.of * longer < LINES_DOT_LENGTH.parts * shorter + LINES_DOT_RIM &&
           256 * mark->mass >= 255 * least;
}

/* Whether a mark is much thinner than the strokes, as remains of the lines printed on security paper are. */
static int is_hairline(const ink_component *mark, int stroke_width) {
    const int64_t length = int_max(mark->box.width, mark->box.height);
    return 100 * 256 * mark->mass < (int64_t)LINES_HAIRLINE_PERCENT * stroke_width * 255 * length;
}

/* Whether a mark stands at the feet of a digit, as points do. */
static int is_at_feet(pixel_box box, pixel_box digit, int height) {
    const int up = 2 * (digit.y + digit.height - box.y) - box.height; /* in half pixels */
    return !exceeds(up, LINES_DOT_ABOVE, 2 * height) && !exceeds(-up, LINES_DOT_BELOW, 2 * height);
}

static void add_marks(const ink_map *map, int height, segment_scratch *scratch) {
    int stroke_width = -1;
    for (int at = 0; at < map->components; at++) {
        const ink_component *mark = &map->component[at];
        if (is_tall(mark->box, height)) continue;
        if (stroke_width < 0) stroke_width = stroke_width_of(map, height);
        const int thin = is_hairline(mark, stroke_width);
        if (thin && !is_dot(mark, stroke_width)) continue;
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
        *out = (segment_line){.first = used, .box = box_of_nothing(map->width, map->height)};
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

void segment_find_lines(const ink_map *map, int may_turn, segment_scratch *scratch, segment_lines *lines) {
    growing_line line[SEGMENT_MAX_LINES];
    lines->count = 0;
    lines->label = scratch->label;
    lines->turn = 0;
    if (map->components == 0 || map->components > SEGMENT_MAX_COMPONENTS) return;
    int height = typical_height(map);
    order_by_left(map, scratch->order);
    add_tall(map, height, 0, scratch, line, lines);
    if (may_turn) lines->turn = find_turn(map, scratch, height);
    if (lines->turn != 0) add_tall(map, height, lines->turn, scratch, line, lines);
    join_fragments(map, height, scratch, line, lines);
    add_marks(map, height, scratch);
    list_lines(map, scratch, line, lines);
}
