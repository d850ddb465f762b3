#include "segment.h"

#include "field.h"

size_t segment_scratch_size(void) { return sizeof(segment_scratch); }

void segment_cut_line(const ink_map *map, const segment_lines *lines, int line, segment_scratch *scratch,
                      segment_field *field)
{
    segment_straighten(map, lines, &lines->line[line], scratch, field);
    segment_cut(scratch, field);
}
