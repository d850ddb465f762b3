/* Straight thin lines by tracking, along one axis at a time; see rules.h. */
#include "rules.h"

#include <stddef.h>

#include "tuning.h"

/* The plane seen along one axis: (along, across) is ink[along · step + across · pitch]. */
typedef struct view {
    uint8_t *ink;
    int least, length, breadth, thin;
    size_t step, pitch;
} view;

typedef struct run {
    int begin, end; /* across; begin < 0: none */
} run;

typedef struct track {
    float place, slope;
    int seen;         /* thin runs so far */
    int inked, thick; /* columns with ink, and thicker than thin */
    int thickness;    /* of the thin runs, summed */
    int last;         /* column with a thin run */
} track;

static view view_of(const page_plane *plane, int upright, int thin) {
    const size_t width = (size_t)plane->width;
    return upright ? (view){plane->ink, plane->least, plane->height, plane->width, thin, width, 1}
                   : (view){plane->ink, plane->least, plane->width, plane->height, thin, 1, width};
}

static int is_ink(const view *v, int along, int across) {
    return across >= 0 && across < v->breadth &&
           v->ink[(size_t)along * v->step + (size_t)across * v->pitch] >= v->least;
}

/* The run of ink at or next to (along, across), followed up to twice the thickness. */
static run run_at(const view *v, int along, int across) {
    static const int NEXT[3] = {0, -1, 1};
    for (int k = 0; k < 3; k++) {
        run r = {across + NEXT[k], across + NEXT[k] + 1};
        if (!is_ink(v, along, r.begin)) continue;
        while (r.end - r.begin <= 2 * v->thin && is_ink(v, along, r.begin - 1)) r.begin--;
        while (r.end - r.begin <= 2 * v->thin && is_ink(v, along, r.end)) r.end++;
        return r;
    }
    return (run){-1, -1};
}

static int rounded(float x) { return (int)(x + 1000.5f) - 1000; }

/* One column further: sees its run. Returns whether the track goes on. */
static int advance(const view *v, int along, int step, track *t, int *empty, int *crossed) {
    const float expected = t->place + (float)step * t->slope;
    const run r = run_at(v, along, rounded(expected));
    const float off = 0.5f * (float)(r.begin + r.end - 1) - expected, tolerance = 1.5f + 0.5f * (float)v->thin;
    t->place = expected;
    if (r.begin < 0) return ++*empty <= RULES_GAP;
    t->inked++;
    *empty = 0;
    if (r.end - r.begin > v->thin || off > tolerance || off < -tolerance) {
        t->thick++;
        return ++*crossed <= RULES_CROSSED * v->thin;
    }
    const float n = (float)t->seen, scale = 1 / ((n + 1) * (n + 2));
    t->place += float_max(2 * (2 * n + 1) * scale, RULES_PLACE_GAIN) * off;
    t->slope += float_max(6 * scale, RULES_SLOPE_GAIN) * off * (float)step;
    t->seen++, t->thickness += r.end - r.begin, t->last = along, *crossed = 0;
    return t->seen < RULES_PACE || (t->slope < RULES_STEEPEST && t->slope > -RULES_STEEPEST);
}

/* Follows a line from (along, across) one way; leaves twice its middle in trail. Counts of what is behind the last thin
 * run are taken back. */
static track follow(const view *v, int along, float across, float slope, int seen, int step, int16_t *trail) {
    track t = {across, slope, seen, 0, 0, 0, along}, sure = t;
    int empty = 0, crossed = 0;
    for (int i = along + step; i >= 0 && i < v->length; i += step) {
        if (!advance(v, i, step, &t, &empty, &crossed)) break;
        const int twice = rounded(2 * t.place);
        if (twice < 0 || twice >= 2 * v->breadth) break;
        trail[i] = (int16_t)twice;
        if (t.last == i) sure = t;
    }
    return sure;
}

/* How far the trail is from its chord at most, in half pixels. */
static int bend_of(const int16_t *trail, int first, int last) {
    int most = 0;
    for (int i = first; i <= last; i++) {
        const int chord = trail[first] + (trail[last] - trail[first]) * (i - first) / int_max(1, last - first);
        most = int_max(most, trail[i] > chord ? trail[i] - chord : chord - trail[i]);
    }
    return most;
}

static void keep(page_rules *rules, int upright, int first, int last, float thickness) {
    const int length = last - first + 1;
    if (rules->count[upright] == RULES_MAX || length > RULES_PLACES - rules->places) return;
    rules->rule[upright][rules->count[upright]++] =
        (page_rule){(int16_t)upright, 0, first, last, thickness, rules->places};
    for (int i = first; i <= last; i++) rules->place[rules->places++] = rules->trail[i];
}

/* Follows the run at (along, across) both ways: to the right first, whose slope the way to the left begins with. */
static void follow_both(const view *v, int upright, int along, run r, page_rules *rules) {
    int16_t *trail = rules->trail;
    trail[along] = (int16_t)(r.begin + r.end - 1);
    const float across = 0.5f * (float)(r.begin + r.end - 1);
    const track right = follow(v, along, across, 0, 1, 1, trail);
    const int certain = int_min(right.seen, RULES_PACE);
    const track left = follow(v, along, across, certain < RULES_PACE ? 0 : right.slope, certain, -1, trail);
    const int first = left.last, last = right.last, length = last - first + 1;
    const int inked = left.inked + right.inked + 1, thick = left.thick + right.thick;
    const int thin = inked - thick;
    if (length < RULES_SHORTEST || !reaches(inked, RULES_INKED, length) || !reaches(thin, RULES_THIN_RUNS, length))
        return;
    if (bend_of(trail, first, last) > 2 * (RULES_BEND + length / RULES_BEND_PART)) return;
    keep(rules, upright, first, last, (float)(left.thickness + right.thickness + 1) / (float)thin);
}

int rules_add(const page_plane *plane, page_rules *rules, const page_rule *like, int first, int last, float from,
              float to) {
    const view v = view_of(plane, like->upright, rules->thin);
    const int before = rules->count[like->upright];
    const float slope = (to - from) / (float)int_max(1, last - first + 1);
    const int begin = int_max(first, 0), end = int_min(last, v.length - 1), length = end - begin + 1;
    int inked = 0;
    if (length < RULES_SHORTEST) return 0;
    for (int i = begin; i <= end; i++) {
        const int across = int_max(1, int_min(v.breadth - 2, (int)(from + slope * (float)(i - first))));
        rules->trail[i] = (int16_t)(2 * across);
        inked += run_at(&v, i, across).begin >= 0;
    }
    if (reaches(inked, RULES_WRITTEN_OVER, length)) keep(rules, like->upright, begin, end, like->thickness);
    return rules->count[like->upright] - before;
}

static int is_known(const page_rules *rules, int upright, int along, run r) {
    for (int i = rules->count[upright] - 1; i >= 0; i--) {
        const page_rule *rule = &rules->rule[upright][i];
        if (along < rule->first || along > rule->last) continue;
        const int twice = rule_twice_at(rules, rule, along);
        if (twice >= 2 * r.begin - 2 && twice <= 2 * r.end) return 1;
    }
    return 0;
}

static void find_along(const view *v, int upright, page_rules *rules) {
    for (int along = RULES_PACE / 2; along < v->length; along += RULES_PACE) {
        const uint8_t *column = v->ink + (size_t)along * v->step;
        for (int across = 0; across < v->breadth; across++) {
            if (column[(size_t)across * v->pitch] < v->least) continue;
            run r = {across, across + 1};
            while (is_ink(v, along, r.end)) r.end++;
            across = r.end;
            if (r.end - r.begin <= v->thin && !is_known(rules, upright, along, r))
                follow_both(v, upright, along, r, rules);
        }
    }
}

void rules_find(const page_plane *plane, float stroke, page_rules *rules) {
    const int shorter = int_min(plane->width, plane->height), longer = int_max(plane->width, plane->height);
    rules->count[0] = rules->count[1] = rules->places = 0;
    const int pen =
        int_max(RULES_PEN, int_min(int_min((int)(RULES_STROKE * stroke), shorter / RULES_PEN_SIDES), RULES_BROADEST));
    rules->narrow = int_max(stroke > 0 ? RULES_PEN : RULES_THIN, shorter / RULES_THIN_SIDES);
    rules->thin = stroke > 0 ? int_max(rules->narrow, pen) : rules->narrow;
    if (shorter < RULES_SHORTEST_SIDE || longer >= RULES_LONGEST / 2) return;
    for (int upright = 0; upright < 2; upright++) {
        const view v = view_of(plane, upright, rules->thin);
        find_along(&v, upright, rules);
    }
}

void rules_erase(const page_plane *plane, const page_rules *rules, const page_rule *rule) {
    const view v = view_of(plane, rule->upright, rules->thin);
    for (int i = rule->first; i <= rule->last; i++) {
        const run r = run_at(&v, i, rule_twice_at(rules, rule, i) / 2);
        if (r.begin < 0 || (float)(r.end - r.begin) > rule->thickness + RULES_ERASED) continue;
        for (int k = int_max(r.begin - 1, 0); k < int_min(r.end + 1, v.breadth); k++)
            v.ink[(size_t)i * v.step + (size_t)k * v.pitch] = 0;
    }
}
