/* The steps of segment_cut_line, in their order: deskew.c, ruled_lines.c, breaks.c, stroke_width.c, seams.c, lifts.c,
 * and seams.c again. */
#ifndef LENET5_NUMBER_SEGMENT_DESKEW_H
#define LENET5_NUMBER_SEGMENT_DESKEW_H

#include "scratch.h"

/* Sets the line image's frame, width and ink. */
void segment_straighten(const ink_map *map, const segment_lines *lines, const segment_line *line, float slant,
                        segment_scratch *scratch, segment_line_image *image);

/* Removes ruled lines above and below the bodies from scratch's ink. */
void segment_remove_rules(segment_scratch *scratch, int width);

/* Closes the breaks in strokes where scratch's ink is full of them. */
void segment_mend_breaks(segment_scratch *scratch, int width);

/* Brings the strokes of scratch's ink to the widths that the network knows. */
void segment_normalise_stroke_width(segment_scratch *scratch, int width);

/* Sets what a seam costs in each pixel of scratch's ink. */
void segment_set_costs(segment_scratch *scratch, int width);

/* Where a pen drew the line: lowers the costs between its strokes. */
void segment_ease_lifts(const ink_map *map, const segment_line *line, const segment_line_image *image,
                        segment_scratch *scratch);

/* Sets the line image's pieces. */
void segment_cut(segment_scratch *scratch, segment_line_image *image);

#endif
