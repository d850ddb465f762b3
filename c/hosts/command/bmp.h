/* bmp: uncompressed BMP pictures of 1, 4, 8, 16, 24 and 32 bits a pixel → RGBA.
 *
 * Bottom-up or top-down, with every header from OS/2's to version 5. Source: Microsoft, "Bitmap Storage".
 *
 * stb_image's reader makes up what a file lacks, so it would take a strict reader in front of it for everything but the
 * copying of the pixels, which is less than that.
 */
#ifndef LENET5_HOSTS_COMMAND_BMP_H
#define LENET5_HOSTS_COMMAND_BMP_H

#include <stddef.h>
#include <stdint.h>

typedef struct bmp_header {
    int64_t width, height;
    int top_down, bits;
    uint32_t masks[4]; /* red, green, blue, alpha; of 16 and 32 bits */
    size_t palette;    /* where it begins */
    size_t entries;    /* that it has */
    size_t entry_size; /* bytes */
    size_t data;       /* where the pixels begin */
} bmp_header;

/* Both return null, or what is wrong as a constant phrase. rgba: [height][width][4]. */
const char *bmp_read_header(const uint8_t *bytes, size_t length, bmp_header *out);
const char *bmp_decode(const uint8_t *bytes, size_t length, const bmp_header *header, uint8_t *rgba);

#endif
