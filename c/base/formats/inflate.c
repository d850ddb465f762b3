/* Deflate (RFC 1951) by canonical Huffman codes, one bit at a time: what is read is small, and hostile. */
#include "inflate.h"

#include <string.h>

enum { LONGEST_CODE = 15, LITERALS = 288, DISTANCES = 30, LENGTH_CODES = 19, END_OF_BLOCK = 256, LENGTHS = 29 };

typedef struct stream {
    const uint8_t *from, *from_end;
    uint32_t bits; /* of the last byte taken, the next one lowest */
    int held;      /* how many of them */
    uint8_t *to;
    size_t made, capacity;
    size_t codes; /* that may still be made */
    int bad;      /* the data ended early */
} stream;

/* counts[n]: codes of n bits; symbols in the order of their codes. */
typedef struct code {
    uint16_t counts[LONGEST_CODE + 1], symbols[LITERALS];
} code;

static uint32_t take_bits(stream *s, int count) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        if (s->held == 0) {
            if (s->from == s->from_end) return s->bad = 1, 0;
            s->bits = *s->from++;
            s->held = 8;
        }
        value |= (s->bits & 1) << i;
        s->bits >>= 1;
        s->held--;
    }
    return value;
}

/* 1, or 0 when there are more codes of some length than there is room for. */
static int make_code(code *made, const uint8_t *lengths, int count) {
    uint16_t offsets[LONGEST_CODE + 1] = {0};
    int left = 1;
    memset(made, 0, sizeof *made);
    for (int i = 0; i < count; i++) made->counts[lengths[i]]++;
    made->counts[0] = 0;
    for (int n = 1; n <= LONGEST_CODE; n++) {
        left = 2 * left - made->counts[n];
        if (left < 0) return 0;
        offsets[n] = (uint16_t)(offsets[n - 1] + made->counts[n - 1]);
    }
    for (int i = 0; i < count; i++)
        if (lengths[i] != 0) made->symbols[offsets[lengths[i]]++] = (uint16_t)i;
    return 1;
}

/* A symbol, or −1. */
static int take_symbol(stream *s, const code *c) {
    int value = 0, first = 0, index = 0;
    for (int n = 1; n <= LONGEST_CODE && !s->bad; n++) {
        value |= (int)take_bits(s, 1);
        if (value - first < c->counts[n]) return s->bad ? -1 : c->symbols[index + value - first];
        index += c->counts[n];
        first = (first + c->counts[n]) << 1;
        value <<= 1;
    }
    return -1;
}

static int copy_stored(stream *s) {
    s->held = 0;
    if (s->from_end - s->from < 4) return 0;
    const size_t length = s->from[0] | (size_t)s->from[1] << 8, inverse = s->from[2] | (size_t)s->from[3] << 8;
    s->from += 4;
    if ((length ^ inverse) != 0xffff || length > (size_t)(s->from_end - s->from) || length > s->capacity - s->made)
        return 0;
    memcpy(s->to + s->made, s->from, length);
    s->from += length;
    s->made += length;
    return 1;
}

/* A copy of what lies `distance` bytes back; the two may overlap. */
static int repeat(stream *s, size_t distance, size_t length) {
    if (distance > s->made || length > s->capacity - s->made) return 0;
    for (size_t i = 0; i < length; i++, s->made++) s->to[s->made] = s->to[s->made - distance];
    return 1;
}

static int take_match(stream *s, int symbol, const code *distances) {
    static const uint16_t LENGTH[LENGTHS] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                             31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    static const uint8_t LENGTH_BITS[LENGTHS] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    static const uint16_t DISTANCE[DISTANCES] = {1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                                 33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                                 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    symbol -= END_OF_BLOCK + 1;
    if (symbol >= LENGTHS) return 0;
    const size_t length = LENGTH[symbol] + take_bits(s, LENGTH_BITS[symbol]);
    const int far = take_symbol(s, distances);
    if (far < 0 || far >= DISTANCES) return 0;
    const size_t distance = DISTANCE[far] + take_bits(s, far < 2 ? 0 : far / 2 - 1);
    return !s->bad && repeat(s, distance, length);
}

/* Packers that make a code of their own for less than 64 bytes of content make the data larger; a row of empty blocks is
 * a way to keep a reader busy. */
static int spend_code(stream *s) { return s->codes > 0 && s->codes-- > 0; }

static int take_block(stream *s, const code *literals, const code *distances) {
    for (;;) {
        const int symbol = take_symbol(s, literals);
        if (symbol < 0) return 0;
        if (symbol == END_OF_BLOCK) return 1;
        if (symbol > END_OF_BLOCK) {
            if (!take_match(s, symbol, distances)) return 0;
        } else {
            if (s->made == s->capacity) return 0;
            s->to[s->made++] = (uint8_t)symbol;
        }
    }
}

static int take_fixed(stream *s) {
    uint8_t lengths[LITERALS];
    code literals, distances;
    if (!spend_code(s)) return 0;
    for (int i = 0; i < LITERALS; i++) lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    make_code(&literals, lengths, LITERALS);
    memset(lengths, 5, DISTANCES);
    make_code(&distances, lengths, DISTANCES);
    return take_block(s, &literals, &distances);
}

/* The lengths of all codes, themselves in a code, with runs. */
static int take_lengths(stream *s, const code *of_lengths, uint8_t *lengths, int count) {
    enum { REPEAT = 16, ZEROS = 17, MANY_ZEROS = 18 };
    for (int i = 0; i < count;) {
        const int symbol = take_symbol(s, of_lengths);
        if (symbol < 0 || (symbol == REPEAT && i == 0)) return 0;
        int times = 1;
        if (symbol == REPEAT) times = 3 + (int)take_bits(s, 2);
        if (symbol == ZEROS) times = 3 + (int)take_bits(s, 3);
        if (symbol == MANY_ZEROS) times = 11 + (int)take_bits(s, 7);
        if (times > count - i) return 0;
        const uint8_t length = symbol < REPEAT ? (uint8_t)symbol : symbol == REPEAT ? lengths[i - 1] : 0;
        for (; times > 0; times--) lengths[i++] = length;
    }
    return !s->bad;
}

static int take_dynamic(stream *s) {
    static const uint8_t ORDER[LENGTH_CODES] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t lengths[LITERALS + 32] = {0};
    code of_lengths, literals, distances;
    const int literal_count = 257 + (int)take_bits(s, 5), distance_count = 1 + (int)take_bits(s, 5);
    const int length_count = 4 + (int)take_bits(s, 4);
    if (literal_count > 286 || !spend_code(s)) return 0;
    for (int i = 0; i < length_count; i++) lengths[ORDER[i]] = (uint8_t)take_bits(s, 3);
    if (!make_code(&of_lengths, lengths, LENGTH_CODES)) return 0;
    if (!take_lengths(s, &of_lengths, lengths, literal_count + distance_count)) return 0;
    return lengths[END_OF_BLOCK] != 0 && make_code(&literals, lengths, literal_count) &&
           make_code(&distances, lengths + literal_count, distance_count) && take_block(s, &literals, &distances);
}

size_t inflate(const uint8_t *from, size_t length, uint8_t *to, size_t capacity) {
    enum { STORED, FIXED, DYNAMIC };
    stream s = {.from = from, .from_end = from + length, .to = to, .capacity = capacity, .codes = 64 + capacity / 64};
    for (int last = 0; !last;) {
        last = (int)take_bits(&s, 1);
        const uint32_t kind = take_bits(&s, 2);
        const int taken = s.bad             ? 0
                          : kind == STORED  ? copy_stored(&s)
                          : kind == FIXED   ? take_fixed(&s)
                          : kind == DYNAMIC ? take_dynamic(&s)
                                            : 0;
        if (!taken) return INFLATE_FAILED;
    }
    return s.made;
}
