/* jpeg_entropy: Huffman tables of canonical codes, and a bit buffer that skips stuffed zeros. */
#include "jpeg_entropy.h"

#include <string.h>

int jpeg_codes_define(const uint8_t counts[JPEG_LONGEST_CODE], const uint8_t *symbols, size_t available,
                      jpeg_codes *codes) {
    uint32_t code = 0;
    int total = 0;
    memset(codes, 0, sizeof *codes);
    for (int i = 0; i < JPEG_LONGEST_CODE; i++) total += counts[i];
    if (total > JPEG_MOST_CODES || (size_t)total > available) return -1;
    memcpy(codes->symbols, symbols, (size_t)total);
    for (int length = 1, place = 0; length <= JPEG_LONGEST_CODE; length++, code <<= 1) {
        codes->offset[length] = place - (int32_t)code;
        for (int i = 0; i < counts[length - 1]; i++, code++, place++) {
            if (code >> length != 0) return -1;
            if (length > JPEG_FAST_BITS) continue;
            const uint32_t spare = JPEG_FAST_BITS - (uint32_t)length;
            for (uint32_t k = 0; k < 1u << spare; k++)
                codes->fast[(code << spare) + k] = (uint16_t)(length << 8 | codes->symbols[place]);
        }
        codes->beyond[length] = code << (JPEG_LONGEST_CODE - length);
    }
    codes->defined = 1;
    return total;
}

jpeg_bits jpeg_bits_start(const uint8_t *at, const uint8_t *end) { return (jpeg_bits){at, end, 0, 0, 0}; }

int jpeg_bits_overrun(const jpeg_bits *bits) { return bits->past > bits->count; }

/* At least 25 bits. A 0 after FF keeps the FF from being a marker's, and is no data. */
static void fill(jpeg_bits *bits) {
    while (bits->count <= 24) {
        const ptrdiff_t left = bits->end - bits->at;
        const int is_data = left > 0 && (bits->at[0] != 0xff || (left > 1 && bits->at[1] == 0));
        if (is_data) {
            bits->buffer |= (uint32_t)bits->at[0] << (24 - bits->count);
            bits->at += bits->at[0] == 0xff ? 2 : 1;
        } else bits->past += 8;
        bits->count += 8;
    }
}

uint32_t jpeg_bits_take(jpeg_bits *bits, int count) {
    if (count == 0) return 0;
    if (bits->count < count) fill(bits);
    const uint32_t taken = bits->buffer >> (32 - count);
    bits->buffer <<= count;
    bits->count -= count;
    return taken;
}

int jpeg_bits_symbol(jpeg_bits *bits, const jpeg_codes *codes) {
    if (bits->count < JPEG_LONGEST_CODE) fill(bits);
    const uint16_t found = codes->fast[bits->buffer >> (32 - JPEG_FAST_BITS)];
    if (found != 0) {
        jpeg_bits_take(bits, found >> 8);
        return found & 255;
    }
    const uint32_t next = bits->buffer >> (32 - JPEG_LONGEST_CODE);
    int length = JPEG_FAST_BITS + 1;
    while (length <= JPEG_LONGEST_CODE && next >= codes->beyond[length]) length++;
    if (length > JPEG_LONGEST_CODE) return JPEG_NO_CODE;
    return codes->symbols[(int32_t)jpeg_bits_take(bits, length) + codes->offset[length]];
}
