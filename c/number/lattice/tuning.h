/* The tuned numbers of lattice: each with its unit, what it was chosen on, and what raising it does. The model's
 * parameters are fitted, not tuned (model_table.c); after a change of any of these they have to be fitted anew.
 *
 * What they were chosen on was written down afterwards, from the history, which tells the occasion of a change but not
 * the values that were tried:
 *   drawn     nothing recorded: by hand, presumably on the project's own drawn and composed lines
 *   composed  by hand, when composed lines, of validation digits for classify.c, were read better by it
 *   points    by hand, when composed amounts lost their points
 * Figures on cheques were measured all that time and are quoted in commits: take none of these as independent of them.
 */
#ifndef LENET5_NUMBER_LATTICE_TUNING_H
#define LENET5_NUMBER_LATTICE_TUNING_H

#include "../../base/share.h"
#include "arc.h"

/* lattice.c */

/* Width of an arc of several pieces, pixels of the line image. All sets of numbers, cheques among them. Up: more
 * arcs to read, for wide zeros and digits that were cut often; a seventh of all arcs were wider, and read nothing
 * better. */
enum { ARC_MAX_WIDTH = SEGMENT_BODY * 3 / 2 };
/* The side that an arc's box is grown to before it is normalised, so that marks stay small; pixels of the line image.
 * drawn. Up: small digits are shown to the network smaller too; down: marks look like digits. */
enum { ARC_MIN_SIDE = SEGMENT_BODY * 2 / 5 };
/* Cost of a seam that goes through ink, in sums of ink: two pixels of full ink. drawn. Up: fewer arcs take their
 * neighbours' side of the seam. */
enum { ARC_CUT_COST = 2 * 255 };
/* Columns of the neighbour's ink that the second arc at such a seam takes: a stroke's width. composed: zeros that
 * share a wall. Up: more of the neighbour's own strokes come with it. */
enum { ARC_OVERLAP = 7 };
/* Ink of a pixel there that widens the arc's box, of 255: as the boxes of pieces have it. Up: tighter boxes. */
enum { ARC_BOX_INK = 64 };

/* classify.c */

/* Confidence above which the first look at an arc is enough. composed: ZIP codes. Up: slower, fewer errors. */
static const float AUGMENT_SURE = 0.9f;
/* How far below the reject threshold the score of an arc shows that it is no digit: units of the score. composed: ZIP
 * codes. Up: slower, more of the doubtful arcs are averaged. */
static const float AUGMENT_HOPELESS = 1;
/* The variants: from a place in the variant to one in the picture, about its centre, in 1/256: sheared by 0.2 and
 * turned by 0.15 rad, both ways. composed: ZIP codes. Larger angles: variants that look less like digits of the
 * training. */
enum { AUGMENT_VARIANTS = 4, AUGMENT_UNIT = 256 };
static const int16_t AUGMENT_TURN[AUGMENT_VARIANTS][2][2] = {
    {{256, 51}, {0, 256}}, {{256, -51}, {0, 256}}, {{253, 38}, {-38, 253}}, {{253, -38}, {38, 253}}};

/* slashed.c, classify.c: digits and tables of UNIPEN's tuning writers (tests/eval), of whose zeros a sixth are slashed. */

/* Ink of a pixel of a stroke, of 255, and the least number of lines along x, and of those along y, that meet three strokes.
 * Lines up: steep slashes through small zeros are not seen. */
enum { SLASHED_INK = 128, SLASHED_LINES = 1 };
/* What is added to the logit of a slashed zero, which the network takes for a 0, but for hardly a digit; and the score
 * below which one is looked for. Up: slashed zeros are surer, and so is what else is crossed like them. */
static const float SLASHED_SCORE = 4;
/* The least probability of a 0 for one to be looked for. Down: doubtful 6s and 8s are zeros. */
static const float SLASHED_LIKELY = 0.5f;

/* features.c. The scales and ranges of the features are in feature_table.h. */

/* Ink of a pixel that belongs to a stroke, of 255, and of a column that is not empty. drawn. Up: fewer crossings of
 * faint strokes; wider gaps. */
enum { FEATURE_STROKE_INK = 128, FEATURE_COLUMN_INK = 255 };
/* A piece that looks like a point, in bodies: at most that high, at most that wide, its top at most that far above
 * the feet. points. Up: ends of digits count as points, down: points inside arcs are not seen. */
static const share FEATURE_POINT_HEIGHT = {2, 5}, FEATURE_POINT_WIDTH = {1, 2}, FEATURE_POINT_RISE = {2, 5};
/* Bodies of full ink that a seam costs which counts as a cut. drawn. Up: cuts through soft edges do not count. */
static const float FEATURE_CUT = 0.02f;
/* Strokes that a row crosses, mean, of what is no 1, and ln of the probability of a 1 that is left to it. By hand, on lines
 * composed of UNIPEN's digits. Crossings or ln up: 11 is a 1; down: a 1 with flag and foot is none. */
static const float FEATURE_ONE_CROSSINGS = 1.8f, FEATURE_NO_ONE = -10;

#endif
