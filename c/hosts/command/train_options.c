/* train_options: a table of the options of `lenet5 train`, each with its setter. */
#include "train_options.h"

#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "command.h"
#include "options.h"

enum { LONGEST = 1024 };

static int set_recipe(const char *name, train_options *out) { return out->recipe_name = name, 1; }
static int set_data(const char *value, train_options *out) { return out->data = value, 1; }
static int set_output(const char *value, train_options *out) { return out->output = value, 1; }
static int set_start(const char *value, train_options *out) { return out->start = value, 1; }
static int set_checkpoint(const char *value, train_options *out) { return out->checkpoint = value, 1; }

static int set_average(const char *value, train_options *out) {
    if (out->averaged_count == TRAIN_AVERAGED) return command_fail(value, "is one file too many; 8 may be averaged"), 0;
    return out->averaged[out->averaged_count++] = value, 1;
}

static int set_teacher(const char *value, train_options *out) {
    if (out->teacher_count == TRAINER_TEACHERS)
        return command_fail(value, "is one teacher too many; 8 may be given"), 0;
    return out->teachers[out->teacher_count++] = value, 1;
}

static int set_network(const char *value, train_options *out) { return options_network(value, &out->network); }

static int set_epochs(const char *value, train_options *out) {
    long number;
    if (!argument_number("--epochs", value, 1, 100000, &number)) return 0;
    return out->epochs = (int)number, 1;
}

static int set_seed(const char *value, train_options *out) {
    long number;
    if (!argument_number("--seed", value, 0, INT32_MAX, &number)) return 0;
    return out->seed = (uint64_t)number, 1;
}

static int set_learning_rate(const char *value, train_options *out) {
    return argument_positive("--learning-rate", value, 1000.0f, &out->learning_rate);
}

static int set_lines(const char *value, train_options *out) {
    long number;
    if (!argument_number("--lines", value, 1, 100000, &number)) return 0;
    return out->lines = (int)number, 1;
}

static int set_workers(const char *value, train_options *out) {
    long number;
    if (!argument_number("--workers", value, 1, WORKERS_MOST, &number)) return 0;
    return out->workers = (int)number, 1;
}

static int set_fold(const char *value, train_options *out) {
    enum { MOST = 100 };
    char *rest;
    const long number = strtol(value, &rest, 10);
    const long of = *rest == '/' ? strtol(rest + 1, &rest, 10) : 0;
    if (*rest != '\0' || of < 2 || of > MOST || number < 1 || number > of)
        return command_fail("--fold", "is a part of the writers as K/N, K from 1 to N, N from 2 to 100"), 0;
    return out->fold = (pens_fold){(int)number, (int)of}, 1;
}

static const struct valued {
    const char *name;
    int (*set)(const char *value, train_options *out); /* 1, or 0 after a line on stderr */
} VALUED[] = {
    {"--data", set_data},
    {"--output", set_output},
    {"--checkpoint", set_checkpoint},
    {"--recipe", set_recipe},
    {"--teacher", set_teacher},
    {"--epochs", set_epochs},
    {"--seed", set_seed},
    {"--workers", set_workers},
    {"--fold", set_fold},
    {"--learning-rate", set_learning_rate},
    {"--lines", set_lines},
    {"--start", set_start},
    {"--average", set_average},
    {"--network", set_network},
};

static const struct valued *valued(const char *argument) {
    for (size_t i = 0; i < sizeof VALUED / sizeof *VALUED; i++)
        if (argument_is(argument, VALUED[i].name)) return &VALUED[i];
    return NULL;
}

static const char *recipe_name(lenet5_network of, int number) {
    if (of == LENET5_NETWORK_1998) return recipe_1998_number(number) == NULL ? NULL : recipe_1998_number(number)->name;
    return recipe_number(number) == NULL ? NULL : recipe_number(number)->name;
}

/* The recipe of the name, among the network's. 1, or 0 after a line on stderr. */
static int choose_recipe(train_options *out) {
    if (out->recipe_name == NULL) return 1;
    char text[LONGEST] = "is no recipe; there are";
    for (int i = 0; recipe_name(out->network, i) != NULL; i++) {
        const char *name = recipe_name(out->network, i);
        if (strcmp(name, out->recipe_name) == 0) {
            out->recipe_1998 = recipe_1998_find(name);
            out->recipe = recipe_find(name);
            return 1;
        }
        strncat(text, i == 0 ? " " : ", ", LONGEST - strlen(text) - 1);
        strncat(text, name, LONGEST - strlen(text) - 1);
    }
    return command_fail(out->recipe_name, text), 0;
}

/* What only one of the networks' trainings can do. 1, or 0 after a line on stderr. */
static int fits_network(const train_options *options) {
    const char *option = options->network == LENET5_NETWORK_TODAY ? options->hold_out ? "--hold-out" : NULL
                         : options->resume                        ? "--resume"
                         : options->checkpoint != NULL            ? "--checkpoint"
                         : options->teacher_count > 0             ? "--teacher"
                         : options->fold.of != 0                  ? "--fold"
                         : options->start != NULL                 ? "--start"
                         : options->averaged_count > 0            ? "--average"
                         : options->lines > 0                     ? "--lines"
                                                                  : NULL;
    if (option == NULL) return 1;
    return command_fail(option, options->network == LENET5_NETWORK_TODAY ? "is for --network 1998 alone"
                                                                         : "is not for --network 1998"),
           0;
}

/* What is asked for instead of the recipe's. 1, or 0 after a line on stderr. */
static int change_recipe(train_options *out) {
    out->changed = *out->recipe;
    if (out->learning_rate > 0.0f) out->changed.optimisation.learning_rate = out->learning_rate;
    if (out->lines > 0 && out->recipe->strings.lines == 0)
        return command_fail("--lines", "is for recipes that learn lines; there is --recipe strings"), 0;
    if (out->lines > 0) out->changed.strings.lines = out->lines;
    if (out->changed.strings.lines > 0 && out->start == NULL && out->averaged_count == 0)
        return command_fail(out->changed.name, "is a recipe that goes on from weights; name them with --start"), 0;
    out->recipe = &out->changed;
    return 1;
}

int train_options_parse(int argc, char **argv, train_options *out) {
    const char *folder = getenv("LENET5_DATA");
    *out = (train_options){.data = folder != NULL ? folder : "../shared",
                           .recipe = recipe_number(0),
                           .recipe_1998 = recipe_1998_number(0),
                           .workers = 1,
                           .seed = 1};
    for (int i = 0; i < argc; i++) {
        const struct valued *option = valued(argv[i]);
        if (strcmp(argv[i], "--json") == 0) out->json = 1;
        else if (strcmp(argv[i], "--resume") == 0) out->resume = 1;
        else if (strcmp(argv[i], "--hold-out") == 0) out->hold_out = 1;
        else if (option == NULL)
            return command_fail(argv[i], "is no option of this command; lenet5 --help lists them"), 0;
        else {
            const char *value = argument_value(argc, argv, &i, "needs a value");
            if (value == NULL || !option->set(value, out)) return 0;
        }
    }
    if (!choose_recipe(out) || !fits_network(out)) return 0;
    const int of_1998 = out->network == LENET5_NETWORK_1998;
    if (out->output == NULL) out->output = of_1998 ? "lenet5-1998.safetensors" : "lenet5.safetensors";
    if (out->epochs == 0) out->epochs = of_1998 ? out->recipe_1998->passes : out->recipe->epochs;
    if (out->fold.of == 0 && !of_1998) out->fold = out->recipe->fold;
    return of_1998 || change_recipe(out);
}
