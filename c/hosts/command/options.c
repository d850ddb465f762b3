/* options: tells options from file names for the verbs that examine pictures. */
#include "options.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "command.h"

/* An option without a value: sets it and returns 1; 0 when it is none. */
static int flag(const char *argument, int accepted, command_options *out) {
    if (strcmp(argument, "--json") == 0) out->json = 1;
    else if (strcmp(argument, "--verbose") == 0 && accepted & OPTION_VERBOSE) out->verbose = 1;
    else if (strcmp(argument, "--picture") == 0 && accepted & OPTION_PICTURE) out->picture = 1;
    else if (strcmp(argument, "--csv") == 0 && accepted & OPTION_CSV) out->csv = 1;
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
    static const char *const NAMES[] = LENET5_FORMAT_NAMES;
    for (int i = 0; i < LENET5_PATTERN; i++) {
        if (strcmp(value, NAMES[i]) != 0) continue;
        out->request.format = i;
        return 1;
    }
    return command_fail(value, "is no format; there are digits, zip, amount, number, date, time, phone, percent, "
                               "fraction, score and auto; others by --pattern"),
           0;
}

/* Copies an option's text into the request; 0 after a line on stderr where it is too long. */
static int copy(const char *option, const char *value, char *to, size_t room) {
    if (strlen(value) >= room) return command_fail(option, "is too long"), 0;
    strcpy(to, value);
    return 1;
}

static int set_pattern(const char *value, command_options *out) {
    out->request.format = LENET5_PATTERN;
    return copy("--pattern", value, out->request.pattern, sizeof out->request.pattern);
}

static int set_currency(const char *value, command_options *out) {
    return copy("--currency", value, out->request.currency, sizeof out->request.currency);
}

static int set_locale(const char *value, command_options *out) {
    return copy("--locale", value, out->request.locale, sizeof out->request.locale);
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
    out->request.length = (int32_t)length;
    return 1;
}

static int set_region(const char *value, command_options *out) {
    int end = 0;
    lenet5_box *r = &out->request.region;
    const int found = sscanf(value, "%7" SCNd32 ",%7" SCNd32 ",%7" SCNd32 ",%7" SCNd32 "%n", &r->x, &r->y, &r->width,
                             &r->height, &end);
    if (found == 4 && value[end] == '\0' && r->x >= 0 && r->y >= 0 && r->width > 0 && r->height > 0) return 1;
    return command_fail(value, "is no region; it is X,Y,WIDTH,HEIGHT in pixels, such as 10,20,300,80"), 0;
}

static const struct valued {
    const char *name, *value; /* value: the message when it is missing */
    int accepted;             /* by which verbs; 0: all */
    int (*set)(const char *value, command_options *out);
} VALUED[] = {
    {"--weights", "needs a file's name", 0, set_weights},
    {"--stages", "needs a folder's name", OPTION_STAGES, set_stages},
    {"--format", "needs digits, zip, amount or another format", OPTION_FORMAT, set_format},
    {"--pattern", "needs a pattern, such as \\d{2}/\\d{2}", OPTION_FORMAT, set_pattern},
    {"--currency", "needs USD, EUR, GBP or JPY", OPTION_FORMAT, set_currency},
    {"--locale", "needs a language tag, such as en-US", OPTION_FORMAT, set_locale},
    {"--region", "needs X,Y,WIDTH,HEIGHT", OPTION_REGION, set_region},
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

/* The option that the engine refuses a request for. */
static const char *refused_option(const lenet5_request *request) {
    if (lenet5_pattern_place(request) >= 0) return "--pattern";
    if (request->length != 0) return "--length";
    return request->locale[0] != '\0' ? "--locale" : "--currency";
}

/* The engine knows what can be asked of it. */
static int fits(const command_options *options) {
    enum { LONGEST = 256 };
    char text[LONGEST];
    const lenet5_request *request = &options->request;
    const char *wrong = lenet5_request_error(request);
    if (wrong == NULL) return 1;
    const int place = lenet5_pattern_place(request);
    if (place < 0) return command_fail(refused_option(request), wrong), 0;
    snprintf(text, sizeof text, "%s, at %d: %.80s", wrong, place + 1, request->pattern + place);
    return command_fail("--pattern", text), 0;
}

int options_parse(int argc, char **argv, int accepted, command_options *out) {
    int names_only = 0;
    *out = (command_options){.names = argv, .request = {.line = -1}};
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
