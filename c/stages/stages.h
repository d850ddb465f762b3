/* stages: what reading a picture does, shown one step after another while it is done.
 *
 *     of a digit   working, grey, background, contrast, ink (ink.h says what these are), unruled, components, digit,
 *                  normalised
 *     of a page    working … ink; print (frames and rules taken off); unruled; components; apart (underlines, holes, small
 *                  type and what is crossed out); cells, where there are any; lines; pieces of the line that was read;
 *                  path (its characters)
 *
 * For looking at: no answer comes from here.
 */
#ifndef LENET5_STAGES_H
#define LENET5_STAGES_H

#include "../digit/ink/ink.h"
#include "../include/lenet5.h"

typedef struct stages_picture {
    const uint8_t *rgba; /* [height][width][4], as for lenet5_predict */
    int width, height;
} stages_picture;

/* Bytes of working memory for a picture, a multiple of LENET5_ALIGNMENT, to which it is aligned. */
size_t stages_size(const stages_picture *picture);

void stages_show_digit(const stages_picture *picture, void *memory, const ink_observer *observer);

/* reading: of the picture; its format, line and characters' boxes are looked at. */
void stages_show_page(const stages_picture *picture, const lenet5_reading *reading, void *memory,
                      const ink_observer *observer);

#endif
