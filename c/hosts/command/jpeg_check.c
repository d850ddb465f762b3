/* jpeg_check: walks through the segments of a JPEG and copies those that have been examined. */
#include "jpeg_check.h"

#include <stdlib.h>
#include <string.h>

#include "jpeg_frame.h"

/* The codes of markers, after FF (ITU-T T.81, table B.1). */
enum {
    NONE = 0,
    SOF0 = 0xc0,
    SOF2 = 0xc2,
    DHT = 0xc4,
    SOF15 = 0xcf,
    RST0 = 0xd0,
    RST7 = 0xd7,
    SOI = 0xd8,
    EOI = 0xd9,
    SOS = 0xda,
    DQT = 0xdb,
    DRI = 0xdd,
    APP0 = 0xe0,
    APP1 = 0xe1,
    APP14 = 0xee
};

/* A decoder goes over the whole picture in every scan of a progressive JPEG, whatever little data the scan has. libjpeg
 * makes six scans of each component, which for four components of 16 megapixels are 6 << 20 blocks, and other encoders
 * not many more of smaller pictures; a file of 20 kB may have thousands. */
enum { MOST_BLOCKS = 7 << 20, MOST_TABLES = 1 << 12 };

static const char TRUNCATED[] = "a truncated JPEG", BAD_FRAME[] = "a JPEG with a damaged frame header",
                  BAD_SCAN[] = "a JPEG with a damaged scan header", NO_MEMORY[] = "not enough memory to examine it",
                  BAD_TABLE[] = "a JPEG with a damaged Huffman table",
                  BAD_QUANTISATION[] = "a JPEG with a damaged quantisation table";

/* One segment: its marker, and what follows the two bytes of its length. */
typedef struct segment {
    int marker;
    const uint8_t *body;
    size_t length;
} segment;

typedef struct jpeg_reader {
    const uint8_t *at, *end;
    jpeg_frame frame;
    int has_frame, restart, tables;
    int quantisation[JPEG_TABLES]; /* whether the table is defined */
    jpeg_codes codes[2][JPEG_TABLES];
    int64_t blocks; /* that scans have gone over */
    uint8_t *copy;
    size_t copied;
} jpeg_reader;

static int big_endian(const uint8_t *bytes) { return bytes[0] << 8 | bytes[1]; }

static int is_restart(int marker) { return marker >= RST0 && marker <= RST7; }

static int is_frame(int marker) { return marker >= SOF0 && marker <= SOF15 && marker != DHT; }

/* Moves behind the next marker that begins something; as libjpeg does, over whatever stands before it. */
static int next_marker(jpeg_reader *r) {
    for (; r->end - r->at >= 2; r->at++) {
        const int code = r->at[1];
        if (r->at[0] != 0xff || code == 0 || code == 0xff || is_restart(code)) continue;
        r->at += 2;
        return code;
    }
    return NONE;
}

/* Null, or what is wrong. EOI has no body. */
static const char *next_segment(jpeg_reader *r, segment *out) {
    *out = (segment){next_marker(r), r->at, 0};
    if (out->marker == EOI) return NULL;
    if (out->marker == NONE || r->end - r->at < 2) return TRUNCATED;
    const int length = big_endian(r->at);
    if (length < 2) return "a JPEG with a damaged segment";
    if (r->end - r->at < length) return TRUNCATED;
    out->body = r->at + 2;
    out->length = (size_t)length - 2;
    r->at += length;
    return NULL;
}

/* The copy --------------------------------------------------------------------------------------------------------- */

static void put(jpeg_reader *r, const uint8_t *bytes, size_t length) {
    memcpy(r->copy + r->copied, bytes, length);
    r->copied += length;
}

static void put_marker(jpeg_reader *r, int marker) { put(r, (const uint8_t[]){0xff, (uint8_t)marker}, 2); }

static void put_segment(jpeg_reader *r, const segment *s) {
    put_marker(r, s->marker);
    put(r, s->body - 2, s->length + 2);
}

/* Tables ----------------------------------------------------------------------------------------------------------- */

static const char *take_quantisation(jpeg_reader *r, const segment *s) {
    for (size_t at = 0; at < s->length;) {
        const int wide = s->body[at] >> 4, number = s->body[at] & 15;
        if (wide > 1 || number >= JPEG_TABLES) return BAD_QUANTISATION;
        at += 1 + (size_t)JPEG_COEFFICIENTS * (size_t)(wide + 1);
        if (at > s->length) return BAD_QUANTISATION;
        r->quantisation[number] = 1;
    }
    return NULL;
}

static const char *take_codes(jpeg_reader *r, const segment *s) {
    for (size_t at = 0; at < s->length;) {
        const size_t left = s->length - at, header = 1 + JPEG_LONGEST_CODE;
        const int of_ac = s->body[at] >> 4, number = s->body[at] & 15;
        if (left < header || of_ac > 1 || number >= JPEG_TABLES || ++r->tables > MOST_TABLES) return BAD_TABLE;
        const int symbols =
            jpeg_codes_define(s->body + at + 1, s->body + at + header, left - header, &r->codes[of_ac][number]);
        if (symbols < 0) return BAD_TABLE;
        at += header + (size_t)symbols;
    }
    return NULL;
}

static const char *take_restart_interval(jpeg_reader *r, const segment *s) {
    if (s->length != 2) return "a JPEG with a damaged restart interval";
    r->restart = big_endian(s->body);
    return NULL;
}

/* Frame ------------------------------------------------------------------------------------------------------------ */

static const char *read_frame(const segment *s, jpeg_frame *out) {
    enum { HEADER = 6, COMPONENT = 3, BITS = 8 };
    if (s->marker > SOF2) return "a lossless, hierarchical or arithmetically coded JPEG, which can't be read here";
    if (s->length < HEADER) return BAD_FRAME;
    *out = (jpeg_frame){.progressive = s->marker == SOF2,
                        .width = big_endian(s->body + 3),
                        .height = big_endian(s->body + 1),
                        .count = s->body[5]};
    if (s->body[0] != BITS) return "a JPEG of other than 8 bits a sample, which can't be read here";
    if (out->count != 1 && out->count != 3 && out->count != 4) return BAD_FRAME;
    if (s->length != HEADER + COMPONENT * (size_t)out->count) return BAD_FRAME;
    for (int i = 0; i < out->count; i++) {
        const uint8_t *from = s->body + HEADER + COMPONENT * i;
        jpeg_component *c = &out->components[i];
        *c = (jpeg_component){.id = from[0], .h = from[1] >> 4, .v = from[1] & 15, .quantisation = from[2]};
        if (c->h < 1 || c->h > 4 || c->v < 1 || c->v > 4 || c->quantisation >= JPEG_TABLES) return BAD_FRAME;
        for (int k = 0; k < i; k++)
            if (out->components[k].id == c->id) return BAD_FRAME;
    }
    return NULL;
}

static int divided_up(int value, int by) { return (value + by - 1) / by; }

/* The components' sizes, from the sampling factors. */
static const char *measure(jpeg_frame *f) {
    int most_h = 1, most_v = 1;
    for (int i = 0; i < f->count; i++) {
        most_h = f->components[i].h > most_h ? f->components[i].h : most_h;
        most_v = f->components[i].v > most_v ? f->components[i].v : most_v;
    }
    f->across = divided_up(f->width, 8 * most_h);
    f->down = divided_up(f->height, 8 * most_v);
    for (int i = 0; i < f->count; i++) {
        jpeg_component *c = &f->components[i];
        if (most_h % c->h != 0 || most_v % c->v != 0)
            return "a JPEG with sampling factors that don't divide each other, which can't be read here";
        c->width = divided_up(divided_up(f->width * c->h, most_h), 8);
        c->height = divided_up(divided_up(f->height * c->v, most_v), 8);
        c->stride = f->across * c->h;
        c->rows = f->down * c->v;
    }
    return NULL;
}

static const char *take_frame(jpeg_reader *r, const segment *s) {
    if (r->has_frame) return "a JPEG with two frame headers";
    const char *wrong = read_frame(s, &r->frame);
    if (wrong != NULL) return wrong;
    if (r->frame.width == 0 || r->frame.height == 0) return BAD_FRAME;
    if ((wrong = measure(&r->frame)) != NULL) return wrong;
    r->has_frame = 1;
    for (int i = 0; i < r->frame.count; i++) {
        jpeg_component *c = &r->frame.components[i];
        const size_t blocks = (size_t)c->stride * (size_t)c->rows;
        if (r->frame.progressive && (c->non_zero = calloc(blocks, sizeof *c->non_zero)) == NULL) return NO_MEMORY;
    }
    return NULL;
}

/* Scans ------------------------------------------------------------------------------------------------------------ */

static jpeg_component *component_of(jpeg_frame *f, int id) {
    for (int i = 0; i < f->count; i++)
        if (f->components[i].id == id) return &f->components[i];
    return NULL;
}

/* One component of a scan header: its id and the numbers of its two tables. */
static const char *read_scan_component(jpeg_reader *r, const uint8_t from[2], jpeg_scan *out) {
    const int i = out->count++, dc = from[1] >> 4, ac = from[1] & 15;
    jpeg_component *c = out->components[i] = component_of(&r->frame, from[0]);
    if (c == NULL || dc >= JPEG_TABLES || ac >= JPEG_TABLES) return BAD_SCAN;
    for (int k = 0; k < i; k++)
        if (out->components[k] == c) return BAD_SCAN;
    out->dc[i] = &r->codes[0][dc];
    out->ac[i] = &r->codes[1][ac];
    return r->quantisation[c->quantisation] ? NULL : "a JPEG without its quantisation table";
}

/* Which coefficients, and which of their bits. */
static const char *read_scan_band(const jpeg_reader *r, const uint8_t from[3], jpeg_scan *out) {
    enum { MOST_SHIFTED = 13 };
    out->first = from[0];
    out->last = from[1];
    out->high = from[2] >> 4;
    out->low = from[2] & 15;
    if (!r->frame.progressive) return out->first == 0 && from[2] == 0 ? NULL : BAD_SCAN;
    if (out->last >= JPEG_COEFFICIENTS || out->first > out->last || (out->first == 0 && out->last > 0)) return BAD_SCAN;
    if (out->high > MOST_SHIFTED || out->low > MOST_SHIFTED) return BAD_SCAN;
    return out->first > 0 && out->count > 1 ? BAD_SCAN : NULL;
}

/* Whether every table that the scan's blocks use is there, and each component's DC coefficients come first. */
static const char *check_scan(const jpeg_scan *s, int progressive) {
    const int uses_dc = s->first == 0 && s->high == 0, uses_ac = !progressive || s->first > 0;
    for (int i = 0; i < s->count; i++) {
        if ((uses_dc && !s->dc[i]->defined) || (uses_ac && !s->ac[i]->defined))
            return "a JPEG without its Huffman table";
        if (!uses_dc && !s->components[i]->begun) return BAD_SCAN;
        s->components[i]->begun = 1;
    }
    return NULL;
}

static const char *read_scan(jpeg_reader *r, const segment *s, jpeg_scan *out) {
    *out = (jpeg_scan){.restart = r->restart};
    const int count = s->length > 0 ? s->body[0] : 0;
    if (!r->has_frame || count < 1 || count > r->frame.count || s->length != 4 + 2 * (size_t)count) return BAD_SCAN;
    for (int i = 0; i < count; i++) {
        const char *wrong = read_scan_component(r, s->body + 1 + 2 * i, out);
        if (wrong != NULL) return wrong;
    }
    const char *wrong = read_scan_band(r, s->body + 1 + 2 * count, out);
    return wrong != NULL ? wrong : check_scan(out, r->frame.progressive);
}

/* The scan's header, tables, and data up to its last block. */
static const char *take_scan(jpeg_reader *r, const segment *s) {
    jpeg_scan scan;
    const char *wrong = read_scan(r, s, &scan);
    if (wrong != NULL) return wrong;
    for (int i = 0; i < scan.count; i++) r->blocks += (int64_t)scan.components[i]->stride * scan.components[i]->rows;
    if (r->blocks > MOST_BLOCKS) return "a JPEG of more scans than a picture of its size has";
    const uint8_t *data = r->at;
    wrong = jpeg_scan_walk(&r->frame, &scan, &r->at, r->end);
    if (wrong != NULL) return wrong;
    put_segment(r, s);
    put(r, data, (size_t)(r->at - data));
    return NULL;
}

/* The file --------------------------------------------------------------------------------------------------------- */

static void take_exif(const segment *s, checked_picture *out) {
    static const uint8_t EXIF[6] = {'E', 'x', 'i', 'f', 0, 0};
    if (out->exif != NULL || s->length < sizeof EXIF || memcmp(s->body, EXIF, sizeof EXIF) != 0) return;
    out->exif = s->body + sizeof EXIF;
    out->exif_length = s->length - sizeof EXIF;
}

/* Null, or what is wrong. Only what is put into the copy gets to the decoder. */
static const char *take_segment(jpeg_reader *r, const segment *s, checked_picture *out) {
    const char *wrong = NULL;
    if (s->marker == SOS) return take_scan(r, s);
    if (s->marker == SOI) return "a JPEG that begins twice";
    if (s->marker == APP1) take_exif(s, out);
    const int is_table = s->marker == DQT || s->marker == DHT || s->marker == DRI;
    if (s->marker == DQT) wrong = take_quantisation(r, s);
    else if (s->marker == DHT) wrong = take_codes(r, s);
    else if (s->marker == DRI) wrong = take_restart_interval(r, s);
    else if (is_frame(s->marker)) wrong = take_frame(r, s);
    /* JFIF's and Adobe's segments say which colours the components are. */
    if (wrong == NULL && (is_table || is_frame(s->marker) || s->marker == APP0 || s->marker == APP14))
        put_segment(r, s);
    return wrong;
}

static const char *take_all(jpeg_reader *r, checked_picture *out) {
    put_marker(r, next_marker(r));
    for (;;) {
        segment s;
        const char *wrong = next_segment(r, &s);
        if (wrong != NULL) return wrong;
        if (s.marker == EOI) break;
        if ((wrong = take_segment(r, &s, out)) != NULL) return wrong;
    }
    for (int i = 0; i < r->frame.count; i++)
        if (!r->frame.components[i].begun) return "a JPEG without all of its scans";
    if (!r->has_frame) return "a JPEG without a picture";
    put_marker(r, EOI);
    return NULL;
}

const char *jpeg_check(const uint8_t *bytes, size_t length, checked_picture *out) {
    *out = (checked_picture){0};
    jpeg_reader *r = calloc(1, sizeof *r);
    if (r == NULL) return NO_MEMORY;
    r->at = bytes;
    r->end = bytes + length;
    r->copy = malloc(length);
    const char *wrong = r->copy == NULL ? NO_MEMORY : take_all(r, out);
    for (int i = 0; i < r->frame.count; i++) free(r->frame.components[i].non_zero);
    out->file = (file_bytes){r->copy, r->copied};
    if (wrong != NULL) file_free(&out->file);
    free(r);
    return wrong;
}

const char *jpeg_size(const uint8_t *bytes, size_t length, int64_t *width, int64_t *height) {
    jpeg_reader r = {.at = bytes + 2, .end = bytes + length};
    segment s = {0};
    while (!is_frame(s.marker)) {
        const char *wrong = next_segment(&r, &s);
        if (wrong != NULL) return wrong;
        if (s.marker == EOI || s.marker == SOS) return "a JPEG without a picture";
    }
    const char *wrong = read_frame(&s, &r.frame);
    *width = r.frame.width;
    *height = r.frame.height;
    return wrong;
}
