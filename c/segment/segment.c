#include "segment.h"

#include "field.h"

size_t segment_scratch_size(void) { return sizeof(segment_scratch); }

void segment_cut_line(const ink_map *map, const segment_lines *lines, int line, segment_scratch *scratch,
                      segment_field *field)
{
    segment_straighten(map, lines, &lines->line[line], scratch, field);
    segment_cut(scratch, field);
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
