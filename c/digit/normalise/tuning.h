/* The tuned numbers of normalising: what each is, its unit, and what raising it does. */
#ifndef LENET5_DIGIT_NORMALISE_TUNING_H
#define LENET5_DIGIT_NORMALISE_TUNING_H

/* Mean stroke width, final pixels: strokes outside of THINNEST … THICKEST are brought to these limits, INWARD
 * further in. Chosen on MNIST's training digits, of which 97 % lie between, as measured here. Raised: thin strokes
 * are thickened more often; thick ones thinned less often; what is changed ends nearer to the middle. */
static const float THINNEST = 1.6F, THICKEST = 4.2F, INWARD = 0.4F;

enum {
    /* Ink from which a pixel counts as ink, and a fringe is none. Raised: boxes get smaller. */
    HALF_INK = 128,
    /* The faint fringe of a blurred edge is cut off up to the box's longer side by this. Chosen by hand, on blurred
     * photographs, so that a box of 20, which is MNIST's own, is left alone (FRINGE_SIDES > 20). Raised: less is cut
     * off. */
    FRINGE_SIDES = 40
};

#endif
