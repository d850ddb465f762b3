#include "options.h"

#include <stddef.h>
#include <string.h>

#include "command.h"

/* One that is only named: sets it and returns 1. */
static int flag(const char *argument, int accepted, command_options *out) {
    if (strcmp(argument, "--json") == 0) out->json = 1;
    else if (strcmp(argument, "--verbose") == 0 && accepted & OPTION_VERBOSE) out->verbose = 1;
    else if (strcmp(argument, "--picture") == 0 && accepted & OPTION_PICTURE) out->picture = 1;
    else return 0;
    return 1;
}

int options_parse(int argc, char **argv, int accepted, command_options *out) {
    static const char WEIGHTS[] = "--weights=";
    int names_only = 0;
    *out = (command_options){.names = argv};
    for (int i = 0; i < argc; i++) {
        char *argument = argv[i];
        if (names_only || argument[0] != '-' || strcmp(argument, "-") == 0) out->names[out->files++] = argument;
        else if (strcmp(argument, "--") == 0) names_only = 1;
        else if (strncmp(argument, WEIGHTS, strlen(WEIGHTS)) == 0) out->weights = argument + strlen(WEIGHTS);
        else if (strcmp(argument, "--weights") == 0) {
            if (++i == argc) return command_fail(argument, "needs a file's name"), 0;
            out->weights = argv[i];
        } else if (!flag(argument, accepted, out))
            return command_fail(argument, "is no option of this command; lenet5 --help lists them"), 0;
    }
    return 1;
}
