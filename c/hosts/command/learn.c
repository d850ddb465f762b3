/* learn: the verb that changes weights so that pictures are read as what they are said to be. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "command.h"
#include "engine.h"
#include "imported.h"
#include "output.h"
#include "replace.h"
#include "text.h"
#include "weights.h"

enum { NO_DIGIT = -1 };

typedef struct learning {
    command_options options;
    const char *output;
    file_bytes weights; /* to start from */
    command_engine engine;
    lenet5_example *examples; /* [LENET5_MAX_EXAMPLES] */
    size_t count;
    void *memory, *learned;
    lenet5_learned report;
} learning;

/* Options ---------------------------------------------------------------------------------------------------------- */

/* Brings the names to the front of argv. */
static int parse(int argc, char **argv, learning *out) {
    int names_only = 0;
    command_options *options = &out->options;
    options->names = argv;
    for (int i = 0; i < argc; i++) {
        const int is_output = !names_only && argument_is(argv[i], "--output");
        if (is_output || (!names_only && argument_is(argv[i], "--weights"))) {
            const char *value = argument_value(argc, argv, &i, "needs a file's name");
            if (value == NULL) return 0;
            *(is_output ? &out->output : &options->weights) = value;
        } else if (!names_only && strcmp(argv[i], "--") == 0) names_only = 1;
        else if (!names_only && strcmp(argv[i], "--json") == 0) options->json = 1;
        else if (!names_only && argv[i][0] == '-')
            return command_fail(argv[i], "is no option of this command; lenet5 --help lists them"), 0;
        else argv[options->files++] = argv[i];
    }
    if (options->files == 0)
        return command_fail("learn", "which pictures? 7=FILE for a 7, none=FILE for what is no digit"), 0;
    return out->output != NULL || (command_fail("learn", "where to? --output FILE is missing"), 0);
}

/* "7=FILE" → 7, "none=FILE" → NO_DIGIT, and where the file's name begins; null, after a line on stderr. */
static const char *labelled(const char *argument, int *digit) {
    const char *mark = strchr(argument, '=');
    if (mark == argument + 1 && argument[0] >= '0' && argument[0] <= '9') *digit = argument[0] - '0';
    else if (mark == argument + 4 && strncmp(argument, "none", 4) == 0) *digit = NO_DIGIT;
    else mark = NULL;
    if (mark != NULL && mark[1] != '\0') return mark + 1;
    command_fail(argument, "what is it? 7=FILE for a 7, none=FILE for what is no digit");
    return NULL;
}

/* Examples --------------------------------------------------------------------------------------------------------- */

/* Null, or why a picture teaches nothing. */
static const char *wrong_with(const lenet5_result *result, int digit) {
    switch (result->status) {
    case LENET5_BLANK: return "there is no ink in it";
    case LENET5_CANCELLED: return digit == NO_DIGIT ? NULL : "it is crossed out, which learning does not change";
    case LENET5_MORE_THAN_ONE:
        return digit == NO_DIGIT ? NULL : "there is more than one digit in it, which learning does not change";
    default: return NULL;
    }
}

static int add_example(learning *l, const picture_file *file, size_t index, const char *name, int digit) {
    lenet5_result result;
    if (l->count == LENET5_MAX_EXAMPLES) return output_fail_file(l->options.json, name, "over 200 pictures"), 0;
    if (!engine_read(&l->engine, file, index, 0, name, &result)) return 0;
    const char *wrong = wrong_with(&result, digit);
    if (wrong != NULL) return output_fail_file(l->options.json, name, wrong), 0;
    lenet5_example *example = &l->examples[l->count++];
    memcpy(example->picture, result.picture, sizeof example->picture);
    example->digit = digit;
    return 1;
}

static int add_file(learning *l, const char *argument) {
    int digit, added = 1;
    picture_file file;
    const char *name = labelled(argument, &digit);
    if (name == NULL) return 0;
    if (!picture_open(name, &file)) return output_fail_file(l->options.json, name, file.fault), 0;
    for (size_t i = 0; i < file.count && added; i++) added = add_example(l, &file, i, name, digit);
    picture_close(&file);
    return added;
}

/* Weights ---------------------------------------------------------------------------------------------------------- */

static int copy_weights(const void *bytes, size_t length, file_bytes *to) {
    *to = (file_bytes){malloc(length), length};
    if (to->bytes == NULL) return command_fail(NULL, "not enough memory for the weights"), 0;
    memcpy(to->bytes, bytes, length);
    return 1;
}

/* Whatever kind they are of; the engine has taken them already. */
static int read_weights(const char *name, file_bytes *to) {
    static const fold_options ASSUMED = {.std = 1};
    file_bytes from;
    imported file;
    const char *wrong = file_read(name, &from);
    if (wrong != NULL) return command_fail(name, wrong), 0;
    const int made = imported_open(&from, &ASSUMED, &file) ? copy_weights(file.weights.bytes, file.weights.length, to)
                                                           : (command_fail(name, file.fault.message), 0);
    imported_close(&file);
    file_free(&from);
    return made;
}

/* The verb --------------------------------------------------------------------------------------------------------- */

static int open_all(learning *l) {
    l->examples = calloc(LENET5_MAX_EXAMPLES, sizeof *l->examples);
    l->memory = aligned_alloc(LENET5_ALIGNMENT, lenet5_learn_size());
    l->learned = malloc(LENET5_LEARNED_BYTES);
    if (l->examples == NULL || l->memory == NULL || l->learned == NULL)
        return command_fail(NULL, "not enough memory to learn"), 0;
    if (!engine_open(&l->options, &l->engine)) return 0;
    return l->options.weights != NULL ? read_weights(l->options.weights, &l->weights)
                                      : copy_weights(command_weights, command_weights_length, &l->weights);
}

static void close_all(learning *l) {
    engine_close(&l->engine);
    file_free(&l->weights);
    free(l->examples);
    free(l->memory);
    free(l->learned);
}

static void print_report(const learning *l) {
    const lenet5_learned *r = &l->report;
    if (l->options.json) {
        fputs("{\"output\":", stdout);
        text_print_json(stdout, l->output);
        printf(",\"examples\":%zu,\"rightBefore\":%d,\"right\":%d,\"rehearsed\":%d,\"kept\":%d}\n", l->count,
               (int)r->right_before, (int)r->right, (int)r->rehearsed, (int)r->kept);
        return;
    }
    text_print(stdout, l->output);
    printf(": of %zu pictures %d are read right, %d were before; of %d drawn ones %d are read as before\n", l->count,
           (int)r->right, (int)r->right_before, (int)r->rehearsed, (int)r->kept);
}

static int learn_all(learning *l) {
    lenet5_error fault;
    for (int i = 0; i < l->options.files; i++)
        if (!add_file(l, l->options.names[i])) return COMMAND_FAILED;
    if (lenet5_learn(l->weights.bytes, l->weights.length, l->examples, l->count, l->memory, l->learned, &l->report,
                     &fault) != LENET5_OK)
        return command_fail("learn", fault.message);
    const char *wrong = write_file_atomically(l->output, l->learned, (size_t)l->report.file_bytes);
    if (wrong != NULL) return command_fail(l->output, wrong);
    print_report(l);
    return COMMAND_OK;
}

int command_learn(int argc, char **argv) {
    learning l = {0};
    if (!parse(argc, argv, &l)) return COMMAND_FAILED;
    const int status = open_all(&l) ? learn_all(&l) : COMMAND_FAILED;
    close_all(&l);
    return status;
}
