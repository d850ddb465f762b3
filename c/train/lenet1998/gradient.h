/* gradient: the loss of LeNet-5 of 1998 on one picture, its gradient, and the diagonal of its second derivatives.
 *
 * The loss is the maximum a posteriori criterion (the paper's section II-C, equation 9): with distances y and the digit
 * d, y_d + ln(e^−j + Σ e^−y_i), where e^−j stands for a class of rubbish. Second derivatives are propagated back in the
 * Gauss-Newton approximation, which leaves f″ out (appendix C, equations 25 to 27): the sums of the gradient, of squared
 * weights, squared inputs and squared slopes. Of a parameter that connections share, both are the sum over these.
 */
#ifndef LENET5_TRAIN_LENET1998_GRADIENT_H
#define LENET5_TRAIN_LENET1998_GRADIENT_H

#include "../../digit/network/lenet1998/lenet1998.h"

typedef struct gradient_1998_scratch gradient_1998_scratch; /* the caller's, one a thread; zeros before first use */
size_t gradient_1998_scratch_size(void);

/* After lenet1998_forward with all connections: returns the loss in nats and writes its gradient. label: 0 … 9;
 * rubbish: j > 0. */
float gradient_1998(const parameters_1998 *p, const lenet5_activations *a, int label, float rubbish,
                    gradient_1998_scratch *scratch, parameters_1998 *gradient);

/* The same for the diagonal second derivatives, which are not negative and don't depend on the label: the distances'
 * own second derivatives are constant, and it is only in their slopes' sum. */
void gradient_1998_curvature(const parameters_1998 *p, const lenet5_activations *a, float rubbish,
                             gradient_1998_scratch *scratch, parameters_1998 *curvature);

/* posterior [11]: of the digits and, last, of rubbish. */
void gradient_1998_posteriors(const float logits[LENET5_CLASSES], float rubbish, float posterior[LENET5_CLASSES + 1]);

#endif
