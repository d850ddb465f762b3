/* tuning: the numbers of learning. Chosen on the last 10,000 of MNIST's training part and UNIPEN's writers of fold 4
 * (what is forgotten), and on eleven shapes drawn from templates that the shipped network misreads (what is learned).
 */
#ifndef LENET5_LEARN_TUNING_H
#define LENET5_LEARN_TUNING_H

enum {
    /* Drawn pictures on which the network is to say what it said. More forget less, and each takes as long as an
     * example's variation. */
    LEARN_REHEARSED_DIGITS = 120, /* a tenth each */
    /* The non-digits that are nearest to digits. With signs, scribbles and all other kinds beside them as much is
     * forgotten, and their templates are 8 kB. */
    LEARN_REHEARSED_LETTERS = 30,
    /* Of what the examples were taken for, where there is most to forget: half of them drawn, half variations of those,
     * without which a third more is forgotten. Of half as many pictures twice as much is. */
    LEARN_REHEARSED_RIVALS = 200,
    LEARN_REHEARSED = LEARN_REHEARSED_DIGITS + LEARN_REHEARSED_LETTERS + LEARN_REHEARSED_RIVALS,

    /* Variations of an example, itself the first; fewer where there are many examples. With one alone, other drawings of
     * the same shape are learned less often; with half as many again, more is forgotten. */
    LEARN_VARIATIONS = 8,
    LEARN_VARIED = 240, /* at most, of all examples together */

    LEARN_PASSES = 4 /* over F6 and F7; 2 where every example is read right by then */
};

/* Natural logarithm of odds: how far the digit's logit is to lie above every other. 3 learns a little less. */
static const float LEARN_MARGIN = 4.0f;

/* How far the score is to lie above the threshold under which ink is refused, or below it where there is no digit. With 1
 * half of the other drawings of a shape that was refused still are. */
static const float LEARN_SCORE_MARGIN = 3.0f;

/* Weight of all examples' variations together where they are few; above it each weighs as much as a drawn picture. Does
 * not matter from 40 to 120 with ten examples; a single one is learned less with less. */
static const int LEARN_FEW = 40;

/* Weight of a digit that the examples were taken for; of other drawn pictures it is 1. With 1 half as much again is
 * forgotten, with 4 fewer other drawings of the examples' shape are learned. */
static const double LEARN_RIVAL = 3;

/* Share of the mean squared activation by which squares of the parameters' changes are punished. 10 times as much learns
 * less, a tenth forgets more. */
static const double LEARN_RIDGE = 0.02;

/* Damping of the shortest step, as a share of the mean of what it inverts. */
static const double LEARN_DAMPING = 0.1;

#endif
