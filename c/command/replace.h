/* replace: writes a whole file or nothing: under a temporary name beside it, renamed when complete. */
#ifndef LENET5_COMMAND_REPLACE_H
#define LENET5_COMMAND_REPLACE_H

#include <stddef.h>

/* Null, or what is wrong as a constant phrase; then the file is as it was. */
const char *replace_file(const char *name, const void *bytes, size_t length);

/* Whether replace_file could write there: null, or what is wrong. */
const char *replace_check(const char *name);

#endif
