/* bmp: reads the headers, masks and palette of a BMP, then its rows of pixels. */
#include "bmp.h"

#include <string.h>

enum { FILE_HEADER = 14, CORE = 12, INFO = 40, WITH_MASKS = 52, WITH_ALPHA = 56 }; /* bytes of headers */
enum { PLAIN = 0, BITFIELDS = 3, ALPHA_BITFIELDS = 6 };                            /* compressions */
enum { MOST_ENTRIES = 256 };

static const char TRUNCATED[] = "a truncated BMP", BAD_HEADER[] = "a BMP with a damaged header";

static uint32_t number(const uint8_t *bytes, size_t size) {
    uint32_t value = 0;
    for (size_t i = size; i > 0; i--) value = value << 8 | bytes[i - 1];
    return value;
}

static void read_core(const uint8_t *info, bmp_header *out) {
    out->width = number(info + 4, 2);
    out->height = number(info + 6, 2);
    out->bits = (int)number(info + 10, 2);
    out->entry_size = 3;
}

static void read_info(const uint8_t *info, bmp_header *out) {
    out->width = (int32_t)number(info + 4, 4);
    out->height = (int32_t)number(info + 8, 4);
    out->bits = (int)number(info + 14, 2);
    out->entry_size = 4;
    out->top_down = out->height < 0;
    if (out->top_down) out->height = -out->height;
}

/* Where no masks are given. Alpha that is 0 everywhere is none: see bmp_decode. */
static void set_usual_masks(bmp_header *out) {
    static const uint32_t OF_16[4] = {31u << 10, 31u << 5, 31u, 0},
                          OF_32[4] = {255u << 16, 255u << 8, 255u, 255u << 24};
    memcpy(out->masks, out->bits == 16 ? OF_16 : OF_32, sizeof out->masks);
}

/* Ones side by side, or none. */
static int is_mask(uint32_t mask) {
    while (mask != 0 && (mask & 1) == 0) mask >>= 1;
    return (mask & (mask + 1)) == 0;
}

/* The masks stand behind the first 40 bytes, in the header where it reaches as far. */
static const char *read_masks(const uint8_t *info, size_t size, size_t available, bmp_header *out) {
    const size_t count = size >= WITH_ALPHA || number(info + 16, 4) == ALPHA_BITFIELDS ? 4 : 3;
    if (out->bits != 16 && out->bits != 32) return BAD_HEADER;
    if (available < INFO + 4 * count) return TRUNCATED;
    for (size_t i = 0; i < count; i++) {
        out->masks[i] = number(info + INFO + 4 * i, 4);
        if (!is_mask(out->masks[i]) || (i < 3 && out->masks[i] == 0)) return "a BMP with damaged colour masks";
    }
    if (size < WITH_MASKS) out->palette += 4 * count;
    return NULL;
}

static const char *read_colours(const uint8_t *info, size_t size, size_t available, bmp_header *out) {
    const uint32_t compression = size == CORE ? PLAIN : number(info + 16, 4);
    if (compression == BITFIELDS || compression == ALPHA_BITFIELDS) return read_masks(info, size, available, out);
    if (compression != PLAIN) return "a compressed BMP, which can't be read here";
    set_usual_masks(out);
    return NULL;
}

/* As many as are used, or stand before the pixels. */
static const char *measure_palette(const uint8_t *info, size_t size, bmp_header *out) {
    const size_t most = (size_t)1 << out->bits, used = size == CORE ? 0 : number(info + 32, 4);
    if (out->data <= out->palette) return "a BMP without its palette";
    const size_t there = (out->data - out->palette) / out->entry_size;
    out->entries = used > 0 && used < most ? used : most;
    if (there < out->entries) out->entries = there;
    return NULL;
}

static int is_depth(int bits) { return bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32; }

const char *bmp_read_header(const uint8_t *bytes, size_t length, bmp_header *out) {
    *out = (bmp_header){0};
    if (length < FILE_HEADER + CORE) return TRUNCATED;
    const uint8_t *info = bytes + FILE_HEADER;
    const size_t size = number(info, 4), available = length - FILE_HEADER;
    if (size != CORE && (size < INFO || size > 124)) return "a BMP of an unknown kind";
    if (available < size) return TRUNCATED;
    if (size == CORE) read_core(info, out);
    else read_info(info, out);
    out->data = number(bytes + 10, 4);
    out->palette = FILE_HEADER + size;
    if (!is_depth(out->bits)) return BAD_HEADER;
    const char *wrong = read_colours(info, size, available, out);
    if (wrong == NULL && out->bits <= 8) wrong = measure_palette(info, size, out);
    if (wrong == NULL && out->data < out->palette) wrong = BAD_HEADER;
    return wrong;
}

/* The bits under the mask, on a scale of 0 … 255. */
static uint8_t masked(uint32_t pixel, uint32_t mask) {
    uint32_t value = pixel & mask;
    if (mask == 0) return 255;
    for (; (mask & 1) == 0; mask >>= 1) value >>= 1;
    for (; mask > 255; mask >>= 1) value >>= 1;
    return (uint8_t)((value * 255 + mask / 2) / mask);
}

/* An entry past the palette's end is black. */
static void put_entry(const uint8_t *bytes, const bmp_header *h, uint32_t entry, uint8_t rgba[4]) {
    const uint8_t *from = bytes + h->palette + entry * h->entry_size;
    for (int i = 0; i < 3; i++) rgba[i] = entry < h->entries ? from[2 - i] : 0;
    rgba[3] = 255;
}

static void put_pixel(const uint8_t *bytes, const bmp_header *h, const uint8_t *row, size_t x, uint8_t rgba[4]) {
    const size_t bits = (size_t)h->bits, size = bits / 8;
    if (h->bits <= 8) {
        const size_t shift = 8 - bits - x * bits % 8;
        put_entry(bytes, h, (uint32_t)row[x * bits / 8] >> shift & ((1u << bits) - 1), rgba);
    } else if (h->bits == 24) {
        for (int i = 0; i < 3; i++) rgba[i] = row[3 * x + 2 - (size_t)i];
        rgba[3] = 255;
    } else {
        const uint32_t pixel = number(row + size * x, size);
        for (int i = 0; i < 4; i++) rgba[i] = masked(pixel, h->masks[i]);
    }
}

const char *bmp_decode(const uint8_t *bytes, size_t length, const bmp_header *header, uint8_t *rgba) {
    const size_t width = (size_t)header->width, height = (size_t)header->height;
    const size_t row = (width * (size_t)header->bits + 7) / 8, stride = (row + 3) / 4 * 4;
    /* The last row's padding may be missing. */
    if (length < header->data || (length - header->data) < stride * (height - 1) + row) return TRUNCATED;
    uint8_t opaque = 0;
    for (size_t y = 0; y < height; y++) {
        const uint8_t *from = bytes + header->data + stride * (header->top_down ? y : height - 1 - y);
        uint8_t *to = rgba + 4 * width * y;
        for (size_t x = 0; x < width; x++) {
            put_pixel(bytes, header, from, x, to + 4 * x);
            opaque |= to[4 * x + 3];
        }
    }
    /* Programs that know no alpha leave its byte 0. */
    for (size_t i = 0; i < width * height && opaque == 0; i++) rgba[4 * i + 3] = 255;
    return NULL;
}
