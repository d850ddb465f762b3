/* passes: the forward-backward algorithm in the log semiring, over all paths and over the right ones. */
#include "passes.h"

#include "../../base/maths/maths.h"

/* Of an arc's posterior. */
static const float NEGLIGIBLE = 1e-4f;
static const float NEVER = -1e30f;

void passes_score(const lattice_model *model, const example *e, int i, passes *p) {
    float kind[LATTICE_KINDS];
    const example_arc *arc = &e->arc[i];
    lattice_model_run(model, arc->feature, arc->look, p->hidden[i], kind);
    p->sum[i] = NEVER;
    for (int s = 0; s < LATTICE_SYMBOLS; s++) {
        p->score[i][s] = kind[lattice_kind_of(s)];
        if (s < LENET5_CLASSES) p->score[i][s] += lattice_model_digit(model, e->is_amount, s, arc->digit, arc->feature);
        p->sum[i] = maths_log_add(p->sum[i], p->score[i][s]);
    }
}

/* The log-score of an arc: over all symbols, or its true one for the paths that read the line right. */
static float arc_score(const example *e, const passes *p, int right, int i) {
    if (!right) return p->sum[i];
    return e->arc[i].symbol < 0 ? NEVER : p->score[i][e->arc[i].symbol];
}

static void pass_over(const example *e, passes *p, int right) {
    float *forward = p->forward[right], *backward = p->backward[right];
    for (int n = 0; n < e->nodes; n++) forward[n] = backward[n] = NEVER;
    forward[0] = backward[e->nodes - 1] = 0;
    for (int i = 0; i < e->arcs; i++) {
        const example_arc *arc = &e->arc[i];
        const float score = arc_score(e, p, right, i);
        if (score > NEVER) forward[arc->to] = maths_log_add(forward[arc->to], forward[arc->from] + score);
    }
    for (int i = e->arcs - 1; i >= 0; i--) {
        const example_arc *arc = &e->arc[i];
        const float score = arc_score(e, p, right, i);
        if (score > NEVER) backward[arc->from] = maths_log_add(backward[arc->from], backward[arc->to] + score);
    }
}

static float posterior(const example *e, const passes *p, int right, int i, float score) {
    const example_arc *arc = &e->arc[i];
    const float whole = p->forward[right][e->nodes - 1];
    return maths_exp(p->forward[right][arc->from] + score + p->backward[right][arc->to] - whole);
}

int passes_matter(const example *e, const passes *p, int i) {
    if (posterior(e, p, 0, i, p->sum[i]) > NEGLIGIBLE) return 1;
    return e->arc[i].symbol >= 0 && posterior(e, p, 1, i, arc_score(e, p, 1, i)) > NEGLIGIBLE;
}

float passes_run(const example *e, passes *p) {
    pass_over(e, p, 0);
    pass_over(e, p, 1);
    return p->forward[0][e->nodes - 1] - p->forward[1][e->nodes - 1];
}

float passes_slope(const example *e, const passes *p, int i, int s) {
    const float all = posterior(e, p, 0, i, p->score[i][s]);
    return s == e->arc[i].symbol ? all - posterior(e, p, 1, i, p->score[i][s]) : all;
}
