/* train_options: a table of the options of `lenet5 train`, each with its setter. */
#include "train_options.h"

#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "command.h"

enum { LONGEST = 1024 };

static int set_recipe(const char *name, train_options *out) {
    out->recipe = recipe_find(name);
    if (out->recipe != NULL) return 1;
    char text[LONGEST] = "is no recipe; there are";
    for (int i = 0; recipe_number(i) != NULL; i++) {
        strncat(text, i == 0 ? " " : ", ", LONGEST - strlen(text) - 1);
        strncat(text, recipe_number(i)->name, LONGEST - strlen(text) - 1);
    }
    return command_fail(name, text), 0;
}

static int set_data(const char *value, train_options *out) { return out->data = value, 1; }
static int set_output(const char *value, train_options *out) { return out->output = value, 1; }
static int set_checkpoint(const char *value, train_options *out) { return out->checkpoint = value, 1; }

static int set_teacher(const char *value, train_options *out) {
    if (out->teacher_count == TRAINER_TEACHERS)
        return command_fail(value, "is one teacher too many; 8 may be given"), 0;
    return out->teachers[out->teacher_count++] = value, 1;
}

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

static int set_workers(const char *value, train_options *out) {
    long number;
    if (!argument_number("--workers", value, 1, WORKERS_MOST, &number)) return 0;
    return out->workers = (int)number, 1;
}

static const struct valued {
    const char *name;
    int (*set)(const char *value, train_options *out); /* 1, or 0 after a line on stderr */
} VALUED[] = {
    {"--data", set_data},     {"--output", set_output},   {"--checkpoint", set_checkpoint},
    {"--recipe", set_recipe}, {"--teacher", set_teacher}, {"--epochs", set_epochs},
    {"--seed", set_seed},     {"--workers", set_workers}, {"--learning-rate", set_learning_rate},
};

static const struct valued *valued(const char *argument) {
    for (size_t i = 0; i < sizeof VALUED / sizeof *VALUED; i++)
        if (argument_is(argument, VALUED[i].name)) return &VALUED[i];
    return NULL;
}

int train_options_parse(int argc, char **argv, train_options *out) {
    const char *folder = getenv("LENET5_DATA");
    *out = (train_options){.data = folder != NULL ? folder : "../shared",
                           .output = "lenet5.safetensors",
                           .recipe = recipe_number(0),
                           .workers = 1,
                           .seed = 1};
    for (int i = 0; i < argc; i++) {
        const struct valued *option = valued(argv[i]);
        if (strcmp(argv[i], "--json") == 0) out->json = 1;
        else if (strcmp(argv[i], "--resume") == 0) out->resume = 1;
        else if (option == NULL)
            return command_fail(argv[i], "is no option of this command; lenet5 --help lists them"), 0;
        else {
            const char *value = argument_value(argc, argv, &i, "needs a value");
            if (value == NULL || !option->set(value, out)) return 0;
        }
    }
    if (out->epochs == 0) out->epochs = out->recipe->epochs;
    if (out->learning_rate > 0.0f) {
        out->changed = *out->recipe;
        out->changed.optimisation.learning_rate = out->learning_rate;
        out->recipe = &out->changed;
    }
    return 1;
}
