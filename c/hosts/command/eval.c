/* eval: the verb that measures accuracy, reject curve and calibration on labelled IDX files. */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "engine.h"
#include "options.h"
#include "output.h"
#include "statistics.h"

/* The pictures and their labels, which agree in number and are all 0 … 9. */
typedef struct labelled {
    picture_file pictures;
    file_bytes label_file;
    idx_file labels;
} labelled;

static void close_labelled(labelled *set) {
    file_free(&set->label_file);
    picture_close(&set->pictures);
}

/* 1, or 0 after the failure of the file is reported. */
static int open_labels(const command_options *options, const picture_file *pictures, file_bytes *bytes,
                       idx_file *labels) {
    const char *name = options->names[1];
    const char *wrong = file_read(name, bytes);
    if (wrong == NULL) wrong = idx_read_labels(bytes->bytes, bytes->length, labels);
    if (wrong == NULL && labels->count != pictures->count)
        wrong = "has another number of labels than there are pictures";
    for (size_t i = 0; wrong == NULL && i < labels->count; i++)
        if (labels->items[i] > 9) wrong = "has a label that is no digit";
    if (wrong != NULL) output_fail_file(options->json, name, wrong);
    return wrong == NULL;
}

static int open_labelled(const command_options *options, labelled *out) {
    const char *images = options->names[0];
    *out = (labelled){0};
    if (!picture_open(images, &out->pictures)) return output_fail_file(options->json, images, out->pictures.fault), 0;
    if (!out->pictures.is_idx) output_fail_file(options->json, images, "is no IDX file");
    else if (open_labels(options, &out->pictures, &out->label_file, &out->labels)) return 1;
    close_labelled(out);
    return 0;
}

static int most_probable(const lenet5_result *result) {
    int best = 0;
    for (int i = 1; i < LENET5_CLASSES; i++)
        if (result->probabilities[i] > result->probabilities[best]) best = i;
    return best;
}

/* How far the largest logit is above the next. */
static float margin(const lenet5_result *result) {
    const float *logits = result->logits;
    float first = logits[0] > logits[1] ? logits[0] : logits[1], second = logits[0] > logits[1] ? logits[1] : logits[0];
    for (int i = 2; i < LENET5_CLASSES; i++) {
        if (logits[i] > first) second = first, first = logits[i];
        else if (logits[i] > second) second = logits[i];
    }
    return first - second;
}

/* What is rejected first is what is least probable; in the paper, where the two best distances differ least. */
static judgement judge(lenet5_network network, const lenet5_result *result, int label, size_t index) {
    int blank = result->status == LENET5_BLANK;
    return (judgement){.label = label,
                       .guess = blank                ? -1
                                : result->digit >= 0 ? (int)result->digit
                                                     : most_probable(result),
                       .refused = result->status != LENET5_OK,
                       .confidence = result->confidence,
                       .sureness = network == LENET5_NETWORK_1998 ? margin(result) : result->confidence,
                       .likelihood = blank ? 0.1f : result->probabilities[label],
                       .index = index};
}

static double share(size_t part, size_t whole) { return whole == 0 ? 0 : (double)part / (double)whole; }

static void print_json(const statistics *s) {
    printf("{\"count\":%zu,\"errors\":%zu,\"errorRate\":%.6f,\"rejectCurve\":[", s->count, s->errors,
           share(s->errors, s->count));
    for (int i = 0; i < REJECT_POINTS; i++)
        printf("%s{\"reject\":%.3f,\"error\":%.6f}", i > 0 ? "," : "", s->reject_curve[i].reject,
               s->reject_curve[i].error);
    printf("],\"rejectFor\":{\"error\":%.3f,\"reject\":%.6f}", STATISTICS_ERROR, s->reject_for_error);
    printf(",\"ece\":%.6f,\"nll\":%.6f,\"refused\":%zu,\"errorsAccepted\":%zu,\"perDigit\":[", s->ece, s->nll,
           s->refused, s->errors_accepted);
    for (int d = 0; d < CLASSES; d++)
        printf("%s{\"digit\":%d,\"count\":%zu,\"accuracy\":%.6f}", d > 0 ? "," : "", d, s->of_digit[d],
               share(s->right_of_digit[d], s->of_digit[d]));
    fputs("],\"confusion\":[", stdout);
    for (int d = 0; d < CLASSES; d++)
        for (int g = 0; g < CLASSES; g++)
            printf("%s%zu%s", g > 0 ? "," : d > 0 ? ",[" : "[", s->confusion[d][g], g == CLASSES - 1 ? "]" : "");
    puts("]}");
}

static void print_tables(const statistics *s) {
    printf("%zu errors of %zu, error rate %.3f %%\n", s->errors, s->count, 100 * share(s->errors, s->count));
    printf("%zu refused by the engine (%.2f %%), %zu errors among the others\n\n", s->refused,
           100 * share(s->refused, s->count), s->errors_accepted);
    puts("rejected %   error of the rest %");
    for (int i = 0; i < REJECT_POINTS; i++)
        printf("%10.1f   %19.3f\n", 100 * s->reject_curve[i].reject, 100 * s->reject_curve[i].error);
    printf("%.2f %% rejected for an error of %.1f %%\n", 100 * s->reject_for_error, 100 * STATISTICS_ERROR);
    printf("\nexpected calibration error %.3f %%\nnegative log-likelihood %.4f\n", 100 * s->ece, s->nll);
    puts("\nlabel  right %   read as  0     1     2     3     4     5     6     7     8     9");
    for (int d = 0; d < CLASSES; d++) {
        printf("%5d  %7.2f     ", d, 100 * share(s->right_of_digit[d], s->of_digit[d]));
        for (int g = 0; g < CLASSES; g++) printf(" %5zu", s->confusion[d][g]);
        putchar('\n');
    }
}

/* All of the set's pictures; 1, or 0 after one line on stderr. */
static int judge_all(command_engine *engine, const command_options *options, const labelled *set,
                     judgement *judgements) {
    for (size_t i = 0; i < set->pictures.count; i++) {
        lenet5_result result;
        if (!engine_read(engine, &set->pictures, i, options->picture, options->names[0], &result)) return 0;
        judgements[i] = judge(options->network, &result, set->labels.items[i], i);
    }
    return 1;
}

static int evaluate(const command_options *options, const labelled *set) {
    command_engine engine;
    statistics result;
    size_t count = set->pictures.count;
    if (!engine_open(options, &engine)) return COMMAND_FAILED;
    judgement *judgements = malloc(count * sizeof *judgements);
    int judged = 0;
    if (judgements == NULL) command_fail(options->names[0], "not enough memory for its answers");
    else judged = judge_all(&engine, options, set, judgements);
    if (judged) {
        statistics_of(judgements, count, &result);
        if (options->json) print_json(&result);
        else print_tables(&result);
    }
    free(judgements);
    engine_close(&engine);
    return judged ? COMMAND_OK : COMMAND_FAILED;
}

int command_eval(int argc, char **argv) {
    command_options options;
    labelled set;
    if (!options_parse(argc, argv, OPTION_PICTURE | OPTION_NETWORK, &options)) return COMMAND_FAILED;
    if (options.files != 2) return command_fail("eval", "needs two files: IMAGES.idx LABELS.idx");
    if (!open_labelled(&options, &set)) return COMMAND_FAILED;
    int status = evaluate(&options, &set);
    close_labelled(&set);
    return status;
}
