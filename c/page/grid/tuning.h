/* The tuned numbers of grid: each with its unit, what it was chosen on, and what raising it does. Chosen on composed
 * forms of the tuning writers (tests/eval/page-sets.js). */
#ifndef LENET5_PAGE_GRID_TUNING_H
#define LENET5_PAGE_GRID_TUNING_H

#include "../../base/share.h"

enum {
    /* Upright rules that end between two sides of a cell at most, such as strokes of a digit that touch its top. A
     * bound on work. */
    GRID_STROKES = 4,
    /* Halvings towards a median: to a pixel. */
    GRID_MEDIAN_ROUNDS = 16,
    /* Boxes of a row of even ones: fewest and most, a bound on work. Raised, the first: rows of few boxes stay as
     * they were found. */
    GRID_LEAST_EVEN = 4,
    GRID_MOST_EVEN = 63,
    /* Pixels by which an upright may be longer than such a row is high and still be a stroke in one of its boxes. Raised:
     * sides that boxes of several rows share are strokes. */
    GRID_BEYOND = 20,
    /* Pixels beyond its edge, and from its ends on, where a stroke that leaves a rule is looked for. Raised: short strokes
     * are missed; lowered: the sides of the box are strokes. */
    GRID_LEAVES = 6,
    /* Teeth of a comb: fewest and most. Raised, the first: combs of few digits are no combs. */
    GRID_LEAST_TEETH = 3,
    GRID_MOST_TEETH = 33
};

/* Pixels, and thicknesses of a rule, by which two rules may miss each other. Raised: strokes near rules meet them. */
static const float GRID_MISS = 2, GRID_MISS_THICK = 1.5f;
/* Pixels: the shortest side of a cell. Raised: small boxes are lost; lowered: digits' strokes enclose cells. */
static const float GRID_SHORTEST_SIDE = 20;
/* A cell's shorter side at least, in thicknesses of the rule above it; and where there must be several columns of them.
 * Raised: boxes of fat rules are lost; lowered: loops of digits are boxes. */
static const float GRID_THIN = 8, GRID_THIN_OF_SEVERAL = 5;
/* A rule's length at least, of the cells' median side. Raised: small cells beside large ones are lost; lowered: strokes of
 * digits that touch rules divide their cells. */
static const float GRID_WHOLE_SIDE = 0.8f;
/* A rule's thickness, of the print's mean, and length, of the cells' median side, that make it a stroke: longer than the
 * first, shorter than the second. Raised, the first: stems that fill a cell divide it; lowered: fat sides of boxes stay. */
static const float GRID_PEN = 1.5f, GRID_ONE_SIDE = 1.5f;
/* Pixels: a rule that isn't thicker is no stroke for its thickness, since a hairline falls on one row of pixels or on two.
 * Raised: stems of thin pens that fill a cell divide it. */
static const float GRID_PEN_LEAST = 2.5f;
/* The width of a box of a row of even ones, of its height, at most. Raised: rows of tables are such ones too, and their
 * columns that are divided anew lose that. */
static const float GRID_EVEN_MOST = 1.25f;
/* The length of a rule that divides boxes of such a row and is a stroke in them, of a box's width, at most. Raised: bars
 * that join more digits are strokes; so are rules on which digits stand. */
static const float GRID_BAR = 2.5f;
/* Its slope against the row, from which on it is a stroke though none leaves it. Raised: bars of digits divide boxes. */
static const float GRID_SLANT = 0.02f;
/* How far a tooth, or a side of a box, may stand from its even place, of their distance. Raised: digits' feet are taken
 * for teeth. */
static const float GRID_TOOTH = 0.08f;
/* A tooth's least length, pixels. Raised: short teeth are missed. */
static const float GRID_FOOT = 8;
/* Height of a comb's cells, of their width. Raised: what is written above gets in; lowered: tall digits stand out. */
static const float GRID_COMB_HEIGHT = 1.6f;
/* Cells side by side: the gap, of their width, and rows that they share, of the lower one. Raised, the first: forms side by
 * side become one. */
static const float GRID_GAP = 1.2f, GRID_SHARED = 0.5f;

#endif
