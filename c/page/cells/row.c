/* The number in a row of boxes of a digit each. */
#include <string.h>

#include "cells.h"
#include "tuning.h"

/* The cells of the asked row from left to right, that is in the order of their columns; returns their number. */
static int list_row(const grid_cells *cells, int row, int16_t list[LENET5_MAX_DIGITS]) {
    int count = 0;
    for (int column = 0; column < cells->columns && count < LENET5_MAX_DIGITS; column++)
        for (int i = 0; i < cells->count && count < LENET5_MAX_DIGITS; i++)
            if (cells->cell[i].row == row && cells->cell[i].column == column) list[count++] = (int16_t)i;
    return count;
}

static void put_digit(lenet5_reading *out, const cell_digit *digit) {
    lenet5_character *character = &out->character[out->length++];
    const pixel_box box = digit->box;
    character->digit = 0;
    for (int k = 1; k < LENET5_CLASSES; k++)
        if (digit->read.probabilities[k] > digit->read.probabilities[character->digit]) character->digit = k;
    character->box = (lenet5_box){box.x, box.y, box.width, box.height};
    for (int i = 0; i < LENET5_OUTLINE_POINTS; i++) {
        const int half = LENET5_OUTLINE_POINTS / 2, down = i < half ? i : LENET5_OUTLINE_POINTS - 1 - i;
        character->outline[i] =
            (lenet5_place){i < half ? box.x : box.x + box.width, box.y + box.height * down / (half - 1)};
    }
    read_rank_choices(digit->read.probabilities, character);
}

static void write_alternative(const lenet5_reading *out, int changed, lenet5_alternative *to) {
    memset(to, 0, sizeof *to);
    to->confidence = 1;
    char *formatted = to->formatted;
    for (int i = 0; i < out->length; i++) {
        const lenet5_character *c = &out->character[i];
        const int digit = i == changed ? c->choice[0].digit : c->digit;
        to->confidence *= i == changed ? c->choice[0].confidence : c->confidence;
        to->text[i] = (char)('0' + digit);
        if (out->format == LENET5_ZIP && i == 5) *formatted++ = '-';
        *formatted++ = to->text[i];
    }
    if (out->format != LENET5_DIGITS) return;
    const char *value = to->text;
    while (value[0] == '0' && value[1] != '\0') value++;
    memcpy(to->value, value, strlen(value) + 1);
}

/* The likeliest number, and the same with the digit changed whose second choice is the likeliest. */
static void write_alternatives(lenet5_reading *out) {
    int changed = 0;
    float most = -1;
    for (int i = 0; i < out->length; i++) {
        const lenet5_character *c = &out->character[i];
        const float ratio = c->choice[0].confidence / c->confidence;
        if (ratio > most) most = ratio, changed = i;
    }
    write_alternative(out, -1, &out->alternative[0]);
    write_alternative(out, changed, &out->alternative[1]);
    out->alternatives = 2;
    out->confidence = out->alternative[0].confidence;
}

static int fits(const lenet5_request *request, int digits) {
    if (request->length > 0) return digits == request->length;
    return request->format != LENET5_ZIP || read_is_zip_length(digits);
}

static lenet5_status status_of(const lenet5_request *request, const lenet5_reading *out, int refused) {
    if (refused > 0) return LENET5_NOT_A_NUMBER;
    if (out->confidence < CELLS_LEAST_CONFIDENCE) return LENET5_UNCERTAIN;
    return fits(request, out->length) ? LENET5_OK : LENET5_WRONG_LENGTH;
}

int cells_read_row(const cells_reader *reader, const ink_map *map, const grid_cells *cells, const int16_t *owner,
                   const lenet5_request *request, lenet5_reading *out) {
    int16_t list[LENET5_MAX_DIGITS];
    int refused = 0, gaps = 0, blanks = 0;
    memset(out, 0, sizeof *out);
    const int row = request->line < 0 ? 0 : request->line, count = row < cells->rows ? list_row(cells, row, list) : 0;
    out->format = request->format, out->lines = cells->rows, out->line = row;
    for (int i = 0; i < count; i++) {
        cell_digit digit;
        cells_read_digit(reader, map, cells, owner, list[i], &digit);
        if (digit.read.status == LENET5_BLANK) {
            blanks += out->length > 0;
            continue;
        }
        if (digit.is_wide) return 0;
        gaps += blanks, blanks = 0;
        refused += digit.read.score < reader->rule->reject_threshold - CELLS_TOLERANCE;
        put_digit(out, &digit);
        out->box = read_box_united(out->box, out->character[out->length - 1].box);
    }
    if (out->length == 0 || gaps > 0) return 0;
    write_alternatives(out);
    if (cells_leave_out(map, cells, list[0], list[count - 1])) read_lower(out, CELLS_DOUBTED);
    out->status = status_of(request, out, refused);
    return 1;
}
