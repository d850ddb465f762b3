/* idx: checks the header of an IDX file against its length, then points at the items. */
#include "idx.h"

enum { UNSIGNED_BYTES = 0x08, LARGEST_SIDE = 1 << 14 };

static uint32_t big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The header of so many dimensions; out's sides are 1 where there are none. */
static const char *read(const uint8_t *bytes, size_t length, int dimensions, idx_file *out) {
    size_t header = 4 + 4 * (size_t)dimensions;
    if (length < 4 || bytes[0] != 0 || bytes[1] != 0) return "no IDX file: it does not begin with two zero bytes";
    if (bytes[2] != UNSIGNED_BYTES) return "IDX items of another type than unsigned bytes";
    if (bytes[3] != dimensions)
        return dimensions == 3 ? "IDX pictures need three dimensions" : "IDX labels need one dimension";
    if (length < header) return "IDX header is truncated";

    uint32_t count = big_endian(bytes + 4);
    uint32_t height = dimensions == 3 ? big_endian(bytes + 8) : 1, width = dimensions == 3 ? big_endian(bytes + 12) : 1;
    if (height == 0 || width == 0) return "IDX pictures have a side of 0";
    if (height > LARGEST_SIDE || width > LARGEST_SIDE) return "IDX pictures have a side over 16384";
    uint64_t due = (uint64_t)count * height * width;
    if (due > length - header) return "IDX items are truncated";
    if (due < length - header) return "IDX file is longer than its header says";
    *out = (idx_file){bytes + header, count, (int)width, (int)height};
    return NULL;
}

const char *idx_read_images(const uint8_t *bytes, size_t length, idx_file *out) { return read(bytes, length, 3, out); }
const char *idx_read_labels(const uint8_t *bytes, size_t length, idx_file *out) { return read(bytes, length, 1, out); }
