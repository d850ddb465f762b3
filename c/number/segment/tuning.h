/* The tuned numbers of segment: each with its unit, what it was chosen on, and what raising it does.
 *
 * What they were chosen on was written down afterwards, from the history, which tells the occasion of a change but not
 * the values that were tried:
 *   drawn     nothing recorded: by hand, presumably on the project's own drawn and composed lines
 *   composed  by hand, when composed lines of digits that touch were cut better by it
 *   points    by hand, on the amounts of tests/eval/points.js, at the seed that it names
 *   paper     by hand, when the lines of security paper were removed: presumably with cheques in view
 * Figures on cheques were measured all that time and are quoted in commits: take none of these as independent of them.
 */
#ifndef LENET5_NUMBER_SEGMENT_TUNING_H
#define LENET5_NUMBER_SEGMENT_TUNING_H

#include "../../base/share.h"
#include "segment.h"

/* lines.c. The typical height is that of the component in which the median of the ink lies. */

/* Height of a component that starts or continues a line, of the typical height. drawn. Up: small digits, such as
 * raised cents, become marks; down: marks become digits. */
static const share LINES_TALL = {45, 100};
/* Height of a component that the next one is compared with alone; a lower one is joined to the component before it.
 * Of the typical height. drawn. Up: a line may climb less from digit to digit. */
static const share LINES_WHOLE = {3, 4};
/* The widest gap within a line, typical heights. drawn. Up: numbers side by side become one line. */
enum { LINES_MAX_GAP = 8 };
/* Rows that a component shares with the one before it, of the lower one's height. drawn. Up: lines of uneven digits
 * fall apart; down: lines one below the other run together. */
static const share LINES_SHARED_ROWS = {2, 5};
/* The widest fragment of another line, and how far beside it one may stand, typical heights. drawn. Up: more digits
 * of short neighbouring lines are taken for parts of this one. */
enum { LINES_MAX_FRAGMENT = 2, LINES_FRAGMENT_REACH = 1 };
/* Rows of a fragment within the other line, of its height. drawn. Up: fewer are joined. */
static const share LINES_FRAGMENT_ROWS = {1, 2};
/* Halves of a line's digits: their height at most, and that of the line's box if it is level, of its highest component; how much
 * of their rows and columns are within. By hand. The last down, the others up: lines close to each other run together. */
static const share LINES_FRAGMENT_LOW = {2, 3}, LINES_FRAGMENT_LEVEL = {4, 3}, LINES_FRAGMENT_INSIDE = {4, 5};

/* How far above and below a digit a mark's middle may stand, of the typical height. drawn. Up: marks of the lines
 * above and below are taken. */
static const share LINES_MARK_ABOVE = {1, 8}, LINES_MARK_BELOW = {1, 4};
/* How far from a digit a mark may stand, across and beyond it together, typical heights. drawn. Up: specks far from
 * all writing are taken; down: thousands' marks and dashes set wide apart are lost. */
enum { LINES_MARK_REACH = 2 };

/* What is left of a ruled line: at least that much wider than high, and at most that high, of the typical height.
 * drawn, and remains of forms. Width up or height down: remains are taken for dashes; the reverse: dashes are lost. */
static const share LINES_RULE_WIDTH = {5, 2}, LINES_RULE_HEIGHT = {1, 8};
/* One is long that is so wide, of the typical height, and so many times wider than high; a short one must stand
 * further out to be taken for a rule. Likewise. Up: fewer rules between the digits' feet and heads are removed. */
static const share LINES_LONG_RULE = {4, 5};
enum { LINES_LONG_RULE_WIDTH = 5 };
/* Where the middle of a rule is, of the digit's height from its top: above the first or below the second; a short
 * one above the digit or below the third. Likewise. First up, others down: dashes and points near head or feet are
 * lost. */
static const share LINES_RULE_ABOVE = {1, 10}, LINES_RULE_BELOW = {9, 10}, LINES_SHORT_RULE_BELOW = {19, 20};

/* An underline: how far above it the characters end, of the typical height, and how much of it they stand over. By hand,
 * on raised cents. Up, gap: dashes below digits are underlines; cover: underlines longer than their digits are dashes. */
static const share LINES_UNDERLINE_GAP = {2, 5}, LINES_UNDERLINE_COVER = {1, 2};
/* The least height of these characters, of the typical one. By hand: the upper bar of an equals sign is lower. */
static const share LINES_UNDERLINED = {1, 4};
/* The longest foot of a 1, and how far from the other digits' feet it may be, of the typical height; the width of the 1, of its
 * height. By hand. Up: underlines of single digits are feet; level: so are underlines close to the line. */
static const share LINES_FOOT = {6, 5}, LINES_FOOT_LEVEL = {1, 8}, LINES_FOOTED = {2, 3};
/* Ink of a mark per pixel of its length, in stroke widths: what has less is a hairline of security paper. paper. Up:
 * faint points and dashes are lost; down: printed hairlines become marks. */
enum { LINES_HAIRLINE_PERCENT = 45 };
/* Diameter of a disc, in stroke widths: a hairline that holds as much ink and is as broad as long is a dot. points.
 * Up: soft decimal points are lost; down: specks become points. */
enum { LINES_DOT_PERCENT = 60 };
/* Length of a dot, of its breadth, beside LINES_DOT_RIM half pixels for a soft rim. points. Up: short hairlines
 * become points. */
static const share LINES_DOT_LENGTH = {3, 2};
enum { LINES_DOT_RIM = 3 };
/* How far a dot's middle may stand above and below the feet of its digit, of the typical height. points. Up: specks
 * beside and below the digits become points. */
static const share LINES_DOT_ABOVE = {1, 5}, LINES_DOT_BELOW = {1, 10};

/* Whole digits that tell how the paper is turned at least, and the slope of lines, down per across, that are level, and
 * the steepest that is believed. By hand. The first and second up: digits on a slope are parted, and their lean is taken for
 * the hand's; down: uneven digits are taken for turned paper; the third up: columns of digits are lines. */
enum { LINES_TURNED = 4 };
static const float LINES_LEVEL = 0.1f, LINES_STEEPEST = 0.55f;

/* deskew.c */

/* Height of the components that skew and size are measured by, of the line's. drawn. Up: raised or small digits do
 * not count; down: marks tilt the base line. */
static const share DESKEW_TALL = {1, 2};
/* The line's height at most, of its tallest component's: more is due to a slope. By hand. Up: long lines on a slope stay
 * skewed; down: low digits count where digits stand unevenly. */
static const share DESKEW_UNEVEN = {3, 2};
/* How many of them a slope takes. drawn. Up: short numbers stay skewed; down: two digits of uneven height tilt it. */
enum { DESKEW_MIN_COMPONENTS = 3 };
/* How much the slopes of heads and of feet may differ, down per across, before the paper's turn counts beside their mean; from
 * twice it that turn is held between them alone. By hand, on raised cents. Up: raised cents tilt their line; down: digits of
 * uneven height do less. */
static const float DESKEW_PARTING = 0.12f;
/* The largest slope that is believed on level paper (down per across) and the largest slant that is removed (across per
 * up). drawn.
 * Slope up: stray ink may tilt a line; slant up: a page of scribbles may be sheared far. */
static const float DESKEW_MAX_SLOPE = 0.35f, DESKEW_MAX_SLANT = 0.9f;
/* Squared gradient that an upright stroke adds, in ink² per pixel: draws the slant of little ink to 0. drawn. Up:
 * short numbers and thin pens keep their slant. */
static const float DESKEW_UPRIGHT_EDGES = 1e6f;
/* A bar: product of the two second moments of its ink, of their sum squared; about the square of its breadth over its
 * length. Chosen on lines composed of UNIPEN's pens. Up: slim digits do not count for the slant either. */
static const float DESKEW_BAR = 0.02f;
/* Ink of what is no bar that the slant is measured by alone, of all. By hand. Up: more lines are straightened by their
 * bars too. */
static const share DESKEW_CURVED = {1, 4};
/* Rounds of least squares for the slant. drawn. Up: converges further where writing leans much, for one pass more. */
enum { DESKEW_SLANT_ROUNDS = 3 };
/* Samples along each axis for a pixel of the line image. A bound on work, not on quality: bodies of a thousand pixels
 * reach it. */
enum { DESKEW_MAX_TAPS = 25 };

/* ruled_lines.c: in pixels of the line image. */

/* Ink of a pixel that counts, of 255. drawn. Up: faint lines stay; down: their soft edges count as thickness. */
enum { RULES_INK = 96 };
/* Length and thickness of a run that is a ruled line. drawn. Length up: short lines stay; down: the feet of wide
 * digits go. Thickness up: strokes along a line go with it; down: thick lines stay. */
enum { RULES_MIN_LENGTH = 2 * SEGMENT_BODY, RULES_MAX_THICKNESS = 9 };
/* The rows between which lines stay, as they may be strokes. drawn. Last row up: lines at the digits' feet stay. */
enum { RULES_FIRST_ROW = SEGMENT_MARGIN, RULES_LAST_ROW = SEGMENT_MARGIN + SEGMENT_BODY - 5 };

/* breaks.c: what closing adds to a row or column that is broken, of its ink; and how many of the inked columns and rows are.
 * Chosen on ZIP codes composed of coarse validation digits (tests/eval/coarse.js) against those of sound ones. Down: sound lines,
 * whose neighbours stand close, are closed too. */
static const share BREAKS_ADDED = {1, 25}, BREAKS_COLUMNS = {3, 10}, BREAKS_ROWS = {2, 5};

/* stroke_width.c: in pixels of the line image, where digits are twice as high as normalise's. */

/* Stroke widths that stay. Twice normalise's limits. Thinnest up, thickest down: more lines are redrawn, and their
 * corners and gaps rounded; the reverse: the network sees pens that it does not know. */
static const float WIDTH_THINNEST = 3.4f, WIDTH_THICKEST = 7.2f;
/* How far within these limits others are brought. drawn. Up: closer to the middle, more is changed. */
static const float WIDTH_INSIDE = 0.6f;
/* Ink of a stroke's pixel, of 255, between two of which a gap stays open. By hand, on 11 written close. Up: gaps between soft
 * strokes close; down: a gap's own soft edges keep it open. */
enum { WIDTH_GAP_INK = 128 };
/* The most that an edge moves, and one more for its soft rim. A bound on work. Up: very thin or fat pens change
 * more. */
enum { WIDTH_REACH = 3 };

/* seams.c: costs and sums of ink, 255 for a pixel of full ink, in the line image. */

/* A step of one column. drawn. Up: seams are straighter and cut more ink; down: they wind around strokes. */
enum { SEAM_SIDESTEP = 30 };
/* A pixel of paper that ink encloses. composed: zeros that share a wall. Up: seams lead around loops, at last
 * through more ink; down: zeros are cut open. At most 254. */
enum { SEAM_ENCLOSED = 128 };
/* The most that a pixel between two of a pen's strokes costs (lifts.c). By hand, on lines of UNIPEN's tuning writers. Up:
 * digits that touch are parted less cleanly; down: digits of several strokes fall apart. */
enum { SEAM_LIFT = 40 };
/* The most that a seam may cost. composed. Up: more candidate cuts, so that more arcs have to be read; down: touching
 * digits that share a long stroke stay one piece. */
enum { SEAM_MAX_COST = 255 * 36 };
/* The least ink of a piece, and of one that a seam cuts off a stroke. drawn, composed. Up: points are dropped or ends
 * of strokes left on the other side; down: more and smaller pieces. */
enum { SEAM_MIN_PIECE = 255 * 6, SEAM_MIN_PART = 255 * 18 };
/* How much a ridge between two valleys of cost is higher than they are. drawn, composed. Up: fewer seams. */
enum { SEAM_PROMINENCE = 100 };
/* Columns of a valley that has seams at both its ends too: of any, and of one that costs SEAM_LONG_CUT, which runs
 * along a stroke that both neighbours may own. composed. Widths or cost up: fewer seams, more walls left on the
 * wrong side. */
enum { SEAM_WIDE_VALLEY = 8, SEAM_LONG_CUT = 255 * 9, SEAM_PARALLEL_WIDTH = 4 };
/* Ink of a pixel that a piece's box holds. composed. Up: faint strokes stand out of their boxes; down: blur widens
 * them. */
enum { SEAM_BOX_INK = 64 };
/* The most that a seam through a soft edge costs, beside which a small piece stays. points. Up: ends of strokes
 * become pieces; down: soft points are dropped. */
enum { SEAM_FRINGE = 64 };
/* The most that a seam from the row of the feet costs. points. Up: it may cut digits there; down: points under an
 * overhanging digit stay with it. */
enum { SEAM_FREE = 300 };
/* Where the costs are probed for valleys: rows of the line image. drawn; the feet: points, which stand there under
 * what hangs over. More rows: more seams. */
enum { SEAM_FEET = SEGMENT_MARGIN + SEGMENT_BODY - 1, SEAM_PROBES = 7 };
static const int SEAM_PROBE_ROWS[SEAM_PROBES] = {SEGMENT_MARGIN + 5,
                                                 SEGMENT_MARGIN + 13,
                                                 SEGMENT_MARGIN + 20,
                                                 SEGMENT_MARGIN + 27,
                                                 SEGMENT_MARGIN + 35,
                                                 SEAM_FEET,
                                                 SEGMENT_MARGIN + SEGMENT_BODY + 2};

#endif
