/* jpeg_entropy: a JPEG's bits and Huffman codes (ITU-T T.81, annexes C and F), read without ever leaving the data. */
#ifndef LENET5_HOSTS_COMMAND_JPEG_ENTROPY_H
#define LENET5_HOSTS_COMMAND_JPEG_ENTROPY_H

#include <stddef.h>
#include <stdint.h>

enum { JPEG_FAST_BITS = 9, JPEG_LONGEST_CODE = 16, JPEG_MOST_CODES = 256, JPEG_NO_CODE = -1 };

typedef struct jpeg_codes {
    int defined;
    uint16_t fast[1 << JPEG_FAST_BITS];     /* length << 8 | symbol of the code that these bits begin with; 0: longer */
    uint32_t beyond[JPEG_LONGEST_CODE + 1]; /* the first code, in 16 bits, that is longer than this length */
    int32_t offset[JPEG_LONGEST_CODE + 1];  /* a code of this length + offset = its place among the symbols */
    uint8_t symbols[JPEG_MOST_CODES];
} jpeg_codes;

/* counts[16]: how many codes there are of each length; symbols in the order of the codes. Returns the number of
 * symbols, or −1 when there are over 256 codes or more than fit their lengths, or fewer than available bytes of
 * symbols. */
int jpeg_codes_define(const uint8_t counts[JPEG_LONGEST_CODE], const uint8_t *symbols, size_t available,
                      jpeg_codes *codes);

/* Data up to the next marker. Past the end there are zeros, which are counted. */
typedef struct jpeg_bits {
    const uint8_t *at, *end;
    uint32_t buffer; /* its upper bits are the next ones */
    int count, past; /* bits in the buffer; how many of them stand behind the end */
} jpeg_bits;

jpeg_bits jpeg_bits_start(const uint8_t *at, const uint8_t *end);
int jpeg_bits_overrun(const jpeg_bits *bits); /* whether bits were taken that are not there */

/* A symbol, or JPEG_NO_CODE. */
int jpeg_bits_symbol(jpeg_bits *bits, const jpeg_codes *codes);

/* count: 0 … 16. */
uint32_t jpeg_bits_take(jpeg_bits *bits, int count);

#endif
