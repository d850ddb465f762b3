/* The digit in a straightened cell. */
#include <string.h>

#include "cells.h"
#include "tuning.h"

void cells_read_digit(const cells_reader *reader, const ink_map *map, const grid_cells *cells, const int16_t *owner,
                      int cell, cell_digit *out) {
    uint8_t input[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    float logits[LENET5_CLASSES];
    ink_map patch;
    pixel_box box;
    memset(out, 0, sizeof *out);
    out->read.status = LENET5_BLANK, out->read.digit = -1;
    if (!cells_straighten(map, cells, owner, cell, reader->patch, &patch, &box, &out->box)) return;
    out->is_wide = exceeds(box.width, CELLS_SINGLE, box.height);
    normalise_digit(patch.ink, patch.width, box, reader->normalise, out->read.picture);
    network_frame(out->read.picture, input);
    network_logits(reader->net, reader->inside, input, logits);
    decide(reader->rule, logits, &out->read);
}
