/* levenberg: stochastic diagonal Levenberg-Marquardt (the paper's section III-B and appendix C).
 *
 * Before each pass every parameter gets a rate of its own, η / (μ + h): h is the mean over 500 pictures of the loss's
 * second derivative by the parameter, η falls from pass to pass. The paper's μ is 0.02, but it doesn't say in which unit it
 * measures the loss, of which h is a derivative: here μ is the recipe's, of the loss in nats.
 */
#ifndef LENET5_TRAIN_LENET1998_LEVENBERG_H
#define LENET5_TRAIN_LENET1998_LEVENBERG_H

#include "../../model/parameters_1998.h"

enum { LEVENBERG_PICTURES = 500 };

/* η of a pass, from 0 on, times factor. */
float levenberg_rate(int pass, float factor);

/* curvature: the sum over LEVENBERG_PICTURES pictures; becomes the parameters' rates. */
void levenberg_rates(float rate, float mu, parameters_1998 *curvature);

/* parameters −= rates · gradient */
void levenberg_step(const parameters_1998 *rates, const parameters_1998 *gradient, parameters_1998 *parameters);

#endif
