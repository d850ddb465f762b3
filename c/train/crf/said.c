/* said: three of an arc's features and its digits' probabilities, and the chain rule through them. */
#include "said.h"

#include <float.h>

#include "../../base/maths/maths.h"
#include "../../number/lattice/features.h"
#include "../../number/lattice/tuning.h"

static const lattice_feature FROM_LOGITS[] = {LATTICE_SCORE, LATTICE_CONFIDENCE, LATTICE_SECOND};
enum { FROM_LOGITS_COUNT = sizeof FROM_LOGITS / sizeof *FROM_LOGITS };

static int is_within(lattice_feature feature, float measure) {
    return measure > lattice_features[feature].least && measure < lattice_features[feature].most;
}

static float limited(lattice_feature feature, float measure) {
    const lattice_feature_description *f = &lattice_features[feature];
    return measure < f->least ? f->least : measure > f->most ? f->most : measure;
}

/* The score above the reject threshold. */
static float above(const decide_rule *rule, const said *it) {
    return it->score - (rule->reject_threshold > -FLT_MAX ? rule->reject_threshold : 0);
}

said said_by(const decide_rule *rule, const float logits[LENET5_CLASSES]) {
    said it = {.second = -1};
    for (int i = 1; i < LENET5_CLASSES; i++) it.best = logits[i] > logits[it.best] ? i : it.best;
    for (int i = 0; i < LENET5_CLASSES; i++)
        if (i != it.best && (it.second < 0 || logits[i] > logits[it.second])) it.second = i;
    float sum = 0, cooled = 0;
    for (int i = 0; i < LENET5_CLASSES; i++) {
        it.ln[i] = (logits[i] - logits[it.best]) / rule->temperature;
        sum += it.share[i] = maths_exp(logits[i] - logits[it.best]);
        cooled += it.probability[i] = maths_exp(it.ln[i]);
    }
    it.score = logits[it.best] + maths_log(sum);
    for (int i = 0; i < LENET5_CLASSES; i++) {
        it.share[i] /= sum;
        it.probability[i] /= cooled;
        it.ln[i] -= maths_log(cooled);
    }
    return it;
}

void said_describe(const decide_rule *rule, const said *it, example_arc *arc) {
    const float crossings = arc->feature[LATTICE_ROW_RUNS] / lattice_features[LATTICE_ROW_RUNS].scale;
    for (int i = 0; i < LENET5_CLASSES; i++) arc->digit[i] = limited(LATTICE_SECOND, it->ln[i]);
    if (crossings > FEATURE_ONE_CROSSINGS && arc->digit[1] > FEATURE_NO_ONE) arc->digit[1] = FEATURE_NO_ONE;
    const float measure[FROM_LOGITS_COUNT] = {above(rule, it), it->probability[it->best], it->ln[it->second]};
    for (int i = 0; i < FROM_LOGITS_COUNT; i++)
        arc->feature[FROM_LOGITS[i]] = lattice_features[FROM_LOGITS[i]].scale * limited(FROM_LOGITS[i], measure[i]);
}

/* The derivative of a kind's score by a feature. */
static float kind_by_feature(const lattice_model *model, const float hidden[LATTICE_HIDDEN], int kind, int feature) {
    float sum = model->linear[kind][feature];
    for (int h = 0; h < lattice_units_of((lattice_kind)kind); h++)
        if (hidden[h] > 0) sum += model->out[kind][h] * model->shape[feature][h];
    return sum;
}

/* Those of the loss: by the features that come from the logits, and by ln p of each digit. */
typedef struct feature_slopes {
    float feature[FROM_LOGITS_COUNT], ln[LENET5_CLASSES];
} feature_slopes;

static feature_slopes by_features(const lattice_model *model, const example *e, const passes *p, int i) {
    float kind[LATTICE_KINDS] = {0};
    feature_slopes by = {{0}, {0}};
    for (int s = 0; s < LATTICE_SYMBOLS; s++) {
        const float slope = passes_slope(e, p, i, s);
        kind[lattice_kind_of(s)] += slope;
        if (s >= LENET5_CLASSES) continue;
        by.ln[s] = slope * model->sharpness;
        for (int f = 0; e->is_amount && f < FROM_LOGITS_COUNT; f++)
            by.feature[f] += slope * model->amount[s][FROM_LOGITS[f]];
    }
    for (int f = 0; f < FROM_LOGITS_COUNT; f++)
        for (int k = 0; k < LATTICE_KINDS; k++)
            by.feature[f] += kind[k] * kind_by_feature(model, p->hidden[i], k, (int)FROM_LOGITS[f]);
    return by;
}

void said_slopes(const decide_rule *rule, const lattice_model *model, const example *e, const passes *p, int i,
                 const said *it, float scale, float slopes[LENET5_CLASSES]) {
    feature_slopes by = by_features(model, e, p, i);
    float all = 0;
    for (int k = 0; k < LENET5_CLASSES; k++)
        if (e->arc[i].digit[k] != it->ln[k]) by.ln[k] = 0; /* limited */
    const float score =
        is_within(LATTICE_SCORE, above(rule, it)) ? lattice_features[LATTICE_SCORE].scale * by.feature[0] : 0;
    by.ln[it->best] += lattice_features[LATTICE_CONFIDENCE].scale * by.feature[1] * it->probability[it->best];
    if (is_within(LATTICE_SECOND, it->ln[it->second]))
        by.ln[it->second] += lattice_features[LATTICE_SECOND].scale * by.feature[2];
    for (int k = 0; k < LENET5_CLASSES; k++) all += by.ln[k];
    for (int k = 0; k < LENET5_CLASSES; k++)
        slopes[k] = scale * ((by.ln[k] - it->probability[k] * all) / rule->temperature + score * it->share[k]);
}
