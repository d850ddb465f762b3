/* stb: compiles stb_image for PNG and JPEG alone, with a limit on memory. */
#include "stb.h"

#include <stdlib.h>
#include <string.h>

/* Twice what the samples of 16 megapixels need at 8 bytes each, with a byte before each row of one pixel: stb doubles a
 * buffer that is too small. A file that unpacks to more is no picture that could be read. */
static const size_t MOST_BYTES = (size_t)288 << 20;

static void *allocate(size_t bytes) { return bytes <= MOST_BYTES ? malloc(bytes) : NULL; }
static void *reallocate(void *memory, size_t bytes) { return bytes <= MOST_BYTES ? realloc(memory, bytes) : NULL; }

#define STBI_MALLOC(bytes) allocate(bytes)
#define STBI_REALLOC(memory, bytes) reallocate(memory, bytes)
#define STBI_FREE(memory) free(memory)
#ifndef __clang_analyzer__ /* which would examine the library at length, and not the use of it */
#define STB_IMAGE_IMPLEMENTATION
#endif
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
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

/* stb's reasons are a few words each. */
static const char *reason(void) {
    const char *why = stbi_failure_reason();
    if (why == NULL) return "the file is damaged";
    return strcmp(why, "outofmem") == 0 ? "it unpacks to more than a picture can have, or memory is short" : why;
}

uint8_t *stb_decode(const uint8_t *bytes, int length, int *width, int *height, const char **why) {
    uint8_t *rgba = stbi_load_from_memory(bytes, length, width, height, NULL, 4);
    if (rgba == NULL) *why = reason();
    return rgba;
}
