/* The steps of a line in their order, and the frame that leads from its line image back to the picture. */
#include "segment.h"

#include "deskew.h"

size_t segment_scratch_size(void) { return sizeof(segment_scratch); }

void segment_place(const segment_frame *frame, const segment_line *line, float x, float y, float *across, float *down) {
    const float v = (y - (float)SEGMENT_MARGIN) / frame->scale + frame->top, u = x / frame->scale + frame->left;
    const float along = u + frame->slant * (frame->middle - v);
    *across = along + (float)line->box.x;
    *down = v + frame->slope * along + (float)line->box.y;
}

void segment_cut_line(const ink_map *map, const segment_lines *lines, int line, float slant, int mends,
                      segment_scratch *scratch, segment_line_image *image) {
    image->pieces = 0;
    segment_straighten(map, lines, &lines->line[line], slant, scratch, image);
    if (image->width == 0) return;
    segment_remove_rules(scratch, image->width);
    if (mends) segment_mend_breaks(scratch, image->width);
    segment_normalise_stroke_width(scratch, image->width);
    segment_set_costs(scratch, image->width);
    segment_ease_lifts(map, &lines->line[line], image, scratch);
    segment_cut(scratch, image);
}

int segment_main_line(const ink_map *map, const segment_lines *lines) {
    int best = -1;
    int64_t most = 0;
    for (int i = 0; i < lines->count; i++) {
        const segment_line *line = &lines->line[i];
        int64_t mass = 0;
        for (int k = 0; k < line->count; k++) mass += map->component[lines->label[line->first + k] - 1].mass;
        if (mass > most) {
            most = mass;
            best = i;
        }
    }
    return best;
}
