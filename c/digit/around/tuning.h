/* The tuned numbers of what is around a digit: what each is, and what raising it does.
 *
 * Chosen by hand on the tuning writers of tests/eval/around-sets.js, until more of any kind answered better only where
 * more plain digits answered worse.
 */
#ifndef LENET5_DIGIT_AROUND_TUNING_H
#define LENET5_DIGIT_AROUND_TUNING_H

#include "../../base/share.h"

enum {
    /* Components that are looked at: more are a page or a texture. Raised: slower on those. */
    AROUND_COMPONENTS = 32,
    HALF_INK = 128
};

/* outlines.c. Of the outline's box: the digit is higher than this. Raised: digits in wide frames are lost; lowered: a 5
 * is taken for the outline of its bar, and a 0 for that of its dot. */
static const share OUTLINE_DIGIT = {2, 5};
/* Of the digit's box, within the outline's; of its side, along which the outline runs. Raised: fewer outlines. */
static const share OUTLINE_WITHIN = {9, 10}, OUTLINE_ALONG = {4, 5};
/* Of the outline's ink, within the digit's box at most. Raised: more outlines that the digit nearly touches. */
static const share OUTLINE_INSIDE = {1, 20};
/* An outline's width at most, of its height, when what it holds may be the slash of a 0; and of both its sides, which the
 * slash spans at least. Raised: more zeros, fewer ones in an upright oval. */
static const share ZERO_ASPECT = {5, 6}, SLASH_SPAN = {9, 20};
/* Of the largest component's longer side: smaller components are specks. Raised: fewer are looked at. */
static const share SPECK_SIDE = {1, 12};

/* underlines.c. Of its height, a line's width. Raised: short lines stay. */
static const share FLAT_ASPECT = {5, 2};
/* Of the digit's height: a line of its own lies at most that far above its foot, or below it; and it is more than
 * FOOT_GAP away or begins OVERHANG before the digit. Of the digit's width, that it covers. */
static const share UNDERLINE_RISE = {1, 8}, UNDERLINE_GAP = {3, 5}, FOOT_GAP = {1, 40}, UNDERLINE_COVER = {1, 2};
/* Of the height of what stands on a line: how far that reaches beyond it on each side. Raised: more lines stay; lowered:
 * feet of twos go. */
static const share OVERHANG = {1, 25};
/* Of the line's length, what stands on it is higher than this; with less than NARROW of its height as width it may be a
 * 1, whose foot is no longer than LONG_FOOT of its height. */
static const share STANDS_HIGH = {1, 2}, NARROW = {2, 5}, LONG_FOOT = {17, 20};
/* Of its height, the longest foot of a 1 that stands clear of it, and how far below. Raised: more underlined digits are read
 * with their line, too. */
static const share CLEAR_FOOT_LENGTH = {6, 5}, CLEAR_FOOT_GAP = {1, 4};
/* Of a component: the ends of its width by which a line is fitted; the lowest part of its height in which that must lie;
 * the run of ink in one row there; the columns where its lowest ink is on the line. */
static const share LINE_END = {1, 16}, LINE_RISE = {1, 4}, LINE_RUN = {1, 4}, LINE_COLUMNS = {17, 20};
/* A line's slope and thickness at most, the latter of the component's height; and how far it may bend, of its length. */
static const float LINE_STEEPEST = 0.25F, LINE_THICKNESS = 0.16F, LINE_BEND = 0.025F;
/* Of a line's thickness, what a column has where the digit meets the line. Raised: more of the line goes. */
static const float LINE_MERGED = 1.3F;

/* cancelled.c */

enum {
    /* Rows, and columns, in which strokes are counted; and how many a scribble has on average. Raised, the first: slower,
     * steadier; the second: fewer scribbles. */
    SCRIBBLE_LINES = 7,
    SCRIBBLE_STROKES = 4,
    /* Pixels of the longer side: in smaller ink, ends of strokes cannot be told. Raised: fewer digits are crossed out. */
    LEAST_SIDE = 48,
    /* Rows per column of a stroke through a digit, below. Raised: stems of ones are taken for such. */
    STEEPEST = 3
};

/* Of the longer side, the least of ink, and of paper, that is counted there. By hand: half a fine pen. Raised: strokes close
 * to each other count as one; lowered: ragged edges count as strokes. */
static const share STROKE_SHORTEST = {1, 64};

/* Of the digit's width, how far a tip stands out. Raised: fewer tips. */
static const share TIP_PROMINENCE = {1, 16};
/* Of its length across and down, how far a stroke may bend, up or down; of its columns, those with ink; half its breadth,
 * of the digit's longer side; its width, of the digit's. Raised: more, fewer, fewer, fewer strokes. */
static const share STROKE_BEND = {1, 28}, STROKE_INKED = {19, 20}, STROKE_BREADTH = {1, 14}, STROKE_WIDTH = {3, 5};
/* Of the ink beside a stroke, what lies on its poorer side. Raised: fewer strokes through the digit. */
static const share STROKE_SIDE = {1, 10};
/* Of its width, how much a stroke alone may rise to the right before it is a slash. Raised: fewer slashed zeros stay. */
static const share SLASH_RISE = {2, 5};
/* Of its length, how far one stroke alone stands out of the rest at both ends; one where digits have bars, and two
 * side by side. Raised:
 * fewer digits are struck out. */
static const share OUT = {7, 100}, OUT_OF_BARRED = {3, 20}, OUT_OF_TWO = {1, 20};
/* Of the digit's longer side, how far around a stroke's end it is looked at, and half the stroke's breadth there; of the
 * stroke's ink, other ink there at most. Raised, the first: fewer ends are free; the others: more. */
static const share END_REACH = {1, 9}, END_BREADTH = {1, 18}, END_OTHER = {1, 8};

#endif
