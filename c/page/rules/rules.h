/* rules: ink → straight thin lines, printed or drawn: sides of boxes, rows and columns of tables, underlines.
 *
 * Along each axis, thin runs of ink across it are followed from column to column by a tracker of place and slope (a g-h
 * filter: fading memory, so that a line may bend a little). Where a stroke crosses a line, the run is thicker and the
 * tracker goes straight on. What is straight and long enough is a rule; which of them are print is for others to say.
 */
#ifndef LENET5_PAGE_RULES_H
#define LENET5_PAGE_RULES_H

#include <stdint.h>

#include "../../base/box.h"

enum {
    RULES_MAX = 512,           /* along each axis */
    RULES_PLACES = 1 << 18,    /* of all rules' paths together */
    RULES_LONGEST = INT16_MAX, /* side of an ink plane that rules are looked for in */
    RULES_INK = 32             /* least of an ink plane, by hand. Raised: faint rules break */
};

/* A rule along x (upright: along y): at `along`, first … last, its middle is across = path[along − first] / 2. */
typedef struct page_rule {
    int16_t upright;
    int16_t is_print; /* a part of a frame, a comb or a table; −1: a stroke of writing in one of its cells */
    int first, last;
    float thickness;
    int path; /* into page_rules.place */
} page_rule;

/* An ink plane [height][width], 0 paper … 255 ink; of less than `least` there is none. */
typedef struct page_plane {
    uint8_t *ink;
    int width, height, least;
} page_plane;

typedef struct page_rules {
    int count[2]; /* along x, along y */
    int places;
    int thin;   /* the thickest run of a rule, pixels */
    int narrow; /* the same of a rule that isn't drawn by a broad pen */
    page_rule rule[2][RULES_MAX];
    int16_t place[RULES_PLACES];
    int16_t trail[RULES_LONGEST]; /* working memory */
} page_rules;

/* Finds them: thin as print, or, where stroke is not 0, also as thick as a pen whose strokes are so wide on average. None
 * in a plane that is too small or too long. */
void rules_find(const page_plane *plane, float stroke, page_rules *rules);

/* Twice the middle of a rule at `along`, which is brought into its extent first. */
static inline int rule_twice_at(const page_rules *rules, const page_rule *rule, int along) {
    const int at = int_max(rule->first, int_min(rule->last, along));
    return rules->place[rule->path + at - rule->first];
}

/* The middle of a rule at `along`, pixel edges at whole numbers. */
static inline float rule_middle_at(const page_rules *rules, const page_rule *rule, float along) {
    return 0.5f * (float)rule_twice_at(rules, rule, (int)along) + 0.5f;
}

/* Adds a rule along the same axis as another and as thick, that is across at `from` where it begins and at `to` where it
 * ends, if there is ink all the way: one that is lost to tracking since what is written runs along it. Returns how many it
 * adds. */
int rules_add(const page_plane *plane, page_rules *rules, const page_rule *like, int first, int last, float from,
              float to);

static inline int rule_length(const page_rule *rule) { return rule->last - rule->first + 1; }

/* Takes a rule's ink from the plane where it is thin: strokes that cross it stay whole. */
void rules_erase(const page_plane *plane, const page_rules *rules, const page_rule *rule);

#endif
