#include "options.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "../lenet5.h"
#include "command.h"

/* One that is only named: sets it and returns 1. */
static int flag(const char *argument, int accepted, command_options *out) {
    if (strcmp(argument, "--json") == 0) out->json = 1;
    else if (strcmp(argument, "--verbose") == 0 && accepted & OPTION_VERBOSE) out->verbose = 1;
    else if (strcmp(argument, "--picture") == 0 && accepted & OPTION_PICTURE) out->picture = 1;
    else return 0;
    return 1;
}

/* Those with a value return 1, or 0 after a line on stderr. */

static int set_weights(const char *value, command_options *out) {
    out->weights = value;
    return 1;
}

static int set_format(const char *value, command_options *out) {
    static const char *const NAMES[] = {[LENET5_DIGITS] = "digits", [LENET5_ZIP] = "zip", [LENET5_AMOUNT] = "amount"};
    for (int i = 0; i < (int)(sizeof NAMES / sizeof *NAMES); i++) {
        if (strcmp(value, NAMES[i]) != 0) continue;
        out->format = i;
        return 1;
    }
    return command_fail(value, "is no format; there are digits, zip and amount"), 0;
}

static int set_length(const char *value, command_options *out) {
    char *end;
    const long length = strtol(value, &end, 10);
    if (end == value || *end != '\0' || length < 1 || length > LENET5_MAX_DIGITS)
        return command_fail(value, "--length is from 1 to 64"), 0;
    out->length = (int)length;
    return 1;
}

static const struct valued {
    const char *name, *value; /* what is missing when there is none */
    int accepted;             /* by which verbs; 0: all */
    int (*set)(const char *value, command_options *out);
} VALUED[] = {
    {"--weights", "needs a file's name", 0, set_weights},
    {"--format", "needs digits, zip or amount", OPTION_FORMAT, set_format},
    {"--length", "needs a number of digits", OPTION_FORMAT, set_length},
};

/* The option with a value that an argument names, as --name or --name=VALUE; null when it is none. */
static const struct valued *valued(const char *argument, int accepted) {
    const size_t length = strcspn(argument, "=");
    for (size_t i = 0; i < sizeof VALUED / sizeof *VALUED; i++) {
        if (strlen(VALUED[i].name) != length || strncmp(argument, VALUED[i].name, length) != 0) continue;
        if (VALUED[i].accepted == 0 || VALUED[i].accepted & accepted) return &VALUED[i];
    }
    return NULL;
}

/* A ZIP code has 5 or 9 digits, an amount any number. */
static int fits(const command_options *options) {
    if (options->length == 0 || options->format == LENET5_DIGITS) return 1;
    if (options->format == LENET5_ZIP && (options->length == 5 || options->length == 9)) return 1;
    return command_fail("--length", options->format == LENET5_ZIP ? "of a ZIP code is 5 or 9" : "is not for amounts"), 0;
}

int options_parse(int argc, char **argv, int accepted, command_options *out) {
    int names_only = 0;
    *out = (command_options){.names = argv};
    for (int i = 0; i < argc; i++) {
        char *argument = argv[i];
        const struct valued *option = names_only ? NULL : valued(argument, accepted);
        if (names_only || argument[0] != '-' || strcmp(argument, "-") == 0) out->names[out->files++] = argument;
        else if (strcmp(argument, "--") == 0) names_only = 1;
        else if (option != NULL) {
            const char *value = strchr(argument, '=');
            if (value == NULL && ++i == argc) return command_fail(argument, option->value), 0;
            if (!option->set(value != NULL ? value + 1 : argv[i], out)) return 0;
        } else if (!flag(argument, accepted, out))
            return command_fail(argument, "is no option of this command; lenet5 --help lists them"), 0;
    }
    return fits(out);
}
