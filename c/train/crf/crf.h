/* crf: composed lines → the model that scores arcs (c/number/lattice/model.h).
 *
 * A conditional random field over paths (Lafferty, McCallum, Pereira, "Conditional Random Fields", ICML 2001; the
 * "discriminative forward" training of LeCun et al. 1998, section VI): what is maximised is the posterior of the paths
 * that read a line right among all its paths, so that a path's posterior is a confidence. Fitted by Adam. The same
 * seed gives the same model on every host.
 */
#ifndef LENET5_TRAIN_CRF_H
#define LENET5_TRAIN_CRF_H

#include "../../digit/decide/decide.h"
#include "../../digit/network/network.h"
#include "../../number/grammar/grammar.h"
#include "../../number/lattice/model.h"
#include "../sources.h"
#include "stock.h"

typedef struct crf_options {
    uint64_t seed;
    int lines, epochs, workers;
    void (*progress)(const char *what, int done, int of, double value);
} crf_options;

typedef struct crf_result {
    int lines, found; /* lines composed; those that have a path which reads them right */
    double loss;      /* nats a line */
} crf_result;

/* 1, or 0 when out of memory. */
int crf_fit(const network *net, const decide_rule *rule, const sources *digits, const stock *strokes,
            const crf_options *options, lattice_model *model, crf_result *result);

#endif
