/* Viterbi with the GRAMMAR_BEST_PATHS best paths to every (node, state), and the forward sum over all paths. */
#include <string.h>

#include "../../base/maths/maths.h"
#include "grammar.h"
#include "tuning.h"

enum {
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
    uint32_t string;             /* hash of the classes of its symbols so far */
} path;

typedef struct path_list {
    int count;
    path at[GRAMMAR_BEST_PATHS]; /* best first */
} path_list;

_Static_assert((int)GRAMMAR_BEST_PATHS >= (int)GRAMMAR_READINGS, "as many paths are kept as strings are wanted");

struct grammar_scratch {
    path_list node[SEARCH_NODES][AUTOMATON_MAX_STATES];
    float forward[SEARCH_NODES], backward[SEARCH_NODES]; /* ln of the sums over all paths to and from the node */
    float plausible[SEARCH_NODES];                       /* the same as forward, without LATTICE_OTHER */
    float all[LATTICE_MAX_ARCS];                         /* ln of the sums over all symbols of an arc */
    float score[LATTICE_MAX_ARCS][LATTICE_SYMBOLS];      /* with the format's biases; after sum_paths, the share of the
                                                          * arc as that symbol among all paths to its end */
    /* For each of the last few nodes, state and number of symbols that count: the share, among all paths to that node,
     * of the well-formed ones that have read so much of a string. */
    float string[RECENT][AUTOMATON_MAX_STATES][GRAMMAR_MAX_SYMBOLS + 1];
    uint8_t is_reached[RECENT][AUTOMATON_MAX_STATES]; /* whether any of these is not 0 */
};

size_t grammar_scratch_size(void) { return sizeof(grammar_scratch); }

static int lowest_bit(uint32_t set) { return __builtin_ctz(set); }

/* Of paths that have read the same string only the best is kept. */
static void insert(path_list *set, path w) {
    int i = 0;
    while (i < set->count && set->at[i].string != w.string) i++;
    if (i < set->count) {
        if (set->at[i].score >= w.score) return;
    } else if (set->count < GRAMMAR_BEST_PATHS) {
        i = set->count++;
    } else if (set->at[--i].score >= w.score) {
        return;
    }
    for (; i > 0 && set->at[i - 1].score < w.score; i--) set->at[i] = set->at[i - 1];
    set->at[i] = w;
}

/* Whether a path so bad comes too late for the set. */
static int is_beaten(const path_list *set, float score) {
    return set->count == GRAMMAR_BEST_PATHS && set->at[GRAMMAR_BEST_PATHS - 1].score >= score;
}

/* Extends the paths to the arc's start in one state by one symbol. */
static void extend(grammar_scratch *s, const lattice_arc *arc, path last, int next, int class) {
    const path_list *from = &s->node[arc->from][last.state];
    path_list *to = &s->node[arc->to][next];
    const int emits = last.symbol != NOISE;
    for (int rank = 0; rank < from->count; rank++) {
        const path *before = &from->at[rank];
        if (is_beaten(to, last.score + before->score)) return;
        if (before->count + emits > GRAMMAR_MAX_SYMBOLS) continue;
        path w = last;
        w.score += before->score;
        w.rank = (uint8_t)rank;
        w.count = (uint8_t)(before->count + emits);
        w.string = class == 0 ? before->string : (before->string ^ (uint32_t) class) * 0x01000193u;
        insert(to, w);
    }
}

/* Bodies of paper on the left of an arc. */
static float gap_of(const lattice_arc *arc) { return arc->feature[LATTICE_LEFT_GAP]; }

/* The digits, likeliest first; of equals the lower one. */
static void rank_digits(const lattice_arc *arc, uint8_t digit[LENET5_CLASSES]) {
    for (int i = 0; i < LENET5_CLASSES; i++) {
        int k = i;
        for (; k > 0 && arc->score[digit[k - 1]] < arc->score[i]; k--) digit[k] = digit[k - 1];
        digit[k] = (uint8_t)i;
    }
}

/* Extends the paths in a state by a symbol; returns whether it may stand there. */
static int extend_by(grammar_scratch *s, const automaton *format, const lattice_arc *arc, int index, int state,
                     int symbol) {
    const int next = automaton_next(format, state, symbol, gap_of(arc));
    if (next == AUTOMATON_DEAD) return 0;
    const path w = {
        .score = s->score[index][symbol], .arc = (int16_t)index, .symbol = (uint8_t)symbol, .state = (uint8_t)state};
    extend(s, arc, w, next, format->class[symbol]);
    return 1;
}

/* By the GRAMMAR_BRANCHES likeliest of the digits that may stand in a state, and by every mark. */
static void extend_by_arc(grammar_scratch *s, const automaton *format, const lattice_arc *arc, int index) {
    uint8_t digit[LENET5_CLASSES];
    rank_digits(arc, digit);
    for (int state = 0; state < format->states; state++) {
        if (s->node[arc->from][state].count == 0) continue;
        for (int i = 0, taken = 0; i < LENET5_CLASSES && taken < GRAMMAR_BRANCHES; i++)
            taken += extend_by(s, format, arc, index, state, digit[i]);
        for (uint32_t marks = format->live[state] >> LENET5_CLASSES; marks != 0; marks &= marks - 1)
            extend_by(s, format, arc, index, state, LENET5_CLASSES + lowest_bit(marks));
    }
}

/* ln of the sum over the symbols first … last − 1. */
static float sum_of(const float score[LATTICE_SYMBOLS], int first, int last) {
    float sum = score[first];
    for (int symbol = first + 1; symbol < last; symbol++) sum = maths_log_add(sum, score[symbol]);
    return sum;
}

static void add_biases(grammar_scratch *s, const automaton *format, const lattice *graph) {
    for (int i = 0; i < graph->arcs; i++)
        for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++)
            s->score[i][symbol] = graph->arc[i].score[symbol] + format->bias[symbol];
}

static void sum_paths(grammar_scratch *s, const lattice *graph) {
    for (int node = 0; node < graph->nodes; node++) {
        s->forward[node] = s->plausible[node] = s->backward[node] = IMPOSSIBLE;
    }
    s->forward[0] = s->plausible[0] = s->backward[graph->nodes - 1] = 0;
    for (int i = 0; i < graph->arcs; i++) {
        const lattice_arc *arc = &graph->arc[i];
        const float named = sum_of(s->score[i], 0, OTHER), all = maths_log_add(named, s->score[i][OTHER]);
        s->all[i] = all;
        s->forward[arc->to] = maths_log_add(s->forward[arc->to], s->forward[arc->from] + all);
        s->plausible[arc->to] = maths_log_add(s->plausible[arc->to], s->plausible[arc->from] + named);
    }
    for (int i = graph->arcs - 1; i >= 0; i--) {
        const lattice_arc *arc = &graph->arc[i];
        s->backward[arc->from] = maths_log_add(s->backward[arc->from], s->backward[arc->to] + s->all[i]);
        for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++)
            s->score[i][symbol] = maths_exp(s->forward[arc->from] + s->score[i][symbol] - s->forward[arc->to]);
    }
}

float grammar_posterior(const lattice *graph, const grammar_scratch *s, int arc, int symbol) {
    const int to = graph->arc[arc].to;
    return s->score[arc][symbol] * maths_exp(s->forward[to] + s->backward[to] - s->forward[graph->nodes - 1]);
}

float grammar_plausibility(const lattice *graph, const grammar_scratch *s) {
    return maths_exp(s->plausible[graph->nodes - 1] - s->forward[graph->nodes - 1]);
}

/* Writes the symbols of the path that ends at (node, state, rank), noise left out. */
static void trace(const grammar_scratch *s, const automaton *format, const lattice *graph, int state, int rank,
                  grammar_reading *reading) {
    int node = graph->nodes - 1;
    reading->count = s->node[node][state].at[rank].count;
    for (int left = reading->count;;) {
        const path *w = &s->node[node][state].at[rank];
        if (w->arc < 0) return;
        const int in_word = format->word_before >= 0 && state >= format->word_before;
        if (w->symbol != NOISE)
            reading->at[--left] = (grammar_symbol){in_word ? (uint8_t)OTHER : w->symbol, (uint16_t)w->arc};
        node = graph->arc[w->arc].from;
        state = w->state;
        rank = w->rank;
    }
}

/* The classes of a reading's symbols that count; their number. */
static int classes_of(const automaton *format, const grammar_reading *reading, uint8_t class[GRAMMAR_MAX_SYMBOLS]) {
    int count = 0;
    for (int i = 0; i < reading->count; i++) {
        const uint8_t of = format->class[reading->at[i].symbol];
        if (of != 0) class[count++] = of;
    }
    return count;
}

int grammar_is_same(const automaton *format, const grammar_reading *a, const grammar_reading *b) {
    uint8_t of_a[GRAMMAR_MAX_SYMBOLS], of_b[GRAMMAR_MAX_SYMBOLS];
    const int count = classes_of(format, a, of_a);
    return a->tag == b->tag && count == classes_of(format, b, of_b) && memcmp(of_a, of_b, (size_t)count) == 0;
}

/* Extends the shares of the well-formed paths that have read a string's beginning by one arc, from one state. class: of the
 * string, null for any string. */
static void extend_string(grammar_scratch *s, const automaton *format, const lattice_arc *arc, const float *share,
                          int state, const uint8_t *class, int count) {
    const float *string = s->string[arc->from % RECENT][state];
    for (int i = 0; i <= count; i++) {
        if (string[i] < GRAMMAR_NEGLIGIBLE) continue;
        for (uint32_t live = format->live[state]; live != 0; live &= live - 1) {
            const int symbol = lowest_bit(live), counts = class != NULL && format->class[symbol] != 0;
            if (counts && (i == count || class[i] != format->class[symbol])) continue;
            const int next = automaton_next(format, state, symbol, gap_of(arc));
            if (next == AUTOMATON_DEAD) continue;
            s->string[arc->to % RECENT][next][i + counts] += string[i] * share[symbol];
            s->is_reached[arc->to % RECENT][next] = 1;
        }
    }
}

/* No string has been read at a node but, at the first, the empty one. */
static void start_strings(grammar_scratch *s, int node, int states, int count) {
    for (int state = 0; state < states; state++) {
        s->is_reached[node % RECENT][state] = 0;
        for (int i = 0; i <= count; i++) s->string[node % RECENT][state][i] = 0;
    }
    if (node == 0) s->string[0][0][0] = s->is_reached[0][0] = 1;
}

/* The share among all paths of the well-formed ones of the string whose symbols that count have these classes, whatever
 * its other marks, as alternative `tag`; of any string and alternative for null. */
static float share_of(grammar_scratch *s, const automaton *format, const lattice *graph, const uint8_t *class,
                      int count, int tag) {
    for (int node = 0, arc = 0; node < graph->nodes; node++) {
        start_strings(s, node, format->states, count);
        for (; arc < graph->arcs && graph->arc[arc].to == node; arc++)
            for (int state = 0; state < format->states; state++)
                if (s->is_reached[graph->arc[arc].from % RECENT][state])
                    extend_string(s, format, &graph->arc[arc], s->score[arc], state, class, count);
    }
    float share = 0;
    for (int state = 0; state < format->states; state++) {
        if (class == NULL ? format->tag[state] != 0 : format->tag[state] == tag)
            share += s->string[(graph->nodes - 1) % RECENT][state][count];
    }
    return share < 1 ? share : 1;
}

/* What the readings' shares are shares of: where a format is asked for, a line is of that format more likely than it could
 * tell by its ink, and less likely one of characters of no format, unless words are passed over. */
static float whole_of(grammar_scratch *s, const automaton *format, const lattice *graph) {
    if (format->unasked >= 1) return 1;
    const float well_formed = share_of(s, format, graph, NULL, 0, 0), plausible = grammar_plausibility(graph, s);
    const float unreadable = format->word_before >= 0 ? 1 : GRAMMAR_UNREADABLE;
    return well_formed + format->unasked * float_max(plausible - well_formed, 0) +
           unreadable * float_max(1 - plausible, 0);
}

/* Adds a reading unless the same one is there, which is likelier. */
static int add_reading(const automaton *format, grammar_reading *list, int count, const grammar_reading *reading) {
    for (int i = 0; i < count; i++) {
        if (grammar_is_same(format, &list[i], reading)) return count;
    }
    if (count < GRAMMAR_READINGS) list[count++] = *reading;
    return count;
}

/* Different strings exclude each other: only rounding can have their posteriors sum to more than 1. */
static void limit_sum(grammar_reading *list, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) sum += list[i].posterior;
    for (int i = 0; i < count && sum > 1; i++) list[i].posterior /= sum;
}

void grammar_order(grammar_reading *list, int count) {
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
            if (format->tag[state] == 0 || taken[state] == end->count) continue;
            if (end->at[taken[state]].score <= most) continue;
            most = end->at[taken[state]].score;
            best = state;
        }
        if (best < 0) return count;
        grammar_reading reading = {.tag = format->tag[best]};
        trace(s, format, graph, best, taken[best]++, &reading);
        count = add_reading(format, list, count, &reading);
    }
}

int grammar_search(const lattice *graph, const automaton *format, grammar_scratch *scratch,
                   grammar_reading reading[GRAMMAR_READINGS]) {
    for (int node = 0; node < graph->nodes; node++) {
        for (int state = 0; state < format->states; state++) scratch->node[node][state].count = 0;
    }
    add_biases(scratch, format, graph);
    insert(&scratch->node[0][0], (path){.arc = -1});
    for (int i = 0; i < graph->arcs; i++) extend_by_arc(scratch, format, &graph->arc[i], i);
    sum_paths(scratch, graph);
    const int found = collect(scratch, format, graph, reading);
    const float whole = whole_of(scratch, format, graph);
    for (int i = 0; i < found; i++) {
        uint8_t class[GRAMMAR_MAX_SYMBOLS];
        const int count = classes_of(format, &reading[i], class);
        reading[i].posterior = share_of(scratch, format, graph, class, count, reading[i].tag) / whole;
    }
    limit_sum(reading, found);
    grammar_order(reading, found);
    return found;
}
