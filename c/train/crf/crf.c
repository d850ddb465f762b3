/* crf: makes examples from composed lines and fits the scoring model by forward-backward and Adam. */
#include "crf.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/arena.h"
#include "../../base/maths/maths.h"
#include "../../digit/inkmap/inkmap.h"
#include "../../number/lattice/lattice.h"
#include "../compose/arc_labels.h"
#include "../workers.h"
#include "script.h"

enum { BATCH = 8, NODES = SEGMENT_MAX_PIECES + 1 };

/* Labels the arcs of training lines. Looser than LEGIBLE of neighbours.c, since no cut of touching digits is clean and
 * the model has to learn which of the cuts is best. */
static const arc_label_limits LEARNABLE = {.pure = 0.58f, .complete = 0.6f};

/* Of an arc's posterior. */
static const float NEGLIGIBLE = 1e-4f;
static const float STEP = 0.01f, DECAY = 1e-5f, NEVER = -1e30f;

/* One arc of a line with its label. */
typedef struct example_arc {
    uint16_t from, to;
    int8_t symbol; /* −1: no character */
    uint8_t look[LATTICE_LOOK];
    float feature[LATTICE_FEATURES], digit[LENET5_CLASSES];
} example_arc;

typedef struct example {
    int nodes, arcs, is_amount;
    example_arc *arc;
} example;

/* Memory to make examples in. */
typedef struct workspace {
    composition line;
    source_scratch *source;
    draw_scratch *drawing;
    inkmap_scratch *ink;
    segment_scratch *segment;
    segment_lines lines;
    segment_line_image image;
    lattice_scratch *scratch;
    lattice graph;
    int8_t symbol[LATTICE_MAX_ARCS];
} workspace;

static void *allocate(size_t bytes) { return aligned_alloc(LENET5_ALIGNMENT, arena_part_size(bytes)); }

static void close_workspace(workspace *w) {
    if (w == NULL) return;
    free(w->source), free(w->drawing), free(w->ink), free(w->segment), free(w->scratch), free(w);
}

static workspace *open_workspace(void) {
    workspace *w = calloc(1, sizeof *w);
    if (w == NULL) return NULL;
    w->source = allocate(source_scratch_size());
    w->drawing = allocate(draw_scratch_size());
    w->ink = allocate(inkmap_scratch_size(compose_capacity()));
    w->segment = allocate(segment_scratch_size());
    w->scratch = allocate(lattice_scratch_size());
    if (w->source == NULL || w->drawing == NULL || w->ink == NULL || w->segment == NULL || w->scratch == NULL) {
        close_workspace(w);
        return NULL;
    }
    inkmap_scratch_init(w->ink, compose_capacity());
    return w;
}

/* Composes line number `number` and builds its lattice. Returns 1, 0 when no path reads the line right, or −1 when out
 * of memory. */
static int make_example(workspace *w, const network *net, const decide_rule *rule, const script_sources *from,
                        uint64_t seed, int number, example *out) {
    random_stream stream = random_start(seed, (uint64_t)number, 0);
    compose_line(&stream, from, &w->line);
    const int main = compose_cut(&w->line, SEGMENT_SLANT, w->ink, w->segment, &w->lines, &w->image);
    if (main < 0) return 0;
    lattice_build(net, rule, &w->image, w->line.is_amount, 0, w->scratch, &w->graph);
    arc_labels_of(&w->line, &w->image, &w->lines.line[main], &w->graph, LEARNABLE, w->symbol);
    uint8_t reached[NODES] = {1};
    for (int i = 0; i < w->graph.arcs; i++) {
        if (w->symbol[i] >= 0 && reached[w->graph.arc[i].from]) reached[w->graph.arc[i].to] = 1;
    }
    if (!reached[w->graph.nodes - 1]) return 0;
    *out = (example){w->graph.nodes, w->graph.arcs, w->line.is_amount,
                     malloc((size_t)w->graph.arcs * sizeof(example_arc))};
    if (out->arc == NULL) return -1;
    for (int i = 0; i < out->arcs; i++) {
        const lattice_arc *arc = &w->graph.arc[i];
        out->arc[i] = (example_arc){.from = arc->from, .to = arc->to, .symbol = w->symbol[i]};
        memcpy(out->arc[i].look, arc->look, sizeof arc->look);
        memcpy(out->arc[i].feature, arc->feature, sizeof arc->feature);
        memcpy(out->arc[i].digit, arc->digit, sizeof arc->digit);
    }
    return 1;
}

/* Scores of one example under the model, and the sums of its forward and backward passes. */
typedef struct passes {
    float hidden[LATTICE_MAX_ARCS][LATTICE_HIDDEN];
    float score[LATTICE_MAX_ARCS][LATTICE_SYMBOLS], sum[LATTICE_MAX_ARCS];
    float forward[2][NODES], backward[2][NODES]; /* over all paths, over the right ones */
} passes;

static void score_arcs(const lattice_model *model, const example *e, passes *p) {
    float kind[LATTICE_KINDS];
    for (int i = 0; i < e->arcs; i++) {
        const example_arc *arc = &e->arc[i];
        lattice_model_run(model, arc->feature, arc->look, p->hidden[i], kind);
        p->sum[i] = NEVER;
        for (int s = 0; s < LATTICE_SYMBOLS; s++) {
            p->score[i][s] = kind[lattice_kind_of(s)];
            if (s < LENET5_CLASSES)
                p->score[i][s] += lattice_model_digit(model, e->is_amount, s, arc->digit, arc->feature);
            p->sum[i] = maths_log_add(p->sum[i], p->score[i][s]);
        }
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

/* Whether an arc is on any path that matters: most are on none, and have no gradient to speak of. */
static int matters(const example *e, const passes *p, int i) {
    if (posterior(e, p, 0, i, p->sum[i]) > NEGLIGIBLE) return 1;
    return e->arc[i].symbol >= 0 && posterior(e, p, 1, i, arc_score(e, p, 1, i)) > NEGLIGIBLE;
}

static void add_row(float *row, float x, const float *hidden, int units) {
    for (int h = 0; h < units; h++) row[h] += x * hidden[h];
}

static void add_gradient(const lattice_model *model, const example *e, const passes *p, int i,
                         lattice_model *gradient) {
    const example_arc *arc = &e->arc[i];
    float kind[LATTICE_KINDS] = {0};
    for (int s = 0; s < LATTICE_SYMBOLS; s++) {
        float d = posterior(e, p, 0, i, p->score[i][s]);
        if (s == arc->symbol) d -= posterior(e, p, 1, i, p->score[i][s]);
        kind[lattice_kind_of(s)] += d;
        if (s >= LENET5_CLASSES) continue;
        gradient->sharpness += d * arc->digit[s];
        if (!e->is_amount) continue;
        for (int f = 0; f < LATTICE_FEATURES; f++) gradient->amount[s][f] += d * arc->feature[f];
    }
    float hidden[LATTICE_HIDDEN] = {0};
    for (int k = 0; k < LATTICE_KINDS; k++) {
        for (int f = 0; f < LATTICE_FEATURES; f++) gradient->linear[k][f] += kind[k] * arc->feature[f];
        for (int h = 0; h < lattice_units_of((lattice_kind)k); h++) {
            gradient->out[k][h] += kind[k] * p->hidden[i][h];
            hidden[h] += kind[k] * model->out[k][h];
        }
    }
    for (int h = 0; h < LATTICE_HIDDEN; h++) hidden[h] = p->hidden[i][h] > 0 ? hidden[h] : 0;
    for (int f = 0; f < LATTICE_FEATURES; f++) add_row(gradient->shape[f], arc->feature[f], hidden, LATTICE_HIDDEN);
    for (int f = 0; f < LATTICE_LOOK; f++)
        if (arc->look[f] > 0)
            add_row(gradient->look[f], lattice_pixel(arc->look[f]), hidden + LATTICE_PLAIN,
                    LATTICE_HIDDEN - LATTICE_PLAIN);
}

/* Adds the gradient of the loss −ln P(right paths) to `gradient`; returns the loss. */
static float learn(const lattice_model *model, const example *e, passes *p, lattice_model *gradient) {
    score_arcs(model, e, p);
    pass_over(e, p, 0);
    pass_over(e, p, 1);
    for (int i = 0; i < e->arcs; i++)
        if (matters(e, p, i)) add_gradient(model, e, p, i, gradient);
    return p->forward[0][e->nodes - 1] - p->forward[1][e->nodes - 1];
}

/* Adam (Kingma, Ba, 2015). */
typedef struct optimiser {
    float first[LATTICE_MODEL_PARAMETERS], second[LATTICE_MODEL_PARAMETERS];
    float power1, power2;
} optimiser;

static void step(optimiser *o, float rate, const float *gradient, float *parameter) {
    o->power1 *= 0.9f;
    o->power2 *= 0.999f;
    for (int i = 0; i < LATTICE_MODEL_PARAMETERS; i++) {
        const float g = gradient[i] / (float)BATCH + DECAY * parameter[i];
        o->first[i] = 0.9f * o->first[i] + 0.1f * g;
        o->second[i] = 0.999f * o->second[i] + 0.001f * g * g;
        const float mean = o->first[i] / (1 - o->power1), square = o->second[i] / (1 - o->power2);
        parameter[i] -= rate * mean / (maths_sqrt(square) + 1e-8f);
    }
}

static void start_model(random_stream *stream, lattice_model *model) {
    memset(model, 0, sizeof *model);
    model->sharpness = 0.7f;
    for (int f = 0; f < LATTICE_FEATURES; f++)
        for (int h = 0; h < LATTICE_HIDDEN; h++) model->shape[f][h] = 0.3f * random_normal(stream);
    for (int p = 0; p < LATTICE_LOOK; p++)
        for (int h = 0; h < LATTICE_HIDDEN - LATTICE_PLAIN; h++) model->look[p][h] = 0.3f * random_normal(stream);
}

static void shuffle(random_stream *stream, int *order, int count) {
    for (int i = count - 1; i > 0; i--) {
        const int k = (int)random_below(stream, (uint32_t)i + 1), kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
}

static void optimise(const example *examples, int count, const crf_options *options, int *order, passes *p,
                     lattice_model *model, crf_result *result) {
    static _Thread_local optimiser o;
    random_stream stream = random_start(options->seed, 0, 1);
    const int steps_per_epoch = count / BATCH, steps = options->epochs * steps_per_epoch;
    o = (optimiser){.power1 = 1, .power2 = 1};
    start_model(&stream, model);
    for (int i = 0; i < count; i++) order[i] = i;
    for (int epoch = 0, done = 0; epoch < options->epochs; epoch++) {
        double loss = 0;
        shuffle(&stream, order, count);
        for (int i = 0; i + BATCH <= count; i += BATCH, done++) {
            lattice_model gradient = {0};
            for (int k = 0; k < BATCH; k++) loss += (double)learn(model, &examples[order[i + k]], p, &gradient);
            step(&o, STEP * (1 - (float)done / (float)steps), &gradient.sharpness, &model->sharpness);
        }
        result->loss = loss / (double)(steps_per_epoch * BATCH);
        if (options->progress != NULL) options->progress("epoch", epoch + 1, options->epochs, result->loss);
    }
}

/* The lines in the making, shared by the workers. */
typedef struct making {
    const network *net;
    const decide_rule *rule;
    const sources *digits;
    const stock *strokes;
    const crf_options *options;
    workspace *space[WORKERS_MOST];
    example *examples; /* [lines]; without arcs where no path reads the line right */
    int has_failed[WORKERS_MOST];
} making;

enum { PART = 100 /* lines */ };

static void make_part(void *argument, int part, int worker) {
    making *m = argument;
    workspace *w = m->space[worker];
    const script_sources from = {m->digits, m->strokes, w->source, w->drawing};
    for (int i = part * PART; i < (part + 1) * PART && i < m->options->lines; i++)
        m->has_failed[worker] |= make_example(w, m->net, m->rule, &from, m->options->seed, i, &m->examples[i]) < 0;
}

/* Makes all lines and moves those that can be read right to the front; their number, or −1 when out of memory. */
static int make_examples(making *m) {
    const crf_options *options = m->options;
    int found = 0, failed = 0;
    workers *team = workers_start(options->workers);
    for (int i = 0; i < options->workers; i++) failed |= (m->space[i] = open_workspace()) == NULL;
    if (team != NULL && !failed) workers_run(team, make_part, m, (options->lines + PART - 1) / PART);
    workers_stop(team);
    for (int i = 0; i < options->workers; i++) failed |= m->has_failed[i], close_workspace(m->space[i]);
    for (int i = 0; i < options->lines; i++)
        if (m->examples[i].arc != NULL) m->examples[found++] = m->examples[i];
    if (options->progress != NULL) options->progress("line", options->lines, options->lines, found);
    return team == NULL || failed ? -1 : found;
}

int crf_fit(const network *net, const decide_rule *rule, const sources *digits, const stock *strokes,
            const crf_options *options, lattice_model *model, crf_result *result) {
    passes *p = malloc(sizeof *p);
    example *examples = calloc((size_t)options->lines, sizeof *examples);
    int *order = malloc((size_t)options->lines * sizeof *order);
    int made = p != NULL && examples != NULL && order != NULL;
    *result = (crf_result){.lines = options->lines};
    if (made) {
        making m = {net, rule, digits, strokes, options, {NULL}, examples, {0}};
        result->found = make_examples(&m);
        made = result->found >= 0;
    }
    if (made) optimise(examples, result->found, options, order, p, model, result);
    for (int i = 0; examples != NULL && i < result->found; i++) free(examples[i].arc);
    free(examples), free(order), free(p);
    return made;
}
