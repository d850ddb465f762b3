/* options: tells options from file names for the verbs that examine pictures. */
#include "options.h"

#include <stddef.h>
#include <string.h>

#include "../../include/lenet5.h"
#include "arguments.h"
#include "command.h"

/* An option without a value: sets it and returns 1; 0 when it is none. */
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

static int set_stages(const char *value, command_options *out) {
    out->stages = value;
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

int options_network(const char *name, lenet5_network *network) {
    *network = strcmp(name, "1998") == 0 ? LENET5_NETWORK_1998 : LENET5_NETWORK_TODAY;
    return strcmp(name, "1998") == 0 || strcmp(name, "today") == 0 ||
           (command_fail(name, "is no network; there are today and 1998"), 0);
}

static int set_network(const char *value, command_options *out) { return options_network(value, &out->network); }

static int set_length(const char *value, command_options *out) {
    long length;
    if (!argument_number("--length", value, 1, INT32_MAX, &length)) return 0;
    out->length = (int)length;
    return 1;
}

static const struct valued {
    const char *name, *value; /* value: the message when it is missing */
    int accepted;             /* by which verbs; 0: all */
    int (*set)(const char *value, command_options *out);
} VALUED[] = {
    {"--weights", "needs a file's name", 0, set_weights},
    {"--stages", "needs a folder's name", OPTION_STAGES, set_stages},
    {"--format", "needs digits, zip or amount", OPTION_FORMAT, set_format},
    {"--length", "needs a number of digits", OPTION_FORMAT, set_length},
    {"--network", "needs today or 1998", OPTION_NETWORK, set_network},
};

/* The option with a value that an argument names; null when it is none. */
static const struct valued *valued(const char *argument, int accepted) {
    for (size_t i = 0; i < sizeof VALUED / sizeof *VALUED; i++)
        if (argument_is(argument, VALUED[i].name) && (VALUED[i].accepted == 0 || VALUED[i].accepted & accepted))
            return &VALUED[i];
    return NULL;
}

/* The engine knows which lengths a format has. */
static int fits(const command_options *options) {
    const lenet5_request request = {options->format, options->length, -1};
    const char *wrong = lenet5_request_error(&request);
    return wrong == NULL || (command_fail("--length", wrong), 0);
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
            const char *value = argument_value(argc, argv, &i, option->value);
            if (value == NULL || !option->set(value, out)) return 0;
        } else if (!flag(argument, accepted, out))
            return command_fail(argument, "is no option of this command; lenet5 --help lists them"), 0;
    }
    return fits(out);
}
