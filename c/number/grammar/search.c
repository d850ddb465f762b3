/* Viterbi with the GRAMMAR_BEST_PATHS best paths to every (node, state), and the forward sum over all paths. */
#include <string.h>

#include "../../base/maths/maths.h"
#include "automaton.h"
#include "tuning.h"

enum {
    POINT = LENET5_CLASSES + LATTICE_POINT - 1,
    SLASH = LENET5_CLASSES + LATTICE_SLASH - 1,
    NOISE = LENET5_CLASSES + LATTICE_NOISE - 1,
    OTHER = LENET5_CLASSES + LATTICE_OTHER - 1,
    RECENT = LATTICE_MAX_RUN + 1, /* nodes that an arc spans at most */
    SEARCH_NODES = SEGMENT_MAX_PIECES + 1
};

static const float IMPOSSIBLE = -1e30f;

/* One of the best paths to a (node, state): its last arc, and where the path before that is. */
typedef struct path {
    float score;
    int16_t arc;                 /* the last one, −1 at the start */
    uint8_t symbol, state, rank; /* symbol of that arc; state and rank of the path before it */
    uint8_t count;               /* symbols so far, noise not counted */
} path;

typedef struct path_list {
    int count;
    path at[GRAMMAR_BEST_PATHS]; /* best first */
} path_list;

_Static_assert((int)GRAMMAR_BEST_PATHS >= (int)GRAMMAR_READINGS, "as many paths are kept as strings are wanted");

struct grammar_scratch {
    path_list node[SEARCH_NODES][AUTOMATON_MAX_STATES];
    automaton format;
    float forward[SEARCH_NODES], backward[SEARCH_NODES]; /* ln of the sums over all paths to and from the node */
    float plausible[SEARCH_NODES];                       /* the same as forward, without LATTICE_OTHER */
    float all[LATTICE_MAX_ARCS];                         /* ln of the sums over all symbols of an arc */
    /* For each of the last few nodes, state and number of digits: the share, among all paths to that node, of the
     * well-formed ones that have read so many digits of a string. */
    float string[RECENT][AUTOMATON_MAX_STATES][LENET5_MAX_DIGITS + 1];
};

size_t grammar_scratch_size(void) { return sizeof(grammar_scratch); }

static void insert(path_list *set, path w) {
    if (set->count == GRAMMAR_BEST_PATHS && set->at[GRAMMAR_BEST_PATHS - 1].score >= w.score) return;
    int i = set->count < GRAMMAR_BEST_PATHS ? set->count++ : GRAMMAR_BEST_PATHS - 1;
    for (; i > 0 && set->at[i - 1].score < w.score; i--) set->at[i] = set->at[i - 1];
    set->at[i] = w;
}

/* Extends the paths to the arc's start in one state by one symbol. */
static void extend(grammar_scratch *s, const lattice_arc *arc, int index, int state, int next, int symbol,
                   float score) {
    const path_list *from = &s->node[arc->from][state];
    for (int rank = 0; rank < from->count; rank++) {
        int emits = symbol != NOISE;
        if (from->at[rank].count + emits > GRAMMAR_MAX_SYMBOLS) continue;
        path w = {
            from->at[rank].score + score,           (int16_t)index, (uint8_t)symbol, (uint8_t)state, (uint8_t)rank,
            (uint8_t)(from->at[rank].count + emits)};
        insert(&s->node[arc->to][next], w);
    }
}

/* The GRAMMAR_BRANCHES likeliest digits of an arc. */
static void likeliest(const float score[LATTICE_SYMBOLS], int best[GRAMMAR_BRANCHES]) {
    int count = 0;
    for (int i = 0; i < LENET5_CLASSES; i++) {
        int k = count < GRAMMAR_BRANCHES ? count++ : GRAMMAR_BRANCHES;
        if (k == GRAMMAR_BRANCHES) {
            if (score[best[GRAMMAR_BRANCHES - 1]] >= score[i]) continue;
            k = GRAMMAR_BRANCHES - 1;
        }
        for (; k > 0 && score[best[k - 1]] < score[i]; k--) best[k] = best[k - 1];
        best[k] = i;
    }
}

/* A symbol's score with the format's bias. */
static float score_of(const grammar_scratch *s, const lattice_arc *arc, int symbol) {
    return arc->score[symbol] + (symbol == SLASH ? s->format.slash : symbol == POINT ? s->format.point : 0);
}

static void extend_by_arc(grammar_scratch *s, const automaton *format, const lattice_arc *arc, int index) {
    int best[GRAMMAR_BRANCHES];
    likeliest(arc->score, best);
    for (int state = 0; state < format->states; state++) {
        if (s->node[arc->from][state].count == 0) continue;
        for (int kind = 0; kind < LATTICE_KINDS; kind++) {
            const int next = format->next[state][kind];
            if (next == AUTOMATON_DEAD) continue;
            for (int k = 0; k < (kind == LATTICE_DIGIT ? GRAMMAR_BRANCHES : 1); k++) {
                const int symbol = lattice_symbol_of((lattice_kind)kind, best[k]);
                extend(s, arc, index, state, next, symbol, score_of(s, arc, symbol));
            }
        }
    }
}

/* ln of the sum over the symbols first … last − 1. */
static float sum_of(const grammar_scratch *s, const lattice_arc *arc, int first, int last) {
    float sum = score_of(s, arc, first);
    for (int symbol = first + 1; symbol < last; symbol++) sum = maths_log_add(sum, score_of(s, arc, symbol));
    return sum;
}

static void sum_paths(grammar_scratch *s, const lattice *graph) {
    for (int node = 0; node < graph->nodes; node++) {
        s->forward[node] = s->plausible[node] = s->backward[node] = IMPOSSIBLE;
    }
    s->forward[0] = s->plausible[0] = s->backward[graph->nodes - 1] = 0;
    for (int i = 0; i < graph->arcs; i++) {
        const lattice_arc *arc = &graph->arc[i];
        const float named = sum_of(s, arc, 0, OTHER), all = maths_log_add(named, arc->score[OTHER]);
        s->all[i] = all;
        s->forward[arc->to] = maths_log_add(s->forward[arc->to], s->forward[arc->from] + all);
        s->plausible[arc->to] = maths_log_add(s->plausible[arc->to], s->plausible[arc->from] + named);
    }
    for (int i = graph->arcs - 1; i >= 0; i--) {
        const lattice_arc *arc = &graph->arc[i];
        s->backward[arc->from] = maths_log_add(s->backward[arc->from], s->backward[arc->to] + s->all[i]);
    }
}

float grammar_posterior(const lattice *graph, const grammar_scratch *s, int arc, int symbol) {
    const lattice_arc *a = &graph->arc[arc];
    return maths_exp(s->forward[a->from] + score_of(s, a, symbol) + s->backward[a->to] - s->forward[graph->nodes - 1]);
}

float grammar_plausibility(const lattice *graph, const grammar_scratch *s) {
    return maths_exp(s->plausible[graph->nodes - 1] - s->forward[graph->nodes - 1]);
}

/* Writes the symbols of the path that ends at (node, state, rank), noise left out. */
static void trace(const grammar_scratch *s, const lattice *graph, int state, int rank, grammar_reading *reading) {
    int node = graph->nodes - 1;
    reading->count = s->node[node][state].at[rank].count;
    for (int left = reading->count;;) {
        const path *w = &s->node[node][state].at[rank];
        if (w->arc < 0) return;
        if (w->symbol != NOISE) {
            reading->at[--left] = (grammar_symbol){w->symbol, (uint16_t)w->arc};
        }
        node = graph->arc[w->arc].from;
        state = w->state;
        rank = w->rank;
    }
}

/* The digits of a reading; their number. */
static int digits_of(const grammar_reading *reading, uint8_t digit[GRAMMAR_MAX_SYMBOLS]) {
    int count = 0;
    for (int i = 0; i < reading->count; i++) {
        if (reading->at[i].symbol < LENET5_CLASSES) digit[count++] = reading->at[i].symbol;
    }
    return count;
}

static int same_value(const grammar_reading *a, const grammar_reading *b) {
    uint8_t of_a[GRAMMAR_MAX_SYMBOLS], of_b[GRAMMAR_MAX_SYMBOLS];
    const int count = digits_of(a, of_a);
    return a->has_cents == b->has_cents && count == digits_of(b, of_b) && memcmp(of_a, of_b, (size_t)count) == 0;
}

/* Extends the shares of the well-formed paths that have read a string's first digits by one arc. */
static void extend_string(grammar_scratch *s, const lattice_arc *arc, const uint8_t *digit, int count) {
    const float before = s->forward[arc->from] - s->forward[arc->to];
    float share[LATTICE_SYMBOLS];
    for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++)
        share[symbol] = maths_exp(before + score_of(s, arc, symbol));
    for (int state = 0; state < s->format.states; state++) {
        for (int i = 0; i <= count; i++) {
            const float from = s->string[arc->from % RECENT][state][i];
            if (from == 0) continue;
            for (int kind = 0; kind < LATTICE_KINDS; kind++) {
                const int next = s->format.next[state][kind], reads = kind == LATTICE_DIGIT;
                if (next == AUTOMATON_DEAD || (reads && i == count)) continue;
                s->string[arc->to % RECENT][next][i + reads] +=
                    from * share[lattice_symbol_of((lattice_kind)kind, reads ? digit[i] : 0)];
            }
        }
    }
}

/* The share of the well-formed paths of the reading's value, whatever their marks, among all paths. */
static float posterior_of(grammar_scratch *s, const lattice *graph, const grammar_reading *reading) {
    uint8_t digit[GRAMMAR_MAX_SYMBOLS];
    const int count = digits_of(reading, digit);
    if (count > LENET5_MAX_DIGITS) return 0;
    for (int node = 0, arc = 0; node < graph->nodes; node++) {
        for (int state = 0; state < s->format.states; state++) {
            for (int i = 0; i <= count; i++) s->string[node % RECENT][state][i] = 0;
        }
        if (node == 0) s->string[0][0][0] = 1;
        for (; arc < graph->arcs && graph->arc[arc].to == node; arc++) extend_string(s, &graph->arc[arc], digit, count);
    }
    const int end = reading->has_cents ? AUTOMATON_END_WITH_CENTS : AUTOMATON_END;
    float share = 0;
    for (int state = 0; state < s->format.states; state++) {
        if (s->format.final[state] == end) share += s->string[(graph->nodes - 1) % RECENT][state][count];
    }
    return share < 1 ? share : 1;
}

/* Adds a reading unless one of the same value is there, which is likelier. */
static int add_reading(grammar_reading *list, int count, const grammar_reading *reading) {
    for (int i = 0; i < count; i++) {
        if (same_value(&list[i], reading)) return count;
    }
    if (count < GRAMMAR_READINGS) list[count++] = *reading;
    return count;
}

/* Strings of different value exclude each other: only rounding can have their posteriors sum to more than 1. */
static void limit_sum(grammar_reading *list, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) sum += list[i].posterior;
    for (int i = 0; i < count && sum > 1; i++) list[i].posterior /= sum;
}

/* By falling posterior. */
static void order(grammar_reading *list, int count) {
    for (int i = 1; i < count; i++) {
        const grammar_reading reading = list[i];
        int k = i;
        for (; k > 0 && list[k - 1].posterior < reading.posterior; k--) list[k] = list[k - 1];
        list[k] = reading;
    }
}

static int collect(const grammar_scratch *s, const automaton *format, const lattice *graph, grammar_reading *list) {
    int node = graph->nodes - 1, count = 0, taken[AUTOMATON_MAX_STATES] = {0};
    for (;;) {
        int best = -1;
        float most = IMPOSSIBLE;
        for (int state = 0; state < format->states; state++) {
            const path_list *end = &s->node[node][state];
            if (!format->final[state] || taken[state] == end->count) continue;
            if (end->at[taken[state]].score <= most) continue;
            most = end->at[taken[state]].score;
            best = state;
        }
        if (best < 0) return count;
        grammar_reading reading = {.has_cents = format->final[best] == AUTOMATON_END_WITH_CENTS};
        trace(s, graph, best, taken[best]++, &reading);
        count = add_reading(list, count, &reading);
    }
}

int grammar_search(const lattice *graph, lenet5_format format, int length, grammar_scratch *scratch,
                   grammar_reading reading[GRAMMAR_READINGS]) {
    automaton_make(format, length, &scratch->format);
    for (int node = 0; node < graph->nodes; node++) {
        for (int state = 0; state < scratch->format.states; state++) scratch->node[node][state].count = 0;
    }
    insert(&scratch->node[0][0], (path){.arc = -1});
    for (int i = 0; i < graph->arcs; i++) extend_by_arc(scratch, &scratch->format, &graph->arc[i], i);
    sum_paths(scratch, graph);
    const int found = collect(scratch, &scratch->format, graph, reading);
    for (int i = 0; i < found; i++) reading[i].posterior = posterior_of(scratch, graph, &reading[i]);
    limit_sum(reading, found);
    order(reading, found);
    return found;
}
