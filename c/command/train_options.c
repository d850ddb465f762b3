#include "train_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

enum { LONGEST = 1024, LONGEST_OPTION = 16 };

static int parse_number(const char *text, long most, long *number) {
    char *end;
    errno = 0;
    *number = strtol(text, &end, 10);
    return end != text && *end == '\0' && errno == 0 && *number >= 0 && *number <= most;
}

static int parse_recipe(const char *name, train_options *out) {
    out->how = recipe_find(name);
    if (out->how != NULL) return 1;
    char text[LONGEST] = "is no recipe; there are";
    for (int i = 0; recipe_number(i) != NULL; i++) {
        strncat(text, i == 0 ? " " : ", ", LONGEST - strlen(text) - 1);
        strncat(text, recipe_number(i)->name, LONGEST - strlen(text) - 1);
    }
    return command_fail(name, text), 0;
}

/* An option with a value; 1, or 0 after a line on stderr. */
static int parse_valued(const char *option, const char *value, train_options *out) {
    long number;
    if (strcmp(option, "--data") == 0) return out->data = value, 1;
    if (strcmp(option, "--output") == 0) return out->output = value, 1;
    if (strcmp(option, "--checkpoint") == 0) return out->checkpoint = value, 1;
    if (strcmp(option, "--recipe") == 0) return parse_recipe(value, out);
    if (strcmp(option, "--teacher") == 0) {
        if (out->teacher_count == TRAINER_TEACHERS) return command_fail(value, "is one teacher too many; 8 may be given"), 0;
        return out->teachers[out->teacher_count++] = value, 1;
    }
    if (strcmp(option, "--epochs") == 0) {
        if (!parse_number(value, 100000, &number) || number < 1) return command_fail(value, "--epochs is from 1 to 100000"), 0;
        return out->epochs = (int)number, 1;
    }
    if (strcmp(option, "--seed") == 0) {
        if (!parse_number(value, INT32_MAX, &number)) return command_fail(value, "--seed is from 0 to 2147483647"), 0;
        return out->seed = (uint64_t)number, 1;
    }
    if (!parse_number(value, WORKERS_MOST, &number) || number < 1) return command_fail(value, "--workers is from 1 to 64"), 0;
    return out->workers = (int)number, 1;
}

/* The value of argv[*i], from the same argument or the next; null after a line on stderr. */
static const char *value_of(int argc, char **argv, int *i, char name[LONGEST_OPTION]) {
    static const char *const VALUED[] = {"--data", "--output", "--checkpoint", "--recipe", "--teacher", "--epochs", "--seed", "--workers"};
    const char *option = argv[*i], *value = NULL;
    size_t length = strcspn(option, "=");
    int known = 0;
    name[0] = '\0';
    if (length < LONGEST_OPTION) strncat(name, option, length);
    for (size_t k = 0; k < sizeof VALUED / sizeof *VALUED; k++) known |= strcmp(name, VALUED[k]) == 0;
    if (!known) return command_fail(option, "is no option of this command; lenet5 --help lists them"), NULL;
    if (option[length] == '=') value = option + length + 1;
    else if (*i + 1 < argc) value = argv[++*i];
    if (value == NULL || *value == '\0') return command_fail(name, "needs a value"), NULL;
    return value;
}

int train_options_parse(int argc, char **argv, train_options *out) {
    const char *folder = getenv("LENET5_DATA");
    *out = (train_options){.data = folder != NULL ? folder : "../shared", .output = "lenet5.safetensors", .how = recipe_number(0),
                           .workers = 1, .seed = 1};
    for (int i = 0; i < argc; i++) {
        char name[LONGEST_OPTION];
        if (strcmp(argv[i], "--json") == 0) out->json = 1;
        else if (strcmp(argv[i], "--resume") == 0) out->resume = 1;
        else {
            const char *value = value_of(argc, argv, &i, name);
            if (value == NULL || !parse_valued(name, value, out)) return 0;
        }
    }
    if (out->epochs == 0) out->epochs = out->how->epochs;
    return 1;
}
