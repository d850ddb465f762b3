/* What a cell holds: a digit, a number, nothing, or ink that is neither. */
#include <string.h>

#include "cells.h"
#include "tuning.h"

static lenet5_box box_of(const grid_cell *cell) {
    const grid_extent e = grid_extent_of(cell);
    const int x = int_max(0, (int)e.from[0]), y = int_max(0, (int)e.from[1]);
    return (lenet5_box){x, y, int_max(1, (int)e.to[0] - x), int_max(1, (int)e.to[1] - y)};
}

static int holds_numbers(const grid_cell *cell) {
    const float wide = cell->corner[1].x - cell->corner[0].x, high = cell->corner[3].y - cell->corner[0].y;
    return wide > CELLS_WIDE * high;
}

static void put_choice(const char *text, float confidence, lenet5_cell *out) {
    if (out->choices == LENET5_CELL_CHOICES || strlen(text) >= sizeof out->text) return;
    lenet5_cell_choice *choice = &out->choice[out->choices++];
    memcpy(choice->text, text, strlen(text) + 1);
    choice->confidence = confidence;
}

static void put_digit(const lenet5_result *read, lenet5_character *ranked, lenet5_cell *out) {
    out->kind = LENET5_CELL_DIGIT, out->confidence = read->confidence;
    out->text[0] = (char)('0' + read->digit);
    ranked->digit = read->digit;
    read_rank_choices(read->probabilities, ranked);
    for (int i = 0; i < ranked->choices; i++)
        put_choice((char[]){(char)('0' + ranked->choice[i].digit), '\0'}, ranked->choice[i].confidence, out);
}

static int has_slash(const char *text) {
    while (*text != '\0' && *text != '/') text++;
    return *text == '/';
}

/* Weighs the readings against each other and against that it is none: a cell is made for a number, seldom a fraction. */
static void expect_number(lenet5_reading *reading) {
    lenet5_alternative *all = reading->alternative;
    float none = 1, sum = 0;
    for (int i = 0; i < reading->alternatives; i++) {
        none -= all[i].confidence;
        all[i].confidence *= CELLS_NUMBER * (has_slash(all[i].formatted) ? CELLS_FRACTION : 1);
        sum += all[i].confidence;
        for (int k = i; k > 0 && all[k].confidence > all[k - 1].confidence; k--) {
            const lenet5_alternative better = all[k];
            all[k] = all[k - 1], all[k - 1] = better;
        }
    }
    for (int i = 0; i < reading->alternatives; i++) all[i].confidence *= 1 / (sum + none);
    reading->confidence = all[0].confidence;
}

static void read_number(const cells_reader *reader, const ink_map *patch, lenet5_reading *reading, lenet5_cell *out) {
    const lenet5_request request = {.format = LENET5_DIGITS, .line = -1};
    read_line(reader->net, reader->rule, patch, &request, reader->read, reading);
    if (reading->before.height == 0 && reading->after.height == 0) expect_number(reading);
    out->confidence = reading->confidence;
    out->kind = LENET5_CELL_UNREAD;
    const char *text = reading->alternative[0].formatted;
    const int is_read = reading->confidence >= CELLS_LEAST_CONFIDENCE && strlen(text) < sizeof out->text;
    for (int i = is_read; i < reading->alternatives; i++)
        put_choice(reading->alternative[i].formatted, reading->alternative[i].confidence, out);
    if (!is_read) return;
    out->kind = text[1] != '\0' ? LENET5_CELL_NUMBER : LENET5_CELL_DIGIT;
    memcpy(out->text, text, strlen(text) + 1);
}

void cells_read(const cells_reader *reader, const ink_map *map, const grid_cells *cells, const int16_t *owner, int cell,
                lenet5_reading *reading, lenet5_cell *out) {
    const grid_cell *at = &cells->cell[cell];
    memset(out, 0, sizeof *out);
    out->row = at->row, out->column = at->column, out->box = box_of(at);
    cell_digit digit;
    cells_read_digit(reader, map, cells, owner, cell, &digit);
    if (digit.read.status == LENET5_BLANK) {
        out->kind = LENET5_CELL_BLANK, out->confidence = CELLS_BLANK;
        return;
    }
    if (!holds_numbers(at) && !digit.is_wide && digit.read.status == LENET5_OK &&
        digit.read.confidence >= CELLS_LEAST_CONFIDENCE) {
        put_digit(&digit.read, &reading->character[0], out);
        return;
    }
    ink_map patch;
    pixel_box box, place;
    cells_straighten(map, cells, owner, cell, reader->patch, &patch, &box, &place);
    read_number(reader, &patch, reading, out);
}
