/* stock_data: finds, reads and sorts UNIPEN's files. */
#include "stock_data.h"

#include <stdio.h>
#include <stdlib.h>

#include "command.h"

enum { LONGEST = 4096 };

static const char *const NAMES[STOCK_FILES] = {"digits", "symbols", "lower", "upper", "numbers"};

/* Null, or what is wrong. */
static const char *read_one(const char *name, stock_file which, stock_data *data) {
    size_t line = 0;
    const char *wrong = file_read(name, &data->file[which]);
    if (wrong != NULL) return wrong;
    const file_bytes *from = &data->file[which];
    data->sample[which] = malloc((unipen_lines(from->bytes, from->length) + 1) * sizeof *data->sample[which]);
    if (data->sample[which] == NULL) return "not enough memory to read it";
    sha256(from->bytes, from->length, data->digest[which]);
    return unipen_read(from->bytes, from->length, data->sample[which], &data->pens.file[which], &line);
}

int stock_data_read(const char *folder, pens_fold held_out, stock_data *data) {
    data->pens.held_out = held_out;
    for (int i = 0; i < STOCK_FILES; i++) {
        char name[LONGEST];
        const int length = snprintf(name, sizeof name, "%s/unipen/%s.jsonl.gz", folder, NAMES[i]);
        if (length < 0 || length >= LONGEST) return command_fail(folder, "the folder's name is too long"), 0;
        const char *wrong = read_one(name, (stock_file)i, data);
        if (wrong != NULL) return command_fail(name, wrong), 0;
    }
    return stock_sort(&data->pens) || (command_fail(folder, "not enough memory to sort UNIPEN's samples"), 0);
}

void stock_data_free(stock_data *data) {
    for (int i = 0; i < STOCK_FILES; i++) file_free(&data->file[i]), free(data->sample[i]);
    stock_free(&data->pens);
}
