/* Viterbi with the K best of every (node, state), and the forward sum over all paths. */
#include <string.h>

#include "../maths/maths.h"
#include "automaton.h"

enum { NOISE = LATTICE_SYMBOLS - 1, BEST = 8, BRANCH = 3, SEARCH_NODES = SEGMENT_MAX_PIECES + 1 };

static const float IMPOSSIBLE = -1e30f;

/* One of the best ways to reach a (node, state). */
typedef struct way {
    float score;
    int16_t arc;    /* the last one, −1 at the start */
    uint8_t symbol, state, rank; /* symbol of that arc; state and rank of the way before it */
    uint8_t count;  /* symbols so far, noise not counted */
} way;

typedef struct ways {
    int count;
    way at[BEST]; /* best first */
} ways;

struct grammar_scratch {
    ways node[SEARCH_NODES][AUTOMATON_MAX_STATES];
    float forward[SEARCH_NODES]; /* ln of the sum over all paths to the node */
};

size_t grammar_scratch_size(void) { return sizeof(grammar_scratch); }

static void insert(ways *set, way w) {
    if (set->count == BEST && set->at[BEST - 1].score >= w.score) return;
    int i = set->count < BEST ? set->count++ : BEST - 1;
    for (; i > 0 && set->at[i - 1].score < w.score; i--) set->at[i] = set->at[i - 1];
    set->at[i] = w;
}

/* Extends the ways to the arc's start in one state by one symbol. */
static void extend(grammar_scratch *s, const lattice_arc *arc, int index, int state, int next, int symbol, float score) {
    const ways *from = &s->node[arc->from][state];
    for (int rank = 0; rank < from->count; rank++) {
        int emits = symbol != NOISE;
        if (from->at[rank].count + emits > GRAMMAR_MAX_SYMBOLS) continue;
        way w = {from->at[rank].score + score, (int16_t)index, (uint8_t)symbol, (uint8_t)state, (uint8_t)rank,
                 (uint8_t)(from->at[rank].count + emits)};
        insert(&s->node[arc->to][next], w);
    }
}

/* The BRANCH best digits of an arc. */
static void likeliest(const float score[LATTICE_SYMBOLS], int best[BRANCH]) {
    int count = 0;
    for (int i = 0; i < LENET5_CLASSES; i++) {
        int k = count < BRANCH ? count++ : BRANCH;
        if (k == BRANCH) {
            if (score[best[BRANCH - 1]] >= score[i]) continue;
            k = BRANCH - 1;
        }
        for (; k > 0 && score[best[k - 1]] < score[i]; k--) best[k] = best[k - 1];
        best[k] = i;
    }
}

static void extend_by_arc(grammar_scratch *s, const automaton *format, const lattice_arc *arc, int index) {
    int best[BRANCH];
    likeliest(arc->score, best);
    for (int state = 0; state < format->states; state++) {
        if (s->node[arc->from][state].count == 0) continue;
        for (int kind = 0; kind < LATTICE_KINDS; kind++) {
            const int next = format->next[state][kind];
            if (next == AUTOMATON_DEAD) continue;
            for (int k = 0; k < (kind == LATTICE_DIGIT ? BRANCH : 1); k++) {
                const int symbol = lattice_symbol_of((lattice_kind)kind, best[k]);
                extend(s, arc, index, state, next, symbol, arc->score[symbol]);
            }
        }
    }
}

/* ln(e^a + e^b) */
static float log_add(float a, float b) {
    float high = a > b ? a : b, low = a > b ? b : a;
    return low <= high - 80 ? high : high + maths_log(1 + maths_exp(low - high));
}

static void sum_arc(grammar_scratch *s, const lattice_arc *arc) {
    float sum = arc->score[0];
    for (int symbol = 1; symbol < LATTICE_SYMBOLS; symbol++) sum = log_add(sum, arc->score[symbol]);
    s->forward[arc->to] = log_add(s->forward[arc->to], s->forward[arc->from] + sum);
}

/* Writes the symbols of the way that ends at (node, state, rank), noise left out. */
static void trace(const grammar_scratch *s, const lattice *graph, int state, int rank, grammar_reading *reading) {
    int node = graph->nodes - 1;
    reading->count = s->node[node][state].at[rank].count;
    for (int left = reading->count;;) {
        const way *w = &s->node[node][state].at[rank];
        if (w->arc < 0) return;
        if (w->symbol != NOISE) {
            reading->at[--left] = (grammar_symbol){w->symbol, (uint16_t)w->arc};
        }
        node = graph->arc[w->arc].from;
        state = w->state;
        rank = w->rank;
    }
}

static int same_string(const grammar_reading *a, const grammar_reading *b) {
    if (a->count != b->count) return 0;
    for (int i = 0; i < a->count; i++) {
        if (a->at[i].symbol != b->at[i].symbol) return 0;
    }
    return 1;
}

/* Adds a reading, or its probability to the one with the same string; keeps the list in order. */
static int add_reading(grammar_reading *list, int count, const grammar_reading *reading) {
    for (int i = 0; i < count; i++) {
        if (!same_string(&list[i], reading)) continue;
        list[i].posterior += reading->posterior;
        return count;
    }
    if (count == GRAMMAR_READINGS) return count;
    list[count] = *reading;
    return count + 1;
}

static int collect(const grammar_scratch *s, const automaton *format, const lattice *graph, grammar_reading *list) {
    int node = graph->nodes - 1, count = 0, taken[AUTOMATON_MAX_STATES] = {0};
    for (;;) {
        int best = -1;
        float most = IMPOSSIBLE;
        for (int state = 0; state < format->states; state++) {
            const ways *end = &s->node[node][state];
            if (!(format->final >> state & 1) || taken[state] == end->count) continue;
            if (end->at[taken[state]].score <= most) continue;
            most = end->at[taken[state]].score;
            best = state;
        }
        if (best < 0) return count;
        grammar_reading reading;
        trace(s, graph, best, taken[best]++, &reading);
        reading.posterior = maths_exp(most - s->forward[node]);
        count = add_reading(list, count, &reading);
    }
}

int grammar_search(const lattice *graph, grammar_format format, grammar_scratch *scratch,
                   grammar_reading reading[GRAMMAR_READINGS]) {
    const automaton *formal = automaton_of(format);
    for (int node = 0; node < graph->nodes; node++) {
        for (int state = 0; state < formal->states; state++) scratch->node[node][state].count = 0;
        scratch->forward[node] = IMPOSSIBLE;
    }
    insert(&scratch->node[0][0], (way){.arc = -1});
    scratch->forward[0] = 0;
    for (int i = 0; i < graph->arcs; i++) {
        extend_by_arc(scratch, formal, &graph->arc[i], i);
        sum_arc(scratch, &graph->arc[i]);
    }
    return collect(scratch, formal, graph, reading);
}
