/* example: composes lines, cuts them, lists and labels the arcs. */
#include "example.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/arena.h"
#include "../../digit/inkmap/inkmap.h"
#include "../../number/lattice/lattice.h"
#include "../compose/arc_labels.h"
#include "../workers.h"
#include "passes.h"
#include "script.h"

/* Labels the arcs of training lines. Looser than LEGIBLE of neighbours.c, since no cut of touching digits is clean and
 * the model has to learn which of the cuts is best. */
static const arc_label_limits LEARNABLE = {.pure = 0.58f, .complete = 0.6f};

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
    passes *passes;
    lattice graph;
    int8_t symbol[LATTICE_MAX_ARCS];
} workspace;

static void *allocate(size_t bytes) { return aligned_alloc(LENET5_ALIGNMENT, arena_part_size(bytes)); }

static void close_workspace(workspace *w) {
    if (w == NULL) return;
    free(w->source), free(w->drawing), free(w->ink), free(w->segment), free(w->scratch), free(w->passes), free(w);
}

static workspace *open_workspace(void) {
    workspace *w = calloc(1, sizeof *w);
    if (w == NULL) return NULL;
    w->source = allocate(source_scratch_size());
    w->drawing = allocate(draw_scratch_size());
    w->ink = allocate(inkmap_scratch_size(compose_capacity()));
    w->segment = allocate(segment_scratch_size());
    w->scratch = allocate(lattice_scratch_size());
    w->passes = allocate(sizeof *w->passes);
    if (w->source == NULL || w->drawing == NULL || w->ink == NULL || w->segment == NULL || w->scratch == NULL ||
        w->passes == NULL) {
        close_workspace(w);
        return NULL;
    }
    inkmap_scratch_init(w->ink, compose_capacity());
    return w;
}

static float magnitude(float x) { return x < 0 ? -x : x; }

/* By how much the scores of an arc change the line's loss. */
static float influence(const example *e, const passes *p, int arc) {
    float sum = 0;
    if (!passes_matter(e, p, arc)) return 0;
    for (int s = 0; s < LATTICE_SYMBOLS; s++) sum += magnitude(passes_slope(e, p, arc, s));
    return sum;
}

/* The arcs of most influence, by insertion into a short sorted list. */
static void choose(const lattice_model *model, passes *p, example *e) {
    float most[EXAMPLE_CHOSEN];
    for (int i = 0; i < e->arcs; i++) passes_score(model, e, i, p);
    passes_run(e, p);
    for (int i = 0; i < e->arcs; i++) {
        const float own = influence(e, p, i);
        int at = e->chosen;
        if (own <= 0 || (at == EXAMPLE_CHOSEN && own <= most[EXAMPLE_CHOSEN - 1])) continue;
        at -= at == EXAMPLE_CHOSEN;
        for (; at > 0 && most[at - 1] < own; at--) most[at] = most[at - 1], e->choice[at] = e->choice[at - 1];
        most[at] = own, e->choice[at] = i;
        e->chosen += e->chosen < EXAMPLE_CHOSEN;
    }
}

/* Keeps the pictures of the chosen arcs; 0 when out of memory. */
static int keep_pictures(workspace *w, example *e) {
    e->picture = malloc((size_t)(e->chosen + 1) * sizeof *e->picture);
    if (e->picture == NULL) return 0;
    for (int i = 0; i < e->chosen; i++)
        lattice_picture(&w->image, &w->graph.arc[e->choice[i]], w->scratch, e->picture[i]);
    return 1;
}

/* Composes line number `number` and builds its lattice. Returns 1, 0 when no path reads the line right, or −1 when out
 * of memory. */
static int make_example(workspace *w, const example_options *o, const script_sources *from, int number, example *out) {
    random_stream stream = random_start(o->seed, (uint64_t)number, 0);
    compose_line(&stream, from, &w->line);
    const int main = compose_cut(&w->line, SEGMENT_SLANT, w->ink, w->segment, &w->lines, &w->image);
    if (main < 0) return 0;
    lattice_build(o->net, o->rule, &w->image, w->line.is_amount, 0, w->scratch, &w->graph);
    arc_labels_of(&w->line, &w->image, &w->lines.line[main], &w->graph, LEARNABLE, w->symbol);
    uint8_t reached[EXAMPLE_NODES] = {1};
    for (int i = 0; i < w->graph.arcs; i++) {
        if (w->symbol[i] >= 0 && reached[w->graph.arc[i].from]) reached[w->graph.arc[i].to] = 1;
    }
    if (!reached[w->graph.nodes - 1]) return 0;
    *out = (example){.nodes = w->graph.nodes,
                     .arcs = w->graph.arcs,
                     .is_amount = w->line.is_amount,
                     .arc = malloc((size_t)w->graph.arcs * sizeof(example_arc))};
    if (out->arc == NULL) return -1;
    for (int i = 0; i < out->arcs; i++) {
        const lattice_arc *arc = &w->graph.arc[i];
        out->arc[i] = (example_arc){.from = arc->from, .to = arc->to, .symbol = w->symbol[i]};
        memcpy(out->arc[i].look, arc->look, sizeof arc->look);
        memcpy(out->arc[i].feature, arc->feature, sizeof arc->feature);
        memcpy(out->arc[i].digit, arc->digit, sizeof arc->digit);
    }
    if (o->model == NULL) return 1;
    choose(o->model, w->passes, out);
    return keep_pictures(w, out) ? 1 : -1;
}

/* The lines in the making, shared by the workers. */
typedef struct making {
    const example_options *options;
    workspace *space[WORKERS_MOST];
    example *examples; /* [lines]; without arcs where no path reads the line right */
    int has_failed[WORKERS_MOST];
} making;

enum { PART = 100 /* lines */ };

static void make_part(void *argument, int part, int worker) {
    making *m = argument;
    workspace *w = m->space[worker];
    const script_sources from = {m->options->digits, m->options->strokes, m->options->part, w->source, w->drawing};
    for (int i = part * PART; i < (part + 1) * PART && i < m->options->lines; i++)
        m->has_failed[worker] |= make_example(w, m->options, &from, i, &m->examples[i]) < 0;
}

int examples_make(const example_options *options, example *examples) {
    making m = {options, {NULL}, examples, {0}};
    int found = 0, failed = 0;
    workers *team = workers_start(options->workers);
    for (int i = 0; i < options->workers; i++) failed |= (m.space[i] = open_workspace()) == NULL;
    if (team != NULL && !failed) workers_run(team, make_part, &m, (options->lines + PART - 1) / PART);
    workers_stop(team);
    for (int i = 0; i < options->workers; i++) failed |= m.has_failed[i], close_workspace(m.space[i]);
    for (int i = 0; i < options->lines; i++) {
        const example one = examples[i];
        examples[i] = (example){0};
        if (one.arc != NULL) examples[found++] = one;
    }
    return team == NULL || failed ? -1 : found;
}

void examples_free(example *examples, int count) {
    for (int i = 0; examples != NULL && i < count; i++) free(examples[i].arc), free(examples[i].picture);
    free(examples);
}
