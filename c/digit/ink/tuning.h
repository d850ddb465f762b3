/* The tuned numbers of the ink, stage by stage.
 *
 * A line: what it is, its unit, and what raising it does. They were chosen by hand, on the project's drawn papers
 * (tests/unit: ink, paper; tests/eval: canvas) and on photographs of digits and cheques, until none of them answered
 * worse; no search was made, and none is known to be the best. Contrast, grey and ink are 0 … 255.
 */
#ifndef LENET5_DIGIT_INK_TUNING_H
#define LENET5_DIGIT_INK_TUNING_H

#include "../../base/share.h"

/* downscale.c: what lies behind transparent pixels
 * --------------------------------------------------------------------- */

/* Dark content, of all opaque content, from which on white is put behind. Raised: more pictures are taken for light
 * ink on black. */
static const share DARK_CONTENT = {1, 50};

/* grey.c and polarity.c: differences between pixels a small way apart
 * ------------------------------------------------- */

enum {
    /* The way, as the shorter side's part. Raised: a shorter way, which sees sharper edges and more noise. */
    DIFFERENCE_SIDES = 32,
    /* Pixels looked at for the axis of colour. Raised: slower, steadier. Their products' sums fit 32 bits up to
     * this. */
    COLOUR_SAMPLES = 1 << 14,
    /* Power iterations towards the axis. Raised: slower; the axis is steady to the byte after about 10. */
    AXIS_ROUNDS = 32
};

/* polarity.c: dark or light ink, and how wide its strokes are
 * --------------------------------------------------------- */

enum {
    /* Grey: smaller steps are noise. Raised: faint ink has no say. */
    LEAST_STEP = 6,
    /* Pixels from which steps are taken. Raised: slower, steadier. At most INK_MAX_STEPS / 2. */
    STEP_SAMPLES = 1 << 13,
    /* The widest window: this many cells, and the shorter side's part. Raised, the first: wider strokes are still
     * found in small pictures; raised, the second: only narrower ones are in large ones. */
    WIDEST_CELLS = 2,
    WIDEST_SIDES = 4,
    /* Window that is used, as a multiple of the window that explains the strokes. Raised: where strokes meet is
     * closed more surely, and shadows with it. */
    REACH_TIMES = 2
};

/* Of a step's height, from which on it counts as explained. Raised: soft edges explain less. */
static const share EXPLAINED_STEP = {1, 2};
/* Of all steps, explained by a window that need not be widened to tell the polarity. Raised: wider windows decide. */
static const float EXPLAINED_ENOUGH = 0.7F;
/* The border's say beside what the steps explain. Raised: a picture with a dark border is sooner taken for light
 * ink. */
static const float BORDER_WEIGHT = 0.6F;
/* Of what the widest window explains, explained by the one that is used. Raised: wider windows. */
static const float EXPLAINED_NEARLY = 0.94F;

/* background.c: the paper's own variation
 * ------------------------------------------------------------------------------ */

enum {
    /* In 1/256 of the pixels: whose bend is the paper's roughness. Raised: rougher, nearer to the strokes' own
     * edges. */
    ROUGHNESS_QUANTILE = 192,
    /* In 1/256 of the cells: those surely without ink. Raised: ink may touch fewer of them. */
    PAPER_QUANTILE = 64,
    /* A cell of paper lies within this multiple of their depth, and this much grey. Raised: more cells count as
     * paper. */
    PAPER_DEPTH_TIMES = 3,
    PAPER_DEPTH_PLUS = 2,
    /* The same by roughness, in pictures whose cells are pixels. */
    PAPER_ROUGHNESS_TIMES = 2,
    PAPER_ROUGHNESS_PLUS = 4,
    /* In 1/256 of paper's cells: whose depth is the texture (97 %). Raised: weaker ink is lost, fewer specks stay. */
    TEXTURE_QUANTILE = 248
};

/* surroundings.c: what lies around a sheet
 * ------------------------------------------------------------------------------ */

enum {
    /* Pixels: the shorter side of a picture at least that may show a sheet. Raised: small crops keep what is around. */
    SURROUNDINGS_SIDE = 64,
    /* Pixels beside the surroundings that the paper's edge and its shadow take. Raised: ink near it is lost; lowered:
     * the edge stays as a line. */
    SURROUNDINGS_EDGE = 6,
    /* Pixels: how far from the surroundings their shade on the paper goes with them, as in the fold of a book. Raised:
     * wider shades go, and broad strokes that touch them. */
    SURROUNDINGS_SHADE_REACH = 16
};

/* Of the paper's grey, that of cells in the shade at most. Raised: fainter shades go. */
static const share SURROUNDINGS_SHADE = {7, 8};
/* Of the lightest cell's grey, that of surroundings at most: of pages, and of single digits. Raised: unevenly lit paper is
 * cut; lowered: light desks stay. */
static const share SURROUNDINGS_GREY = {1, 2}, FRAME_GREY = {5, 8};
/* Of the shorter side, how broad surroundings are somewhere; and of their own longer side, if they aren't along most of the
 * picture's. Raised, the first: narrow bindings stay; the second: thumbs do; lowered: broad strokes at the border go, and the
 * digits that they belong to. */
static const share SURROUNDINGS_BREADTH = {1, 10}, SURROUNDINGS_BLOB = {1, 3};
/* Narrow ones: of two sides that meet, how much is dark; and of the shorter one, how much of it a part of the frame runs
 * along. Raised: ragged frames stay; lowered: strokes go. */
static const share FRAME_SIDE = {9, 10}, FRAME_ALONG = {3, 4};
/* How much lighter than surroundings the lightest pixel of a cell beside them is, and of such pairs of cells, how many are so.
 * Raised: surroundings without a sharp edge stay; lowered: the dark end of unevenly lit paper goes. */
static const share SURROUNDINGS_STEP = {9, 8}, SURROUNDINGS_SHARP = {1, 2};
/* Of all cells, what surroundings take at least, and a page. Raised, the first: thin edges stay as ink; the second: a
 * small sheet on a desk is not found; lowered: fat light ink on a dark ground becomes a sheet. */
static const share SURROUNDINGS_CELLS = {1, 60}, PAPER_CELLS = {3, 10};
/* A sheet's outline at most, of its box's. Raised: rows of fat light digits become sheets; lowered: a sheet under fingers is
 * not found. */
static const share SHEET_OUTLINE = {5, 4};
/* Of all cells, the paper of a small sheet at least; of the sheet's, how many are paper; and of its box, how much it fills.
 * Raised: fewer are found; lowered: fat light digits become sheets. */
static const share SMALL_SHEET_CELLS = {1, 40}, SHEET_PAPER = {3, 5}, SHEET_FILL = {9, 10};
/* Of all cells, those of a board at least that are darker throughout than BOARD_GREY. Raised: less work, fewer boards. */
static const share BOARD_CELLS = {1, 5};
enum { BOARD_GREY = 128 };
/* Surroundings lighter than this share of the paper's grey may be paper in a shadow: they are if more than the second and
 * less than the third share of their cells hold steps of SHADOW_INK grey, as ink does. A sheet has ink on it by such steps,
 * too. Raised, the first: shadows are cut off; the second and SHADOW_INK: faintly written shadows are; the third: grainy
 * desks are paper. */
static const share SHADOW_GREY = {1, 5}, SHADOW_CELLS = {1, 100}, DESK_TEXTURE = {1, 2};
enum { SHADOW_INK = 24 };

/* illumination.c: the light's slope
 * ------------------------------------------------------------------------------------ */

enum {
    FIT_ROUNDS = 5,
    /* Grey: a cell this near to the surface lies on it. Raised: rougher paper counts, and so do soft shadows. */
    ON_SURFACE = 4,
    /* Grey: a surface with a smaller range is flat. Raised: weak slopes are left to the closing. */
    LEAST_RANGE = 6,
    /* Grey that the surface is put at while it is taken away: ink is far below it, paper near it. */
    LEVEL_GREY = 200
};

/* Grey: cells farther from the surface of the round before are left out. Raised: ink pulls the surface down. */
static const double OUTLIER[FIT_ROUNDS] = {1000.0, 40.0, 20.0, 10.0, ON_SURFACE};
/* Of all cells, on one level: no surface is looked for above; of those on the surface: it explains hardly more than
 * a plane. Raised: more pictures have a surface taken away. */
static const share LEVEL_CELLS = {4, 5};
/* Of all cells, on the surface at least. Raised: fewer pictures have a surface taken away. */
static const share SURFACE_CELLS = {4, 10};

/* even.c: paper in the light and in a shadow
 * --------------------------------------------------------------------------- */

enum {
    /* Grey between neighbouring cells of the background: a shadow's edge passes. Raised: soft edges are left as they
     * are, whose remains may look like strokes. */
    SHADOW_STEP = 16,
    /* Grey below the darker of both papers, and as a multiple of the paper's texture: what isn't darker is no ink at a
     * shadow's edge. Raised: thinner strokes there. */
    SHADOW_PAPER = 6,
    SHADOW_TEXTURES = 2,
    /* The most that contrast in a shadow is multiplied by. Raised: deeper shadows are evened out, and a dark table's
     * grain becomes ink. */
    SHADOW_MOST = 3
};

/* Of the brightest paper, the darkest at most for the light to be evened out. Raised: more pictures are. By hand, on
 * the tuning writers' shadows of tests/eval/around-sets.js. */
static const share SHADOW_DARK = {3, 4};

/* shadow.c: a hard shadow
 * --------------------------------------------------------------------------- */

enum {
    /* Grey between the pixels of a plain cell at most, and by which paper may differ from its level. Raised: rougher paper
     * is one of two levels; and so is paper on a slope of light. */
    SHADOW_PLAIN = 16,
    SHADOW_LEVEL = 6,
    /* The longer side's part: how broad strokes are whose ink is as grey as paper in the shadow. Raised: broader ones are
     * taken for the shadow. */
    SHADOW_STROKES = 8
};

/* Of the border's cells, that have the rarer of the two levels, and either; of all cells, that do. Raised: fewer shadows
 * are lit up; lowered: what else is of one grey is taken for one. */
static const share SHADOW_BORDER = {1, 12}, SHADOW_BORDERS = {3, 4}, SHADOW_CELLS_PLAIN = {1, 2};
/* Of all cells, plain ones between the levels at most. Raised: softer shadows are lit up, whose edges are not. */
static const share SHADOW_SOFT = {1, 20};

/* threshold.c: contrast → ink
 * ------------------------------------------------------------------------------------------- */

enum {
    /* Contrast: weaker ink isn't told from paper. Raised: faint pencil is blank. */
    LEAST_CONTRAST = 16,
    /* Contrast: weaker ink must have edges. Raised: more shadows are blank, and more soft pencil. */
    WEAK_CONTRAST = 64,
    /* Ink beside which faint ink stays, and beside which thin rules do until they are found. Raised, the second: slanting
     * rules, whose ink is spread over two pixels, are lost; lowered: noise holds together. */
    HALF_INK = 128,
    THIN_INK = 72,
    /* The same on plain paper, where only what resampling leaves around strokes is faint and stands apart from them, and would
     * join them. Raised: the finest hairlines are lost. */
    RING_INK = 32,
    /* Pixels: the shorter side of a picture at least in which such rules are looked for. Raised: those of small tables are
     * lost; lowered: a security pattern and digits' stems make cells. */
    THIN_SIDE = 128,
    /* Pixels in the histogram. Raised: slower, steadier. */
    CONTRAST_SAMPLES = 1 << 15,
    /* In 1/256 of the ink's pixels: whose contrast is its strength; and its strongest (99 %). */
    STRENGTH_QUANTILE = 128,
    STRONGEST_QUANTILE = 253,
    /* Contrast: the strongest ink from here on is black. Raised: thinner edges in dark ink. */
    BLACK_CONTRAST = 230,
    /* Edge's width, pixels, and the shorter side's part. Raised, the first: blurred ink still has edges. */
    EDGE_PIXELS = 2,
    EDGE_SIDES = 100,
    /* Contrast: paper with more texture has its faint ink removed that isn't beside half ink. */
    PLAIN_TEXTURE = 1,
    /* Times the texture: the most that is taken for zero ink; and by which full ink begins below the strength. */
    ZERO_TEXTURES = 4,
    FULL_TEXTURES = 3
};

/* Of the strength, the sharpest step of weak ink at least. Raised: more soft pencil is blank. */
static const share EDGE_STEP = {1, 2};
/* Of the texture, the strength at least; and with less than the second it is doubtful. Raised: more faint ink is
 * blank; more pictures are smoothed, which takes time and fine detail. */
static const share CLEAR_OF_TEXTURE = {3, 2}, DOUBTFUL_TEXTURE = {26, 10};
/* Contrast of zero ink: of the strength, or of the texture where that is more. Raised: thinner strokes, fewer
 * specks. */
static const share ZERO_STRENGTH = {1, 4}, ZERO_TEXTURE = {3, 4};
/* The contrast of faint rules: of the strength, or of the texture where that is more. Raised: fainter ones are not seen;
 * lowered: what shines through the paper makes cells, and grain. By hand. */
static const share FAINT_STRENGTH = {1, 12};
enum { FAINT_TEXTURES = 3 };
/* Of the strength, by which full ink begins below it, on paper with texture. Raised: fatter strokes. */
static const share FULL_BELOW = {1, 8};

/* ink.c: what is told from ink by its size
 * ------------------------------------------------------------------------------- */

enum {
    /* Pixels: a smaller picture is a crop full of ink, whose edges look like grain. Raised: fewer pictures are
     * smoothed. */
    LEAST_SMOOTH = 5000,
    /* Rows from one that is looked at for single pixels to the next. Raised: less work, less sure. */
    DITHER_ROWS = 16,
    /* Grey between such a pixel and those beside it. Raised: paler dots stay; lowered: grain is smoothed away, and fine pens. */
    DITHER_CONTRAST = 96,
    /* Times that dithered paper is smoothed. Raised: sparser dots go, and thin strokes. */
    DITHER_SMOOTHINGS = 2
};

/* Dithered paper: of all pixels, such single ones. Raised: less of it is smoothed; lowered: so is salt and pepper. */
static const share DITHERED = {1, 32};

/* Doubtful ink is kept when a component spans this much of the shorter side. Raised: more of it is blank. */
static const share DOUBTFUL_SPAN = {1, 2};
/* A table's edge or a scan's dark margin is longer than this share of its side, narrower than this share of the other,
 * fuller of ink than this, and holds more than this of the picture's border. Raised: length, fill and border, fewer are
 * removed; breadth, more. */
static const share MARGIN_LENGTH = {9, 10}, MARGIN_BREADTH = {1, 4}, MARGIN_FILL = {1, 2}, MARGIN_BORDER = {9, 10};

/* ruled_lines.c: ruled lines
 * ---------------------------------------------------------------------------------------------- */

enum {
    /* Ink: less is paper. Raised: lines look thinner and more broken. */
    FAINT_INK = 24,
    /* Pixels: smaller pictures have no ruled lines. */
    SHORTEST_SIDE = 24,
    /* Columns along a side where chains begin. Raised: slower, broken lines are found more surely. */
    CHAIN_STARTS = 64,
    /* Columns in a row that a chain may miss. Raised: more broken lines, and more chains that stray. */
    CHAIN_MISSES = 2,
    /* A chain's least length, pixels, and the side's part. Raised, the first: fewer chains in small pictures. */
    CHAIN_PIXELS = 8,
    CHAIN_SIDES = 12,
    /* A line's thickness at most: pixels, and the shorter side's part; a run is followed up to twice that. Raised,
     * the first: thin pens' strokes are taken for lines. */
    THIN_PIXELS = 3,
    THIN_SIDES = 100
};

/* Slope of a line at most, either way. Raised: strokes are taken for lines. */
static const float STEEPEST = 0.25F;
/* Of a line's extent, columns with ink on it at least; and with a thin run. Raised: broken lines stay; so do lines that
 * much is written over. */
static const share RULE_INKED = {17, 20}, RULE_THIN = {1, 2};
/* A picture longer than this many times its breadth is a row of characters: no bar of a digit is longer than
 * ROW_EXTENT of it. Other pictures' lines are longer than RULE_EXTENT. Raised: fewer lines are removed. */
static const share ROW_ASPECT = {5, 2}, ROW_EXTENT = {3, 5}, RULE_EXTENT = {9, 10};
/* Of the mean stroke, a line's thickness at most; and of one that is straight through the whole picture. Raised:
 * more bars of digits are taken for lines. */
static const float RULE_THICKNESS = 0.65F, STRAIGHT_THICKNESS = 0.8F;
/* Straight: 1 / pixels that its middles are off, on average. Raised: straighter. */
static const float STRAIGHT_BEND = 4.0F;
/* A straight line thinner than the length's part is one on a page of lines, where it is the mean stroke itself. Raised:
 * thinner. */
static const float FINE_SIDES = 80.0F;

#endif
