/* Rules that are no part of a frame: underlines and long rules go; what one crosses out goes with it. */
#include "steps.h"
#include "tuning.h"

/* Columns of a rule with ink above it, and below it; the first and the last of the former. */
typedef struct sides {
    int above, below, first, last;
} sides;

static int has_ink(const ink_map *map, int x, int from, int to) {
    for (int y = int_max(from, 0); y < int_min(to, map->height); y++)
        if (map->ink[y * map->width + x] >= CLEAR_INK) return 1;
    return 0;
}

static sides look_beside(const clear_state *s, const page_rule *rule) {
    const int near = share_of(CLEAR_NEAR, s->height) + (int)rule->thickness, far = share_of(CLEAR_FAR, s->height);
    sides found = {0, 0, rule->last, rule->first};
    for (int x = rule->first; x <= rule->last; x++) {
        const int y = rule_twice_at(s->rules, rule, x) / 2;
        if (has_ink(s->map, x, y - far, y - near)) found.above++, found.first = int_min(found.first, x), found.last = x;
        found.below += has_ink(s->map, x, y + near, y + far);
    }
    return found;
}

/* Columns with writing above the height of a rule's end, from `from` to `to`. */
static int count_beyond(const clear_state *s, const page_rule *rule, int from, int to) {
    const int near = share_of(CLEAR_NEAR, s->height) + (int)rule->thickness, far = share_of(CLEAR_FAR, s->height);
    int count = 0;
    for (int x = int_max(from, 0); x < int_min(to, s->map->width); x++) {
        const int y = rule_twice_at(s->rules, rule, x) / 2;
        count += has_ink(s->map, x, y - far, y - near);
    }
    return count;
}

/* Whether the writing above a rule goes on beyond one of its ends, as it does beside the foot of a 2. */
static int has_writing_beyond(const clear_state *s, const page_rule *rule) {
    const int reach = share_of(CLEAR_BEYOND, s->height);
    return exceeds(count_beyond(s, rule, rule->first - reach, rule->first), CLEAR_OVERHANG, reach) ||
           exceeds(count_beyond(s, rule, rule->last + 1, rule->last + 1 + reach), CLEAR_OVERHANG, reach);
}

static void erase(clear_state *s, const page_rule *rule) {
    s->taken++;
    const page_plane plane = {s->map->ink, s->map->width, s->map->height, RULES_INK};
    rules_erase(&plane, s->rules, rule);
}

/* Makes a box, empty at first, hold another one too. */
static void take_in(pixel_box *all, pixel_box box) { *all = all->width > 0 ? box_united(*all, box) : box; }

/* Notes a component that reaches as far beyond the ends of the rule through it as a digit does. */
static void note_joined(clear_state *s, const page_rule *rule, pixel_box box) {
    const int beyond = int_max(rule->first - box.x, box.x + box.width - 1 - rule->last);
    if (reaches(beyond, CLEAR_JOINED, s->height)) take_in(&s->cleared->joined, box);
}

/* Drops the components that a rule runs through. */
static void cancel(clear_state *s, const page_rule *rule) {
    for (int x = rule->first; x <= rule->last; x++) {
        const int label = s->map->label[rule_twice_at(s->rules, rule, x) / 2 * s->map->width + x];
        if (label == 0 || s->drop[label - 1]) continue;
        s->drop[label - 1] = 1;
        s->taken++;
        s->cleared->cancelled++;
        note_joined(s, rule, s->map->component[label - 1].box);
        take_in(&s->cleared->crossed, s->map->component[label - 1].box);
    }
}

/* The label of the one component that a rule lies in, as a stroke that joins what it crosses does; 0: in none or in several. */
static int whole_of(const clear_state *s, const page_rule *rule) {
    int label = 0;
    for (int x = rule->first; x <= rule->last; x++) {
        const int at = s->map->label[rule_twice_at(s->rules, rule, x) / 2 * s->map->width + x];
        if (at != 0 && label != 0 && at != label) return 0;
        if (at != 0) label = at;
    }
    return label;
}

/* Strokes that go on from above a rule to below it: several through one that crosses out, one through the bar of a 7 or a 4
 * that joins its neighbours, none through the middle of a wide 5. */
static int count_crossing(const clear_state *s, const page_rule *rule) {
    const int aside = share_of(CLEAR_SLANT, s->height), near = (int)rule->thickness / 2 + 1;
    int crossing = 0, is_within = 0;
    int above = rule->first - aside - 1, below = above; /* the last columns with ink there */
    for (int x = rule->first; x <= rule->last; x++) {
        const int y = rule_twice_at(s->rules, rule, x) / 2;
        if (has_ink(s->map, x, y - near - aside, y - near)) above = x;
        if (has_ink(s->map, x, y + near + 1, y + near + 1 + aside)) below = x;
        const int was_within = is_within;
        is_within = x - int_min(above, below) <= aside;
        crossing += is_within && !was_within;
    }
    return crossing;
}

static int is_across(const clear_state *s, const page_rule *rule) {
    return reaches(rule_length(rule), CLEAR_ACROSS, s->map->width);
}

/* Whether the paper is ruled: lines at some distance from each other go from one side of the picture to the other. */
static int is_ruled(const clear_state *s) {
    const int middle = s->map->width / 2;
    int first = -1;
    for (int i = 0; i < s->rules->count[0]; i++) {
        const page_rule *rule = &s->rules->rule[0][i];
        if (!is_across(s, rule)) continue;
        const int twice = rule_twice_at(s->rules, rule, middle), apart = first < 0 ? 0 : twice - first;
        if (exceeds(int_max(apart, -apart), CLEAR_APART, 2 * s->height)) return 1;
        if (first < 0) first = twice;
    }
    return 0;
}

/* The most ink of a rule in a column: its middle may lie between two rows. */
static int most_ink(const clear_state *s, const page_rule *rule, int x) {
    const int y = rule_twice_at(s->rules, rule, x) / 2, next = int_min(y + 1, s->map->height - 1);
    return int_max(s->map->ink[y * s->map->width + x], s->map->ink[next * s->map->width + x]);
}

/* Whether most of a rule is fainter than a pen's ink, as a crease is, or, on ruled paper, no longer in the map. */
static int is_paper(const clear_state *s, const page_rule *rule, int ruled) {
    int gone = 0, faint = 0;
    for (int x = rule->first; x <= rule->last; x++) {
        const int ink = most_ink(s, rule, x);
        gone += ink == 0;
        faint += ink > 0 && ink < CLEAR_INK;
    }
    return exceeds(ruled ? gone + faint : faint, CLEAR_PAPER, rule_length(rule));
}

/* The component, with its number from 1, that a rule may be the base of, as of a wide 2: one that rises above it, with another
 * digit beside it that stands as low. 0: none. */
static int may_be_base(const clear_state *s, const page_rule *rule, const sides *beside) {
    const int label = whole_of(s, rule), left = rule_twice_at(s->rules, rule, rule->first) / 2;
    if (label == 0 || exceeds(beside->above, CLEAR_BASE, s->height) ||
        !reaches(left - s->map->component[label - 1].box.y, CLEAR_BASE_RISE, s->height))
        return 0;
    for (int i = 0; i < s->map->components; i++) {
        const pixel_box box = s->map->component[i].box;
        const int apart = span_gap(rule->first, rule_length(rule), box.x, box.width);
        const int end = box.x < rule->first ? rule->first : rule->last;
        const int low = box.y + box.height - rule_twice_at(s->rules, rule, end) / 2;
        if (!s->drop[i] && 2 * box.height > s->height && apart > 0 && apart < CLEAR_BASE_REACH * s->height &&
            !exceeds(int_max(low, -low), CLEAR_BASE_LEVEL, s->height))
            return label;
    }
    return 0;
}

/* Takes an underline off. The base of a digit stays, which goes on farther behind the digit than it begins before it; where that
 * can't be told, the digit is noted as in doubt. */
static void take_underline(clear_state *s, const page_rule *rule, const sides *beside) {
    const int label = may_be_base(s, rule, beside);
    if (label != 0) {
        if (!exceeds(beside->first - rule->first, CLEAR_BASE_BEGIN, rule->last - beside->last)) return;
        s->cleared->joined = s->map->component[label - 1].box;
    }
    erase(s, rule);
}

static void judge_flat(clear_state *s, const page_rule *rule) {
    const int length = rule_length(rule);
    const sides beside = look_beside(s, rule);
    const int crosses = exceeds(beside.above, CLEAR_CROSSED, length) && exceeds(beside.below, CLEAR_CROSSED, length);
    if (crosses) {
        const int is_strike = whole_of(s, rule) != 0 && count_crossing(s, rule) >= CLEAR_CROSSING;
        if (reaches(length, is_strike ? CLEAR_STRIKE : CLEAR_LONG, s->height)) cancel(s, rule);
        return;
    }
    const int is_underline = exceeds(beside.above, CLEAR_ABOVE, length) &&
                             !exceeds(beside.below, CLEAR_BELOW, beside.above) &&
                             reaches(length, CLEAR_UNDERLINE, s->height) && !has_writing_beyond(s, rule);
    if (reaches(length, CLEAR_LONG, s->height)) erase(s, rule);
    else if (is_underline) take_underline(s, rule, &beside);
}

void clear_rules(clear_state *s) {
    const int ruled = is_ruled(s);
    for (int i = 0; i < s->rules->count[1]; i++) {
        const page_rule *rule = &s->rules->rule[1][i];
        if (rule->is_print == 0 && reaches(rule_length(rule), CLEAR_LONG_UPRIGHT, s->height)) erase(s, rule);
    }
    for (int i = 0; i < s->rules->count[0]; i++) {
        const page_rule *rule = &s->rules->rule[0][i];
        if (rule->is_print != 0) continue;
        if (is_paper(s, rule, ruled)) erase(s, rule);
        else judge_flat(s, rule);
    }
}
