/* stock_data: finds, reads and sorts UNIPEN's files. */
#include "stock_data.h"

#include <stdlib.h>

#include "command.h"
#include "strokes_data.h"
#include "train_data.h"

static const struct stock_source {
    const char *name;
    source set; /* that may have it; SOURCE_COUNT for none */
} FILES[STOCK_FILES] = {
    [STOCK_DIGITS] = {"digits.jsonl", SOURCE_PENS},    [STOCK_SYMBOLS] = {"symbols.jsonl", SOURCE_SYMBOLS},
    [STOCK_LOWER] = {"lower.jsonl", SOURCE_LOWER},     [STOCK_UPPER] = {"upper.jsonl", SOURCE_UPPER},
    [STOCK_NUMBERS] = {"numbers.jsonl", SOURCE_COUNT},
};

/* Null, or what is wrong, with the line where it can be told, in `text`. */
static const char *read_one(const char *path, stock_file which, stock_data *data, char text[STROKES_TEXT]) {
    const char *wrong = file_read(path, &data->file[which]);
    if (wrong != NULL) return wrong;
    const file_bytes *from = &data->file[which];
    if (which == STOCK_NUMBERS) sha256(from->bytes, from->length, data->numbers_digest);
    wrong = strokes_read(from, &data->pens.file[which], text);
    data->sample[which] = data->pens.file[which].samples;
    return wrong;
}

/* One file, from the sets or the folder; 1, or 0 after a line on stderr. */
static int take(const char *folder, stock_file which, sources *sets, stock_data *data) {
    enum { LONGEST = 4096 };
    char path[LONGEST], text[STROKES_TEXT];
    const struct stock_source *from = &FILES[which];
    if (from->set != SOURCE_COUNT && source_pens(sets, from->set)->file.count > 0)
        return data->pens.file[which] = source_pens(sets, from->set)->file, 1;
    if (!train_data_find(folder, "unipen", from->name, path, sizeof path)) return 0;
    const char *wrong = read_one(path, which, data, text);
    return wrong == NULL || (command_fail(path, wrong), 0);
}

int stock_data_read(const char *folder, sources *sets, pens_fold held_out, stock_data *data) {
    data->pens.held_out = held_out;
    for (int i = 0; i < STOCK_FILES; i++)
        if (!take(folder, (stock_file)i, sets, data)) return 0;
    return stock_sort(&data->pens) || (command_fail(folder, "not enough memory to sort UNIPEN's samples"), 0);
}

void stock_data_free(stock_data *data) {
    for (int i = 0; i < STOCK_FILES; i++) file_free(&data->file[i]), free(data->sample[i]);
    stock_free(&data->pens);
}
