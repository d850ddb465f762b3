/* gzip: one member of a gzip file (RFC 1952) → its content. */
#ifndef LENET5_HOSTS_COMMAND_GZIP_H
#define LENET5_HOSTS_COMMAND_GZIP_H

#include <stddef.h>
#include <stdint.h>

int gzip_is(const uint8_t *bytes, size_t length);

/* Null, and *content from malloc; or what is wrong as a constant phrase. Memory is bounded by the length that the file
 * states, which must be at most limit and true; the checksum is verified. */
const char *gzip_unpack(const uint8_t *bytes, size_t length, size_t limit, uint8_t **content, size_t *content_length);

#endif
