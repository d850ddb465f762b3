/* replace: writes a whole file or nothing.
 *
 * A regular file is written under a name of its own in the same folder, brought to the disk and renamed: who reads it,
 * or loses power, finds the old or the new one. Its mode and owner are kept, and a symbolic link to it stays one (WASI
 * knows no modes: there the host's usual one is given). A device or a pipe is written through. An interruption waits
 * until nothing is left behind.
 */
#ifndef LENET5_HOSTS_COMMAND_REPLACE_H
#define LENET5_HOSTS_COMMAND_REPLACE_H

#include <stddef.h>

/* Null, or what is wrong as a constant phrase; then a regular file is as it was. */
const char *write_file_atomically(const char *name, const void *bytes, size_t length);

/* Whether write_file_atomically could write there: null, or what is wrong. */
const char *replace_check(const char *name);

/* Whether the name is a regular file's, or none's yet, and not a device's or a pipe's. */
int replace_is_file(const char *name);

/* Removes what write_file_atomically wrote, when it is a regular file. */
void replace_remove(const char *name);

#endif
