/* A digit is crossed out by straight strokes whose ends stand out on both sides, or by far more strokes side by side than
 * any digit has. */
#include "steps.h"

enum { TIPS = 5 }; /* on one side */

typedef struct tip {
    int x, y;
} tip;

static int is_ink(const ink_map *map, int x, int y) {
    return map->ink[(size_t)y * (size_t)map->width + (size_t)x] >= HALF_INK;
}

/* The first ink of a row from the left, or from the right; far where there is none. */
static int depth_of(const ink_map *map, pixel_box box, int y, int from_right) {
    for (int i = 0; i < box.width; i++) {
        if (is_ink(map, from_right ? box.x + box.width - 1 - i : box.x + i, y)) return i;
    }
    return box.width;
}

/* Where the ink stands out to one side: rows whose first ink is nearer to that side, by `prominence` pixels, than that of
 * rows above and below. */
static int find_tips(const ink_map *map, pixel_box box, int from_right, tip *out) {
    const int prominence = share_of(TIP_PROMINENCE, box.width) + 1;
    int count = 0, nearest = box.width, farthest = box.width, at = 0, seeking = 1;
    for (int y = box.y; y <= box.y + box.height; y++) {
        const int depth = y < box.y + box.height ? depth_of(map, box, y, from_right) : 2 * box.width;
        if (seeking && depth < nearest) nearest = depth, at = y;
        if (seeking && depth > nearest + prominence) {
            if (count == TIPS) return 0;
            out[count++] = (tip){from_right ? box.x + box.width - 1 - nearest : box.x + nearest, at};
            seeking = 0, farthest = depth;
        }
        if (!seeking && depth > farthest) farthest = depth;
        if (!seeking && depth < farthest - prominence) seeking = 1, nearest = depth, at = y;
    }
    return count;
}

/* Ink within a few pixels of a place, up or down. */
static int is_near_ink(const ink_map *map, int x, int y, int reach) {
    for (int k = -reach; k <= reach; k++) {
        if (y + k >= 0 && y + k < map->height && is_ink(map, x, y + k)) return 1;
    }
    return 0;
}

static int distance(int a, int b) { return a > b ? a - b : b - a; }

/* A straight stroke from a to b. */
static int is_stroke(const ink_map *map, tip a, tip b) {
    const int length = b.x - a.x, reach = share_of(STROKE_BEND, length + distance(a.y, b.y));
    int inked = 0;
    for (int x = a.x; x <= b.x; x++) inked += is_near_ink(map, x, a.y + (b.y - a.y) * (x - a.x) / length, reach);
    return reaches(inked, STROKE_INKED, length + 1);
}

/* What there is beside a stroke: how much, above and below it, and from where to where along it. */
typedef struct rest {
    int above, below, first, last;
} rest;

typedef struct stroke {
    tip a, b;
} stroke;

static int row_at(stroke s, int x) { return s.a.y + (s.b.y - s.a.y) * (x - s.a.x) / int_max(s.b.x - s.a.x, 1); }

/* Rows above and below a stroke's middle that are within `breadth` pixels of it: more of one that rises. */
static int rows_within(const stroke *s, int breadth) {
    const int across = int_max(s->b.x - s->a.x, 1), down = distance(s->a.y, s->b.y);
    const int longer = int_max(across, down), shorter = int_min(across, down);
    return breadth * (longer + 2 * shorter / 5) / across;
}

static int is_on(const stroke *list, int count, int x, int y, int breadth) {
    for (int i = 0; i < count; i++) {
        if (distance(y, row_at(list[i], x)) <= rows_within(&list[i], breadth)) return 1;
    }
    return 0;
}

static rest beside(const ink_map *map, pixel_box box, const stroke *list, int count) {
    const int breadth = share_of(STROKE_BREADTH, int_max(box.width, box.height)) + 1;
    rest r = {0, 0, box.x + box.width, box.x};
    for (int y = box.y; y < box.y + box.height; y++) {
        for (int x = box.x; x < box.x + box.width; x++) {
            if (!is_ink(map, x, y) || is_on(list, count, x, y, breadth)) continue;
            if (y < row_at(list[0], x)) r.above++;
            else r.below++;
            r.first = int_min(r.first, x), r.last = int_max(r.last, x);
        }
    }
    return r;
}

/* The first of some strokes has ink on both sides of it that belongs to none of them. */
static int is_through(const ink_map *map, pixel_box box, const stroke *list, int count) {
    const rest r = beside(map, box, list, count);
    return exceeds(int_min(r.above, r.below), STROKE_SIDE, r.above + r.below);
}

static int find_straight(const ink_map *map, pixel_box box, stroke list[TIPS * TIPS]) {
    tip left[TIPS], right[TIPS];
    const int lefts = find_tips(map, box, 0, left), rights = find_tips(map, box, 1, right);
    int strokes = 0;
    for (int i = 0; i < lefts; i++) {
        for (int k = 0; k < rights; k++) {
            const int across = right[k].x - left[i].x;
            if (exceeds(across, STROKE_WIDTH, box.width) && distance(left[i].y, right[k].y) < STEEPEST * across &&
                is_stroke(map, left[i], right[k]))
                list[strokes++] = (stroke){left[i], right[k]};
        }
    }
    return strokes;
}

/* Straight strokes with some of the digit above and below them, which bars at its head and lines at its foot don't have:
 * the first of the list, as many as are returned. */
static int find_through(const ink_map *map, pixel_box box, stroke list[TIPS * TIPS]) {
    const int strokes = find_straight(map, box, list);
    int through = 0;
    for (int i = 0; i < strokes; i++) {
        const stroke first = list[0];
        list[0] = list[i], list[i] = first;
        const int is = is_through(map, box, list, strokes);
        list[i] = list[0], list[0] = first;
        if (is) {
            const stroke found = list[i];
            list[i] = list[through], list[through++] = found;
        }
    }
    return through;
}

static int stands_out(rest r, int left, int right, share least) {
    return exceeds(r.first - left, least, right - left) && exceeds(right - r.last, least, right - left);
}

/* One stroke reaches beyond the rest on both sides: farther than the bar of a 4 or 7. */
static int is_struck(const ink_map *map, pixel_box box, const stroke *s, int digit) {
    const int across = s->b.x - s->a.x, rise = s->a.y - s->b.y;
    if (distance(s->a.y, s->b.y) > across || exceeds(rise, SLASH_RISE, across)) return 0; /* a stem; the slash of a 0 */
    const int has_bar = digit == 0 || digit == 4 || digit == 7;
    return stands_out(beside(map, box, s, 1), s->a.x, s->b.x, has_bar ? OUT_OF_BARRED : OUT);
}

/* Around the end of a stroke there is hardly any ink but its own, as where a pen begins clear of all else. */
static int is_free(const ink_map *map, pixel_box box, const stroke *s, tip end) {
    const int longer = int_max(box.width, box.height);
    const int breadth = share_of(END_BREADTH, longer) + 1, reach = share_of(END_REACH, longer);
    int own = 0, other = 0;
    for (int y = int_max(end.y - reach, box.y); y < int_min(end.y + reach + 1, box.y + box.height); y++) {
        for (int x = int_max(end.x - reach, box.x); x < int_min(end.x + reach + 1, box.x + box.width); x++) {
            if (!is_ink(map, x, y)) continue;
            if (is_on(s, 1, x, y, breadth)) own++;
            else other++;
        }
    }
    return !exceeds(other, END_OTHER, own);
}

/* Two strokes with ends of their own: side by side, reaching beyond the rest; or crossing each other, which those of an 8
 * do too, but for their free ends. */
static int is_pair(const ink_map *map, pixel_box box, const stroke *s, int strokes) {
    int is_loose[TIPS * TIPS];
    const int is_out = stands_out(beside(map, box, s, strokes), box.x, box.x + box.width, OUT_OF_TWO);
    for (int i = 0; i < strokes; i++)
        is_loose[i] = is_free(map, box, &s[i], s[i].a) && is_free(map, box, &s[i], s[i].b);
    for (int i = 0; i < strokes; i++) {
        for (int k = i + 1; k < strokes; k++) {
            const int left = s[i].a.y - s[k].a.y, right = s[i].b.y - s[k].b.y;
            if (left == 0 || right == 0) continue;
            if ((left < 0) == (right < 0) ? is_out : is_loose[i] && is_loose[k]) return 1;
        }
    }
    return 0;
}

/* How many strokes lie along one row, or column: ink, and paper before it, of `shortest` pixels, since edges are ragged. */
static int strokes_along(const ink_map *map, pixel_box box, int upright, int at, int shortest) {
    const int length = upright ? box.height : box.width;
    int strokes = 0, in_stroke = 0, other = 0;
    for (int k = 0; k < length; k++) {
        other = is_ink(map, upright ? at : box.x + k, upright ? box.y + k : at) == in_stroke ? 0 : other + 1;
        if (other < shortest) continue;
        in_stroke = !in_stroke, other = 0;
        strokes += in_stroke;
    }
    return strokes;
}

/* How many strokes a few rows, or columns, cross. */
static int strokes_across(const ink_map *map, pixel_box box, int upright) {
    const int shortest = share_of(STROKE_SHORTEST, int_max(box.width, box.height)) + 1;
    int crossed = 0;
    for (int i = 1; i <= SCRIBBLE_LINES; i++) {
        const int at =
            upright ? box.x + box.width * i / (SCRIBBLE_LINES + 1) : box.y + box.height * i / (SCRIBBLE_LINES + 1);
        crossed += strokes_along(map, box, upright, at, shortest);
    }
    return crossed;
}

static int is_scribble(const ink_map *map, pixel_box box) {
    return int_max(strokes_across(map, box, 0), strokes_across(map, box, 1)) >= SCRIBBLE_STROKES * SCRIBBLE_LINES;
}

int around_is_cancelled(const ink_map *map, pixel_box box, int digit) {
    stroke through[TIPS * TIPS];
    if (int_max(box.width, box.height) < LEAST_SIDE) return 0;
    if (is_scribble(map, box)) return 1;
    const int strokes = find_through(map, box, through);
    if (strokes > 1 && is_pair(map, box, through, strokes)) return 1;
    for (int i = 0; i < strokes; i++) {
        if (is_struck(map, box, &through[i], digit)) return 1;
    }
    return 0;
}
