/* jpeg_scan: walks through the entropy-coded data of a JPEG scan and finds out whether it can be decoded.
 *
 * It goes as a decoder does (ITU-T T.81, annexes F and G) but keeps no coefficients: whether the data of a block is
 * complete and valid depends only on which coefficients are not 0. */
#include "jpeg_frame.h"

enum { LARGEST_DC = 15, SIZE = 15 /* of a coefficient, in bits: the symbol's lower half */, RUN_OF_16 = 15 };

static const char TRUNCATED[] = "a JPEG whose data ends early", DAMAGED[] = "a JPEG whose data is damaged";

typedef struct walk {
    const jpeg_scan *scan;
    jpeg_bits bits;
    uint32_t ended; /* blocks from here on whose band has ended already */
} walk;

/* Each takes a block of the scan's component number i and returns 1, or 0 when it can't be decoded. */
typedef int take_block(walk *w, int i, uint64_t *non_zero);

static int take_dc(walk *w, int i) {
    const int size = jpeg_bits_symbol(&w->bits, w->scan->dc[i]);
    if (size < 0 || size > LARGEST_DC - w->scan->low) return 0;
    jpeg_bits_take(&w->bits, size);
    return 1;
}

static int sequential(walk *w, int i, uint64_t *non_zero) {
    (void)non_zero;
    if (!take_dc(w, i)) return 0;
    for (int k = 1; k < JPEG_COEFFICIENTS; k++) {
        const int symbol = jpeg_bits_symbol(&w->bits, w->scan->ac[i]);
        if (symbol < 0) return 0;
        const int run = symbol >> 4, size = symbol & SIZE;
        if (size == 0 && run < RUN_OF_16) return 1;
        k += run;
        if (size > 0 && k >= JPEG_COEFFICIENTS) return 0;
        jpeg_bits_take(&w->bits, size);
    }
    return 1;
}

static int dc_first(walk *w, int i, uint64_t *non_zero) {
    (void)non_zero;
    return take_dc(w, i);
}

static int dc_refined(walk *w, int i, uint64_t *non_zero) {
    (void)i;
    (void)non_zero;
    jpeg_bits_take(&w->bits, 1);
    return 1;
}

/* How many blocks the end of a band is for, this one included. */
static uint32_t take_ended(walk *w, int run) { return (1u << run) + jpeg_bits_take(&w->bits, run); }

static int ac_first(walk *w, int i, uint64_t *non_zero) {
    if (w->ended > 0) return w->ended--, 1;
    for (int k = w->scan->first; k <= w->scan->last; k++) {
        const int symbol = jpeg_bits_symbol(&w->bits, w->scan->ac[i]);
        if (symbol < 0) return 0;
        const int run = symbol >> 4, size = symbol & SIZE;
        if (size == 0 && run < RUN_OF_16) {
            w->ended = take_ended(w, run) - 1;
            return 1;
        }
        k += run;
        if (size == 0) continue;
        if (k > w->scan->last || size > LARGEST_DC - w->scan->low) return 0;
        jpeg_bits_take(&w->bits, size);
        *non_zero |= (uint64_t)1 << k;
    }
    return 1;
}

/* Steps over the coefficients from *k on, taking a bit for each that is not 0, up to the one after `run` zeros. Returns
 * 0 when the band ends before that. */
static int refine(walk *w, int *k, int run, uint64_t non_zero) {
    for (; *k <= w->scan->last; ++*k)
        if (non_zero >> *k & 1) jpeg_bits_take(&w->bits, 1);
        else if (run-- == 0) return 1;
    return 0;
}

/* A band that has ended brings nothing but a bit for each coefficient from k on that is not 0. */
static void refine_ended(walk *w, int k, uint64_t non_zero) {
    if (k > w->scan->last) return;
    const uint64_t band =
        non_zero << (JPEG_COEFFICIENTS - 1 - w->scan->last) >> (JPEG_COEFFICIENTS - 1 - w->scan->last);
    for (uint64_t left = band >> k; left != 0; left &= left - 1) jpeg_bits_take(&w->bits, 1);
}

static int ac_refined(walk *w, int i, uint64_t *non_zero) {
    int k = w->scan->first;
    for (; k <= w->scan->last && w->ended == 0; k++) {
        const int symbol = jpeg_bits_symbol(&w->bits, w->scan->ac[i]);
        if (symbol < 0) return 0;
        const int run = symbol >> 4, size = symbol & SIZE;
        if (size > 1) return 0;
        if (size == 0 && run < RUN_OF_16) {
            w->ended = take_ended(w, run);
            break;
        }
        jpeg_bits_take(&w->bits, size); /* the new coefficient's sign stands before the others' bits */
        if (!refine(w, &k, run, *non_zero)) return size == 0;
        if (size == 1) *non_zero |= (uint64_t)1 << k;
    }
    if (w->ended == 0) return 1;
    refine_ended(w, k, *non_zero);
    w->ended--;
    return 1;
}

static take_block *block_of(const jpeg_frame *frame, const jpeg_scan *scan) {
    if (!frame->progressive) return sequential;
    if (scan->first == 0) return scan->high == 0 ? dc_first : dc_refined;
    return scan->high == 0 ? ac_first : ac_refined;
}

/* The number of a restart marker at *at, with what fills up before it; −1 when there is none. Steps over it. */
static int take_restart(const uint8_t **at, const uint8_t *end) {
    const uint8_t *next = *at;
    if (next == end || *next != 0xff) return -1;
    while (next != end && *next == 0xff) next++;
    if (next == end || *next < 0xd0 || *next > 0xd7) return -1;
    *at = next + 1;
    return *next - 0xd0;
}

/* One component's blocks in the MCU at (x, y): one, or in a scan of several components as many as it is sampled. */
static int take_blocks(walk *w, take_block *take, int i, int x, int y) {
    const jpeg_component *c = w->scan->components[i];
    const int several = w->scan->count > 1, h = several ? c->h : 1, v = several ? c->v : 1;
    for (int row = y * v; row < (y + 1) * v; row++)
        for (int column = x * h; column < (x + 1) * h; column++) {
            const size_t at = (size_t)row * (size_t)c->stride + (size_t)column;
            uint64_t unused = 0; /* a sequential picture's scan keeps nothing for a later one */
            if (!take(w, i, c->non_zero == NULL ? &unused : &c->non_zero[at])) return 0;
        }
    return 1;
}

const char *jpeg_scan_walk(const jpeg_frame *frame, const jpeg_scan *scan, const uint8_t **at, const uint8_t *end) {
    const jpeg_component *only = scan->components[0];
    const int across = scan->count > 1 ? frame->across : only->width;
    const int down = scan->count > 1 ? frame->down : only->height;
    take_block *take = block_of(frame, scan);
    walk w = {scan, jpeg_bits_start(*at, end), 0};
    for (int mcu = 0, restarts = 0; mcu < across * down; mcu++) {
        if (scan->restart > 0 && mcu > 0 && mcu % scan->restart == 0) {
            if (w.bits.count - w.bits.past >= 8) return DAMAGED;
            if (take_restart(&w.bits.at, end) != restarts++ % 8) return w.bits.at == end ? TRUNCATED : DAMAGED;
            w = (walk){scan, jpeg_bits_start(w.bits.at, end), 0};
        }
        for (int i = 0; i < scan->count; i++) {
            const int whole = take_blocks(&w, take, i, mcu % across, mcu / across);
            if (jpeg_bits_overrun(&w.bits)) return TRUNCATED;
            if (!whole) return DAMAGED;
        }
    }
    *at = w.bits.at;
    return NULL;
}
