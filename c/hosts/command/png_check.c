/* png_check: walks through the chunks of a PNG and copies those that have been examined.
 *
 * Source: ISO/IEC 15948 (PNG, third edition), sections 5 and 11. */
#include "png_check.h"

#include <stdlib.h>
#include <string.h>

#include "../../base/formats/crc32.h"

enum { SIGNATURE = 8, HEAD = 8, CHECK = 4, HEADER = 13, COLOUR = 3, ENTRIES = 256 };
enum { GREY, RGB = 2, PALETTE = 3 }; /* colour types; the others have alpha of their own */

static const char TRUNCATED[] = "a truncated PNG", DAMAGED[] = "a damaged PNG: a chunk's checksum is wrong",
                  DISORDERED[] = "a PNG with its chunks out of order", BAD_HEADER[] = "a PNG with a damaged header";

typedef struct chunk {
    const uint8_t *type, *body;
    size_t length;
} chunk;

typedef struct png_reader {
    const uint8_t *at, *end;
    int depth, colour; /* colour −1: no header yet */
    size_t entries;    /* of the palette */
    int has_data, data_ended;
    uint8_t *copy;
    size_t copied;
} png_reader;

static uint32_t big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int is(const chunk *c, const char *type) { return memcmp(c->type, type, 4) == 0; }

/* Those that a reader must understand have a capital letter first. */
static int is_critical(const chunk *c) { return (c->type[0] & 32) == 0; }

static int is_whole(const chunk *c) { return crc32_of(c->type, 4 + c->length) == big_endian(c->body + c->length); }

/* Null, or what is wrong. */
static const char *next_chunk(png_reader *r, chunk *out) {
    const size_t left = (size_t)(r->end - r->at);
    if (left < HEAD + CHECK) return TRUNCATED;
    *out = (chunk){r->at + 4, r->at + HEAD, big_endian(r->at)};
    if (left - HEAD - CHECK < out->length) return TRUNCATED;
    r->at += HEAD + out->length + CHECK;
    return NULL;
}

static void put(png_reader *r, const uint8_t *bytes, size_t length) {
    memcpy(r->copy + r->copied, bytes, length);
    r->copied += length;
}

/* The decoder steps over checksums without looking. */
static void put_chunk(png_reader *r, const chunk *c) { put(r, c->type - 4, HEAD + c->length + CHECK); }

/* With 256 entries whatever it has: the decoder looks up what the pixels say, and takes those past the end as they are
 * in memory. */
static void put_palette(png_reader *r, const chunk *c) {
    static const uint8_t HEAD_OF_256[HEAD] = {0, 0, ENTRIES * COLOUR >> 8, 0, 'P', 'L', 'T', 'E'};
    const size_t missing = ENTRIES * COLOUR - c->length;
    put(r, HEAD_OF_256, HEAD);
    put(r, c->body, c->length);
    memset(r->copy + r->copied, 0, missing + CHECK);
    r->copied += missing + CHECK;
}

static const char *take_header(png_reader *r, const chunk *c) {
    if (r->colour >= 0) return DISORDERED;
    if (c->length != HEADER) return BAD_HEADER;
    r->depth = c->body[8];
    r->colour = c->body[9];
    put_chunk(r, c);
    return NULL;
}

static const char *take_palette(png_reader *r, const chunk *c) {
    if (r->entries > 0 || r->has_data) return DISORDERED;
    if (c->length == 0 || c->length > ENTRIES * COLOUR || c->length % COLOUR != 0)
        return "a PNG with a damaged palette";
    r->entries = c->length / COLOUR;
    put_palette(r, c);
    return NULL;
}

static const char *take_data(png_reader *r, const chunk *c) {
    if (r->data_ended || (r->colour == PALETTE && r->entries == 0)) return DISORDERED;
    r->has_data = 1;
    put_chunk(r, c);
    return NULL;
}

/* Left out where it does not fit, as browsers do. */
static void take_transparency(png_reader *r, const chunk *c) {
    const size_t due = r->colour == GREY ? 2 : r->colour == RGB ? 6 : 0;
    const int fits = r->colour == PALETTE ? c->length <= r->entries : c->length > 0 && c->length == due;
    if (fits && !r->has_data && is_whole(c)) put_chunk(r, c);
}

/* CgBI marks data that Xcode has packed without a zlib header; the decoder supports it. */
static const char *take_critical(png_reader *r, const chunk *c) {
    if (!is_whole(c)) return DAMAGED;
    if (is(c, "CgBI") && r->colour < 0) return put_chunk(r, c), NULL;
    if (is(c, "IHDR")) return take_header(r, c);
    if (r->colour < 0) return DISORDERED;
    if (is(c, "PLTE")) return take_palette(r, c);
    if (is(c, "IDAT")) return take_data(r, c);
    if (is(c, "IEND")) return r->has_data ? (put_chunk(r, c), NULL) : "a PNG without a picture";
    return "a PNG with a critical chunk that isn't known here";
}

static const char *take_all(png_reader *r, checked_picture *out) {
    chunk c;
    put(r, r->at, SIGNATURE);
    r->at += SIGNATURE;
    do {
        const char *wrong = next_chunk(r, &c);
        if (wrong != NULL) return wrong;
        r->data_ended = r->has_data && !is(&c, "IDAT");
        if (is_critical(&c)) wrong = take_critical(r, &c);
        else if (r->colour < 0) wrong = DISORDERED;
        else if (is(&c, "tRNS")) take_transparency(r, &c);
        else if (is(&c, "eXIf")) {
            out->exif = c.body;
            out->exif_length = c.length;
        }
        if (wrong != NULL) return wrong;
    } while (!is(&c, "IEND"));
    return NULL;
}

const char *png_check(const uint8_t *bytes, size_t length, checked_picture *out) {
    *out = (checked_picture){0};
    png_reader r = {.at = bytes, .end = bytes + length, .colour = -1};
    if (length < SIGNATURE) return TRUNCATED;
    r.copy = malloc(length + ENTRIES * COLOUR);
    const char *wrong = r.copy == NULL ? "not enough memory to examine it" : take_all(&r, out);
    out->file = (file_bytes){r.copy, r.copied};
    if (wrong != NULL) file_free(&out->file);
    return wrong;
}

const char *png_size(const uint8_t *bytes, size_t length, int64_t *width, int64_t *height) {
    static const uint8_t MAGIC[SIGNATURE] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    if (length < SIGNATURE) return TRUNCATED;
    if (memcmp(bytes, MAGIC, SIGNATURE) != 0)
        return "a PNG that was transferred as text, which changes its line ends: transfer it as binary";
    png_reader r = {.at = bytes + SIGNATURE, .end = bytes + length};
    chunk c;
    const char *wrong = next_chunk(&r, &c);
    if (wrong == NULL && is(&c, "CgBI")) wrong = next_chunk(&r, &c);
    if (wrong != NULL) return wrong;
    if (!is(&c, "IHDR") || c.length != HEADER) return BAD_HEADER;
    *width = big_endian(c.body);
    *height = big_endian(c.body + 4);
    return NULL;
}
