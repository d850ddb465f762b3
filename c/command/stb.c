#include "stb.h"

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_SIMD /* the same pixels from a JPEG on every host */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#include <stb_image.h>
#pragma GCC diagnostic pop
#ifndef __clang__ /* gcc raises it where it inlines the header's functions below */
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

int stb_size(const uint8_t *bytes, int length, int *width, int *height, const char **why) {
    int known = stbi_info_from_memory(bytes, length, width, height, NULL);
    if (!known) *why = stbi_failure_reason();
    return known;
}

uint8_t *stb_decode(const uint8_t *bytes, int length, int *width, int *height, const char **why) {
    uint8_t *rgba = stbi_load_from_memory(bytes, length, width, height, NULL, 4);
    if (rgba == NULL) *why = stbi_failure_reason();
    return rgba;
}

int stb_inflate(uint8_t *to, int capacity, const uint8_t *from, int length) {
    return stbi_zlib_decode_noheader_buffer((char *)to, capacity, (const char *)from, length);
}
