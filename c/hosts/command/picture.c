/* picture: recognises a file format by its first bytes, checks its size and has it decoded. */
#include "picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../include/lenet5.h"
#include "bmp.h"
#include "jpeg_check.h"
#include "orientation.h"
#include "png_check.h"
#include "pnm.h"
#include "stb.h"

/* 1 when the engine accepts width × height, else 0 with the reason in fault. */
static int size_fits(int64_t width, int64_t height, picture_file *out) {
    if (width >= 1 && height >= 1 && width <= LENET5_MAX_PIXELS / height) return 1;
    const char *what = width < 1 || height < 1 ? "has no pixels" : "is over the 16 megapixels that can be read";
    snprintf(out->fault, sizeof out->fault, "a picture of %lldx%lld %s", (long long)width, (long long)height, what);
    return 0;
}

static int refuse(picture_file *out, const char *why) {
    snprintf(out->fault, sizeof out->fault, "%s", why);
    return 0;
}

static int begins_with(const file_bytes *file, const char *magic, size_t length) {
    return file->length >= length && memcmp(file->bytes, magic, length) == 0;
}

static int is_idx(const file_bytes *file) { return begins_with(file, "\0\0", 2); }

static int is_pnm(const file_bytes *file) {
    return file->length >= 2 && file->bytes[0] == 'P' && strchr("2356", file->bytes[1]) != NULL && file->bytes[1] != 0;
}

static int is_png(const file_bytes *file) { return begins_with(file, "\x89PNG", 4); }
static int is_jpeg(const file_bytes *file) { return begins_with(file, "\xff\xd8", 2); }
static int is_bmp(const file_bytes *file) { return begins_with(file, "BM", 2); }

static int open_idx(picture_file *out) {
    const char *wrong = idx_read_images(out->file.bytes, out->file.length, &out->idx);
    if (wrong != NULL) return refuse(out, wrong);
    out->is_idx = 1;
    out->count = out->idx.count;
    if (out->count == 0) return refuse(out, "has no pictures");
    return size_fits(out->idx.width, out->idx.height, out);
}

/* Room for the pixels of a picture of this size; 0 with the reason in the fault. */
static int make_room(int64_t width, int64_t height, picture_file *out) {
    if (!size_fits(width, height, out)) return 0;
    out->single = (picture){malloc((size_t)(width * height) * 4), (int)width, (int)height};
    return out->single.rgba != NULL || refuse(out, "not enough memory to decode it");
}

static int open_pnm(picture_file *out) {
    pnm_header header;
    const char *wrong = pnm_read_header(out->file.bytes, out->file.length, &header);
    if (wrong != NULL) return refuse(out, wrong);
    if (!make_room(header.width, header.height, out)) return 0;
    wrong = pnm_decode(out->file.bytes, out->file.length, &header, out->single.rgba);
    return wrong == NULL || refuse(out, wrong);
}

static int undecodable(picture_file *out, const char *why) {
    snprintf(out->fault, sizeof out->fault, "cannot be decoded: %s", why);
    return 0;
}

static int open_bmp(picture_file *out) {
    bmp_header header;
    const char *wrong = bmp_read_header(out->file.bytes, out->file.length, &header);
    if (wrong != NULL) return undecodable(out, wrong);
    if (!make_room(header.width, header.height, out)) return 0;
    wrong = bmp_decode(out->file.bytes, out->file.length, &header, out->single.rgba);
    return wrong == NULL || undecodable(out, wrong);
}

/* The size that the header states, checked before time or memory is spent in proportion to it. */
static const char *stated_size(const file_bytes *file, int64_t *width, int64_t *height) {
    return is_png(file) ? png_size(file->bytes, file->length, width, height)
                        : jpeg_size(file->bytes, file->length, width, height);
}

static int open_png_or_jpeg(picture_file *out) {
    const file_bytes *file = &out->file;
    picture *p = &out->single;
    int64_t width, height;
    checked_picture checked;
    const char *wrong = stated_size(file, &width, &height);
    if (wrong != NULL) return undecodable(out, wrong);
    if (!size_fits(width, height, out)) return 0;
    wrong =
        is_png(file) ? png_check(file->bytes, file->length, &checked) : jpeg_check(file->bytes, file->length, &checked);
    if (wrong != NULL) return undecodable(out, wrong);
    p->rgba = stb_decode(checked.file.bytes, (int)checked.file.length, &p->width, &p->height, &wrong);
    file_free(&checked.file);
    if (p->rgba == NULL) return undecodable(out, wrong);
    return orientation_apply(orientation_of(checked.exif, checked.exif_length), &p->rgba, &p->width, &p->height) ||
           refuse(out, "not enough memory to turn it upright");
}

static int open_any(picture_file *out) {
    out->count = 1;
    if (out->file.length == 0) return refuse(out, "the file is empty");
    if (is_idx(&out->file)) return open_idx(out);
    if (is_pnm(&out->file)) return open_pnm(out);
    if (is_bmp(&out->file)) return open_bmp(out);
    if (is_png(&out->file) || is_jpeg(&out->file)) return open_png_or_jpeg(out);
    return refuse(out, "is no PNG, JPEG, BMP, PGM, PPM or IDX file");
}

int picture_open(const char *name, picture_file *out) {
    *out = (picture_file){0};
    const char *wrong = file_read(name, &out->file);
    if (wrong != NULL) return refuse(out, wrong);
    if (open_any(out)) return 1;
    picture_close(out);
    return 0;
}

void picture_close(picture_file *file) {
    free(file->single.rgba);
    file->single.rgba = NULL;
    file_free(&file->file);
}
