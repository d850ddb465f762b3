/* file: a whole file in memory. */
#ifndef LENET5_HOSTS_COMMAND_FILE_H
#define LENET5_HOSTS_COMMAND_FILE_H

#include <stddef.h>
#include <stdint.h>

enum { FILE_MAX_BYTES = 256 << 20 };

typedef struct file_bytes {
    uint8_t *bytes;
    size_t length;
} file_bytes;

/* Reads the file, or standard input for "-"; gzip (RFC 1952) is unpacked. Returns null, or what is wrong as a constant
 * phrase; then there is nothing to free. */
const char *file_read(const char *name, file_bytes *out);
void file_free(file_bytes *file);

int file_is_folder(const char *name);

#endif
