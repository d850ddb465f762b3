/* result: rounds and measures the trained weights, sets the decision rule and writes the safetensors file. */
#include "result.h"

#include "../model/weights.h"
#include "validate.h"

/* Refuses at most these shares of the validation digits: somewhat less than what may be refused of digits never seen. */
static double most_refused(source s) {
    switch (s) {
    case SOURCE_MNIST: return 0.007;
    case SOURCE_PENS: return 0.012;
    default: return 0.02;
    }
}

/* With space for the NUL that text() puts behind. */
static writer text_in(char *to, size_t capacity) { return (writer){to, capacity - 1, 0}; }

static void end_text(const writer *w) { w->to[w->length < w->capacity ? w->length : w->capacity] = '\0'; }

static void put_errors(writer *figures, source s, const validation *v) {
    if (figures->length > 0) writer_put_text(figures, "; ");
    writer_put_text(figures, source_name(s));
    writer_put_text(figures, " validation: ");
    writer_put_number(figures, validation_errors(v));
    writer_put_text(figures, " errors of ");
    writer_put_number(figures, v->count);
}

static void put_refused(writer *figures, source s, double share) {
    writer_put_text(figures, "; ");
    writer_put_text(figures, source_name(s));
    writer_put_text(figures, " refused: ");
    writer_put_fixed(figures, 100.0 * share, 1);
    writer_put_text(figures, " %");
}

static void put_number(char text[RESULT_NUMBER], double number) {
    writer w = text_in(text, RESULT_NUMBER);
    writer_put_fixed(&w, number, 4);
    end_text(&w);
}

source result_measure(const sources *all) {
    return source_count(all, SOURCE_MNIST, SOURCE_VALIDATE) > 0 ? SOURCE_MNIST : SOURCE_DIGITS;
}

/* Whether it is a set of digits that is measured on. */
static int is_measured(const sources *all, source s) {
    return source_is_digits(s) && (s < SOURCE_SETS || s == result_measure(all));
}

/* Errors on each set of digits; the temperature, and the threshold. */
static int find_rule(const trainer *t, const recipe *r, const sources *all, result_findings *found, writer *figures,
                     double *threshold) {
    int first = 1;
    for (int s = 0; s < SOURCE_COUNT; s++) {
        validation v;
        if (!is_measured(all, (source)s)) continue;
        if (!validate(&r->shape, trainer_result(t), all, (source)s, &v)) return 0;
        if (v.count == 0) continue;
        put_errors(figures, (source)s, &v);
        if ((source)s == result_measure(all)) put_number(found->temperature, validation_temperature(&v));
        double lowest = validation_score(&v, most_refused((source)s));
        *threshold = first || lowest < *threshold ? lowest : *threshold;
        first = 0;
        validation_free(&v);
    }
    return 1;
}

/* The shares of what is no digit that the threshold refuses. */
static int find_refused(const trainer *t, const recipe *r, const sources *all, double threshold, writer *figures) {
    for (int s = 0; s < SOURCE_COUNT; s++) {
        validation v;
        if (source_is_digits((source)s)) continue;
        if (!validate(&r->shape, trainer_result(t), all, (source)s, &v)) return 0;
        if (v.count > 0) put_refused(figures, (source)s, validation_refused(&v, threshold));
        validation_free(&v);
    }
    return 1;
}

void result_round(trainer *t) {
    weights_round((network_parameters *)(void *)(trainer_state(t) + 2 * trainer_parameters(t)));
}

int result_find(const trainer *t, const recipe *r, const sources *all, result_findings *found) {
    writer figures = text_in(found->figures, RESULT_TEXT);
    double threshold = 0.0;
    if (!find_rule(t, r, all, found, &figures, &threshold)) return 0;
    put_number(found->threshold, threshold);
    if (!find_refused(t, r, all, threshold, &figures)) return 0;
    end_text(&figures);
    return 1;
}

size_t result_write(const trainer *t, const result_origin *origin, const result_findings *found, void *file,
                    size_t capacity) {
    char seed[RESULT_NUMBER];
    writer w = text_in(seed, RESULT_NUMBER);
    writer_put_number(&w, origin->seed);
    end_text(&w);
    const weights_entry metadata[] = {
        {"format", "pt"},
        {"recipe", origin->recipe},
        {"seed", seed},
        {"data", origin->data},
        {"figures", found->figures},
        {"temperature", found->temperature},
        {"reject_threshold", found->threshold},
    };
    return weights_write((const network_parameters *)(const void *)trainer_result(t), metadata,
                         sizeof metadata / sizeof *metadata, file, capacity);
}
