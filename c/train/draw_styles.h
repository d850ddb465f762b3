/* draw_styles: the tables of stroke templates (their language: draw_figure.h). */
#ifndef LENET5_DRAW_STYLES_H
#define LENET5_DRAW_STYLES_H

#include "draw_figure.h"

/* The digits of the whole world's hands. A shape that is one digit here and another there is drawn only where it is
 * plain: the 1 with a long up-stroke has a sharp top and an upright stem, the 7 a level bar. */
extern const draw_table draw_digit_styles[10];

/* Non-digits, one style a glyph. Left out, because they are a digit's twin in somebody's hand: O o Q D₀ and θ with a
 * slanted bar (0), l I i j | / \ ! ( ) [ ] ' , Λ ∧ (1), Z z ? without its dot (2), З Э ξ ʒ (3), Ч ч (4), S s $ (5),
 * G without its bar, b б σ (6), ⌐ Τ with one arm (7), B В ß & (8), g q (9). */
extern const draw_table draw_letter_styles;
extern const draw_table draw_script_styles;
extern const draw_table draw_sign_styles;
extern const draw_table draw_symbol_styles;

/* Closed outlines, to be filled. */
extern const draw_table draw_outline_styles;

#endif
