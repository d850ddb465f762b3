/* The tuned numbers of choosing one digit's components: what each is, and what raising it does.
 *
 * Chosen by hand, on the project's drawn digits beside neighbours, rules and specks (tests/eval: canvas) and on
 * photographs with hands and table edges, until none of them answered worse.
 */
#ifndef LENET5_DIGIT_INKMAP_TUNING_H
#define LENET5_DIGIT_INKMAP_TUNING_H

#include "../../base/share.h"

enum {
    /* Ink: a component that nowhere reaches this is none. Raised: faint strokes go. */
    LEAST_STRONGEST = 128,
    /* Rounds in which parts are looked for near the parts found so far; beside them only in the first. Raised:
     * broken digits are found whole, and more specks with them. */
    SELECT_ROUNDS = 3
};

/* Surroundings (a hand, the edge of a table) hold more than this of the shorter side in border pixels, and fill more
 * than this of their box. Raised: fewer components are surroundings. */
static const share SURROUNDINGS_BORDER = {1, 2}, SURROUNDINGS_FILL = {2, 5};
/* Ink clear of the border goes first with more than this of the mass of ink that runs into it; before surroundings,
 * when it is longer than this of the shorter side. Raised: the middle of a picture matters less. */
static const share INNER_MASS = {1, 3}, INNER_SIDE = {1, 10};

/* The bar of a 5 or 7, of its own height: wider than BAR_ASPECT. Of the body: its foot less far down than BAR_DEPTH,
 * over more of the width than BAR_COVER, heavier than BAR_MASS. Raised: fewer bars, but for the depth. */
static const share BAR_ASPECT = {3, 2}, BAR_DEPTH = {1, 3}, BAR_COVER = {1, 3}, BAR_MASS = {1, 16};
/* A neighbour's ink, of the body's: lighter than this, and over less of its width. Raised: more parts at the
 * picture's side are left out. */
static const share NEIGHBOUR_MASS = {1, 2}, NEIGHBOUR_COVER = {1, 2};
/* A piece of the ruled line at the foot: wider than this many times its height, and farther down than this of the body.
 * Raised: fewer of them are left out. */
static const share FOOT_ASPECT = {3, 1}, FOOT_DEPTH = {3, 4};
/* Of a part's width, over or under the body: more than this lies there. Raised: fewer parts are found in later
 * rounds. */
static const share ABOVE_COVER = {1, 2};
/* A part is near within this of the body's longer side. Raised: broken digits are found whole, and neighbours with
 * them. */
static const share NEAR_SIDE = {1, 4};
/* A dot, of the body's longer side and mass: smaller and lighter than these. Raised: more parts are dots, which are
 * left out. */
static const share DOT_SIDE = {1, 4}, DOT_MASS = {1, 12};

#endif
