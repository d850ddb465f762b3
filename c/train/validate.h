/* validate: parameters → errors on pictures held out of training, and the decision rule.
 *
 * Nothing here touches a test set.
 */
#ifndef LENET5_TRAIN_VALIDATE_H
#define LENET5_TRAIN_VALIDATE_H

#include "../digit/decide/decide.h"
#include "gradient.h"
#include "sources.h"

/* The logits of count pictures of one source's validation part. */
typedef struct validation {
    size_t count;
    float (*logits)[LENET5_CLASSES];
    int *labels; /* 0 … 9 or LOSS_NO_DIGIT */
} validation;

enum { VALIDATE_DRAWN = 4000 /* pictures where a source is drawn */ };

/* Allocates and fills; count 0 when the source has none. Returns 0 when out of memory. */
int validate(const gradient_shape *shape, const float *parameters, const sources *all, source set, validation *out);
void validation_free(validation *v);

size_t validation_errors(const validation *v); /* arg max is not the label */

/* The score under which a share of the pictures lies: log-sum-exp, as decide computes it. */
double validation_score(const validation *v, double share);

/* Share of the pictures whose score is below the threshold. */
double validation_refused(const validation *v, double threshold);

/* The temperature of the least loss (Guo et al. 2017), by golden section between 0.25 and 4. */
double validation_temperature(const validation *v);

#endif
