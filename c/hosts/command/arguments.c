/* arguments: finds the value of an option and checks that a number is in its range. */
#include "arguments.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

int argument_is(const char *argument, const char *name) {
    const size_t length = strcspn(argument, "=");
    return strlen(name) == length && strncmp(argument, name, length) == 0;
}

const char *argument_value(int argc, char **argv, int *i, const char *needs) {
    char *option = argv[*i], *equals = strchr(option, '=');
    const char *value = equals != NULL ? equals + 1 : *i + 1 < argc ? argv[++*i] : "";
    if (*value != '\0') return value;
    if (equals != NULL) *equals = '\0'; /* the name alone, for the message */
    return command_fail(option, needs), NULL;
}

int argument_number(const char *name, const char *value, long least, long most, long *number) {
    char *end, range[80];
    errno = 0;
    *number = strtol(value, &end, 10);
    if (end != value && *end == '\0' && errno == 0 && *number >= least && *number <= most) return 1;
    snprintf(range, sizeof range, "%s is from %ld to %ld", name, least, most);
    return command_fail(value, range), 0;
}

int argument_positive(const char *name, const char *value, float most, float *number) {
    char *end, range[80];
    *number = strtof(value, &end);
    if (end != value && *end == '\0' && *number > 0.0f && *number <= most) return 1;
    snprintf(range, sizeof range, "%s is above 0 and up to %g", name, (double)most);
    return command_fail(value, range), 0;
}
