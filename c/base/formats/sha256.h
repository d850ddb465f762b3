/* sha256: the digest of bytes in memory (FIPS 180-4), by which data and weights are told apart. */
#ifndef LENET5_BASE_FORMATS_SHA256_H
#define LENET5_BASE_FORMATS_SHA256_H

#include <stddef.h>

enum { SHA256_TEXT = 65 };

/* 64 hexadecimal digits and a null. */
void sha256(const void *bytes, size_t length, char text[SHA256_TEXT]);

#endif
