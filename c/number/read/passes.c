/* The passes at a line: one at the usual slant, and where it leaves doubt two more, leaning more and less, as an
 * ensemble. */
#include "steps.h"
#include "tuning.h"

/* One pass: fills image, graph and reading, and returns how many readings there are. */
static int run_pass(const read_pass *pass, int number, read_scratch *s) {
    const lenet5_request *request = pass->request;
    const float slant = SEGMENT_SLANT + READ_LEAN[number];
    segment_cut_line(pass->map, &s->lines, pass->line, slant, read_segment_part(s), &s->image);
    if (s->image.width == 0) return 0;
    lattice_build(pass->net, pass->rule, &s->image, request->format == LENET5_AMOUNT, read_lattice_part(s), &s->graph);
    return grammar_search(&s->graph, (lenet5_format)request->format, request->length, read_grammar_part(s), s->reading);
}

/* Whether the line may be a number, but the first pass is not sure which. */
static int is_unsure(read_scratch *s, int found) {
    const float posterior = found > 0 ? s->reading[0].posterior : 0;
    return posterior > 0 && posterior < READ_SURE && read_plausibility(s) > READ_HOPELESS;
}

/* The other passes, after the first has found something. Passes are weighted equally; the pass that is surest of
 * the best reading is run again unless it was the last, so that image and graph are its. */
static int run_other_passes(const read_pass *pass, int found, read_scratch *s) {
    const lenet5_format format = (lenet5_format)pass->request->format;
    s->ensemble.count = 0;
    ensemble_add(&s->ensemble, format, 0, s->reading, found);
    for (int i = 1; i < ENSEMBLE_PASSES; i++) {
        found = run_pass(pass, i, s);
        ensemble_add(&s->ensemble, format, i, s->reading, found);
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
