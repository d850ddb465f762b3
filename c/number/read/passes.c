/* The passes at a line: one at the usual slant, and where it leaves doubt two more, leaning more and less, in
 * which broken strokes are mended, as an ensemble. */
#include "steps.h"
#include "tuning.h"
#include "value.h"

/* Puts readings of one value together, leaves out what cannot be, such as the 31st of April; returns how many are left,
 * likeliest first. */
static int settle(const read_pass *pass, read_scratch *s, int found) {
    int count = 0;
    for (int i = 0; i < found; i++) {
        const grammar_reading reading = s->reading[i];
        char value[LENET5_MAX_VALUE + 1];
        if (value_write(pass->request, &reading, 0, value) == VALUE_IMPOSSIBLE) continue;
        int same = 0;
        while (same < count && !ensemble_is_same(pass->request, &s->format, &s->reading[same], &reading)) same++;
        if (same < count) s->reading[same].posterior += reading.posterior;
        else s->reading[count++] = reading;
    }
    grammar_order(s->reading, count);
    return count;
}

static int search(const read_pass *pass, const automaton *format, read_scratch *s) {
    const int found = grammar_search(&s->graph, format, read_grammar_part(s), s->reading);
    if (pass->request->format == LENET5_AMOUNT) {
        read_raise_cents(&s->graph, s->reading, found);
        read_weigh_point_groups(pass->request, s->reading, found);
    }
    if (pass->request->format == LENET5_DIGITS) read_weigh_odd_marks(&s->graph, s->reading, found);
    if (pass->request->format == LENET5_AUTO) read_weigh_kinds(pass->request, &s->graph, &s->kind, s->reading, found);
    return settle(pass, s, found);
}

/* Amounts and ZIP codes stand alone: what would be cut off from them is a digit that is badly written. */
static int may_have_words(const lenet5_request *request) {
    return request->format != LENET5_AMOUNT && request->format != LENET5_ZIP;
}

/* Looks for words beside the number where the line alone is none. */
static int search_words(const read_pass *pass, int found, read_scratch *s) {
    const float alone = found > 0 ? s->reading[0].posterior : 0;
    if (alone >= READ_LEAST_CONFIDENCE || !may_have_words(pass->request)) return found;
    const int with_words = search(pass, &s->with_words, s);
    s->has_words = with_words > 0 && s->reading[0].posterior * READ_WORD_SHARE > alone;
    if (!s->has_words) return search(pass, &s->format, s);
    for (int i = 0; i < with_words; i++) s->reading[i].posterior *= READ_WORD_SHARE;
    return with_words;
}

/* One pass: fills image, graph and reading, and returns how many readings there are. */
static int run_pass(const read_pass *pass, int number, read_scratch *s) {
    const float slant = SEGMENT_SLANT + READ_LEAN[number];
    const int mends = number > 0 && pass->map->stroke == NULL; /* a pen's own strokes are whole */
    segment_cut_line(pass->map, &s->lines, pass->line, slant, mends, read_segment_part(s), &s->image);
    s->has_words = 0;
    if (s->image.width == 0) return 0;
    lattice_build(pass->net, pass->rule, &s->image, pass->request->format == LENET5_AMOUNT, 1, read_lattice_part(s),
                  &s->graph);
    return search_words(pass, search(pass, &s->format, s), s);
}

/* Whether the line may be a number, but the first pass is not sure which. */
static int is_unsure(read_scratch *s, int found) {
    const float posterior = found > 0 ? s->reading[0].posterior : 0;
    return posterior > 0 && posterior < READ_SURE && (s->has_words || read_plausibility(s) > READ_HOPELESS);
}

/* The other passes, after the first has found something. Passes are weighted equally; the pass that is surest of
 * the best reading is run again unless it was the last, so that image and graph are its. */
static int run_other_passes(const read_pass *pass, int found, read_scratch *s) {
    s->ensemble.count = 0;
    ensemble_add(&s->ensemble, pass->request, &s->format, 0, s->reading, found);
    for (int i = 1; i < ENSEMBLE_PASSES; i++) {
        found = run_pass(pass, i, s);
        ensemble_add(&s->ensemble, pass->request, &s->format, i, s->reading, found);
    }
    const ensemble_string *best = ensemble_best(&s->ensemble);
    s->has_sure_pass = best->surest >= READ_LEAST_CONFIDENCE;
    if (best->pass != ENSEMBLE_PASSES - 1) run_pass(pass, best->pass, s);
    return ensemble_mean(&s->ensemble, s->reading);
}

int read_passes(const read_pass *pass, read_scratch *s) {
    s->has_sure_pass = 0;
    const int found = run_pass(pass, 0, s);
    return s->image.width > 0 && is_unsure(s, found) ? run_other_passes(pass, found, s) : found;
}
