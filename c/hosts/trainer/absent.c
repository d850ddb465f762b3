/* absent: stands in for the sources of pictures that this module's recipes do not have: digits cut out of composed lines,
 * which would bring the whole reader along, and pen strokes of data sets. */
#include "../../train/compose/neighbours.h"
#include "../../train/pens/pens_picture.h"

size_t neighbours_scratch_size(void) { return 0; }

int neighbours_digit(random_stream *stream, const uint8_t pictures[NEIGHBOURS_DIGITS][28 * 28],
                     const int labels[NEIGHBOURS_DIGITS], neighbours_scratch *scratch, uint8_t picture[28 * 28]) {
    (void)stream, (void)pictures, (void)labels, (void)scratch, (void)picture;
    __builtin_trap();
}

size_t pens_scratch_size(void) { return 0; }

int pens_picture(const pens *set, size_t index, random_stream *stream, pens_scratch *scratch,
                 uint8_t picture[28 * 28]) {
    (void)set, (void)index, (void)stream, (void)scratch, (void)picture;
    __builtin_trap();
}
