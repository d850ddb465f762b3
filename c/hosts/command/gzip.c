/* gzip: steps over the header, inflates the data and verifies length and checksum. */
#include "gzip.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/formats/crc32.h"
#include "../../base/formats/inflate.h"

enum { HEADER = 10, TRAILER = 8, HEADER_CHECK = 2, EXTRA = 4, NAME = 8, COMMENT = 16 };

int gzip_is(const uint8_t *bytes, size_t length) {
    return length >= HEADER + TRAILER && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8;
}

static uint32_t little_endian(const uint8_t *bytes) {
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static size_t after_text(const uint8_t *bytes, size_t length, size_t at) {
    while (at < length && bytes[at] != 0) at++;
    return at + 1;
}

/* Where the packed data begins; past the length when the header is truncated. */
static size_t data_start(const uint8_t *bytes, size_t length) {
    uint8_t flags = bytes[3];
    size_t at = HEADER;
    if (flags & EXTRA) at += 2 + (bytes[at] | (size_t)bytes[at + 1] << 8);
    if (flags & NAME) at = after_text(bytes, length, at);
    if (flags & COMMENT) at = after_text(bytes, length, at);
    return flags & HEADER_CHECK ? at + 2 : at;
}

const char *gzip_unpack(const uint8_t *bytes, size_t length, size_t limit, uint8_t **content, size_t *content_length) {
    size_t start = data_start(bytes, length), stated = little_endian(bytes + length - 4);
    if (start + TRAILER > length) return "gzip header is truncated";
    if (stated > limit) return "gzip file states over 256 MiB of content, or is truncated";
    uint8_t *unpacked = malloc(stated + 1); /* one more, so that content longer than stated is noticed */
    if (unpacked == NULL) return "not enough memory to unpack it";
    size_t made = inflate(bytes + start, length - start - TRAILER, unpacked, stated + 1);
    if (made != stated || crc32_of(unpacked, stated) != little_endian(bytes + length - 8)) {
        free(unpacked);
        return "gzip data is truncated or damaged";
    }
    *content = unpacked;
    *content_length = stated;
    return NULL;
}
