/* styles: the tables of stroke templates (their language: figure.h). */
#ifndef LENET5_SYNTH_STYLES_H
#define LENET5_SYNTH_STYLES_H

#include "figure.h"

/* The digits of the whole world's hands. A shape that is one digit here and another there is drawn only where it is
 * plain: the 1 with a long up-stroke has a sharp top and an upright stem, the 7 a level bar. */
extern const draw_table draw_digit_styles[10];

/* Non-digits. Left out, because each is a digit's twin in somebody's hand:
 *   0: O o Q ∅, θ with a slanted bar    1: l I i j | / \ ! ( ) [ ] ' , Λ ∧ ^    2: Z z, ? without its dot
 *   3: З Э ξ ʒ    4: Ч ч    5: S s $ ∫    6: b б σ, G without its bar    7: ¬ and T with one arm
 *   8: B В ß & and the hourglass    9: g q */
extern const draw_table draw_letter_styles;
extern const draw_table draw_script_styles;
extern const draw_table draw_sign_styles;
extern const draw_table draw_symbol_styles;

/* Closed outlines, to be filled. */
extern const draw_table draw_outline_styles;

#endif
