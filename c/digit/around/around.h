/* around: an ink map → the same without what stands around a digit, and whether the digit is crossed out.
 *
 * An outline (a frame, a box, a ring, an oval, what a cut leaves of a cell) is thin, and has the digit within it. An
 * underline is a flat stroke at the digit's foot or below that reaches beyond it on both sides. A digit is crossed out
 * by straight strokes through it from beyond one side to beyond the other, or by much more ink than any digit takes.
 * Everything is told by geometry; the network is not asked.
 */
#ifndef LENET5_DIGIT_AROUND_H
#define LENET5_DIGIT_AROUND_H

#include "../inkmap/inkmap.h"

/* Sides of what it holds on which an outline runs along, at least: of a digit alone, as what a cut leaves of a cell does;
 * and of one of several digits, where the one beside it and their underline run along two. Raised, the first: cells that
 * are cut off stay. */
enum { AROUND_DIGIT = 2, AROUND_NUMBER = 4 };

/* Removes outlines, and underlines clear of the digit: returns whether there were any. The map is labelled anew then. */
int around_remove(ink_map *map, inkmap_scratch *scratch, int sides);

/* Its two steps, each of which returns whether there were any. */
int around_remove_outlines(ink_map *map, inkmap_scratch *scratch, int sides);
int around_remove_underlines(ink_map *map, inkmap_scratch *scratch);

/* Whether around_remove_underlines() would take one line that may be the foot of a 1, beside which there is nothing but the 1:
 * both then lie in box. The map stays as it is. */
int around_find_foot(const ink_map *map, inkmap_scratch *scratch, pixel_box *box);

/* The ink of one digit, which is all that the map holds now (ink_choose_digit), in box. Removes what may be an underline
 * that touches the digit, or else the digit's foot, and makes box that of the rest: returns whether it did. */
int around_cut_underline(ink_map *map, const inkmap_scratch *scratch, pixel_box *box);

/* Logits above the weights' threshold: ink that is more like a digit is not asked whether it is crossed out. Chosen on the
 * tuning writers of tests/eval/around-sets.js. Raised: more digits that are crossed out by a thin line are told, and more
 * sevens and fours are taken for such. */
static const float CANCELLED_DOUBT = 6.0F;

/* Whether such ink is crossed out. digit: what it would be, 0 … 9: bars and slashes belong to some. */
int around_is_cancelled(const ink_map *map, pixel_box box, int digit);

#endif
