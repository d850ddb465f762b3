/* output: remembers the first failed write to standard output and reports it once. */
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "text.h"

static int error; /* of the first write that failed */

int output_failed(void) {
    if (error == 0 && ferror(stdout)) error = errno != 0 ? errno : EIO;
    return error != 0;
}

int output_end(int status) {
    if (!output_failed() && fflush(stdout) != 0) error = errno;
    if (error == 0 || error == EPIPE) return status;
    char text[128];
    snprintf(text, sizeof text, "cannot be written: %s", strerror(error));
    return command_fail("standard output", text);
}

int output_fail_file(int json, const char *name, const char *why) {
    if (json) {
        fputs("{\"file\":", stdout);
        text_print_json(stdout, name);
        fputs(",\"error\":", stdout);
        text_print_json(stdout, why);
        fputs("}\n", stdout);
    }
    return command_fail(name, why);
}
