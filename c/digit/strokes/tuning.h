/* The tuned numbers of drawing strokes: what each is, its unit, and what raising it does. */
#ifndef LENET5_DIGIT_STROKES_TUNING_H
#define LENET5_DIGIT_STROKES_TUNING_H

/* Working pixels: a digit's longer side with the nib; the nib's radius. Chosen on MNIST, whose strokes are about 2.4
 * of 20 pixels wide: 2 · 9.6 of 160. Raised, the side: finer edges, slower, and RENDER_SIDE with it; the radius:
 * fatter strokes. */
#define LONGER_SIDE 160.0F /* macros, since the pens are constants made of them */
#define NIB_RADIUS 9.6F
/* The nib's radius where the digit may be a part of what is drawn. By hand: a 25th of the whole. Raised: what is around the
 * digit runs into it. */
#define FINE_NIB_RADIUS 3.0F
/* The same of a line's highest stroke. By hand: bodies of 40 pixels, as lines of pictures are brought to, and a
 * little. Raised: finer and slower; long lines reach INK_MAX_PIXELS sooner; fatter strokes. */
static const float LINE_HEIGHT = 56.0F, LINE_NIB_RADIUS = 3.0F;
/* The longest path of a dot, of that stroke's height; and the paper that is kept around a dot that a pen has set beside
 * other strokes, however near, working pixels. By hand: points of amounts and dates are 0.04 of the digits high and up to
 * three times that. Raised: more short strokes are kept apart; wider gaps in what they touch. With more of its nib than
 * DOT_ON on ink, a dot is on a stroke. Raised: more dots are kept apart that were none. */
static const float DOT_EXTENT = 0.12F, DOT_GAP = 3.0F, DOT_ON = 0.8F;
/* Of the radius, at pressure 0, and what pressure 1 adds. By hand: a pen's width may vary a little. */
static const float LIGHTEST = 0.75F, PRESSURE_RANGE = 0.5F, HEAVIEST = 1.25F; /* their sum */
/* Working pixels of paper around the drawing, for its anti-aliased edge. */
static const float MARGIN = 2.0F;
/* A line too long for the ink map is drawn smaller by this, again and again. By hand. Raised: nearer to the most
 * that fits. */
static const double SMALLER = 0.75;

#endif
