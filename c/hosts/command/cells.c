/* cells: the verb that prints what stands in the boxes of a form or in a table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "engine.h"
#include "options.h"
#include "output.h"
#include "text.h"

static const char *const KINDS[] = {[LENET5_CELL_BLANK] = "blank",
                                    [LENET5_CELL_DIGIT] = "digit",
                                    [LENET5_CELL_NUMBER] = "number",
                                    [LENET5_CELL_UNREAD] = "unread"};

static const char *reason_of(int32_t status) {
    switch (status) {
    case LENET5_BLANK: return "blank";
    case LENET5_NO_CELLS: return "no-cells";
    case LENET5_TOO_LONG: return "too-many-cells";
    default: return NULL;
    }
}

/* Null where the table has no such cell. */
static const lenet5_cell *cell_at(const lenet5_table *table, int row, int column) {
    for (int i = 0; i < table->cells; i++)
        if (table->cell[i].row == row && table->cell[i].column == column) return &table->cell[i];
    return NULL;
}

static const char *shown(const lenet5_cell *cell) {
    if (cell == NULL) return "";
    return cell->kind == LENET5_CELL_UNREAD ? "?" : cell->text;
}

/* csv: without columns of equal width. */
static void print_rows(const lenet5_table *table, int csv) {
    for (int row = 0; row < table->rows; row++) {
        for (int column = 0; column < table->columns; column++) {
            const char *text = shown(cell_at(table, row, column));
            if (csv) printf("%s%s", column > 0 ? "," : "", text);
            else printf("%s%4s", column > 0 ? " " : "", *text == '\0' ? "." : text);
        }
        putchar('\n');
    }
}

static void print_choices(const lenet5_cell *cell) {
    fputs(",\"alternatives\":[", stdout);
    for (int i = 0; i < cell->choices; i++) {
        fputs(i > 0 ? ",{\"text\":" : "{\"text\":", stdout);
        text_print_json(stdout, cell->choice[i].text);
        fputs(",\"confidence\":", stdout);
        text_print_float(stdout, cell->choice[i].confidence);
        putchar('}');
    }
    putchar(']');
}

static void print_cell(const lenet5_cell *cell) {
    printf("{\"row\":%d,\"column\":%d,\"kind\":\"%s\",\"text\":", (int)cell->row, (int)cell->column, KINDS[cell->kind]);
    if (*cell->text == '\0') fputs("null", stdout);
    else text_print_json(stdout, cell->text);
    fputs(",\"confidence\":", stdout);
    text_print_float(stdout, cell->confidence);
    const lenet5_box b = cell->box;
    printf(",\"box\":[%d,%d,%d,%d]", (int)b.x, (int)b.y, (int)b.width, (int)b.height);
    print_choices(cell);
    putchar('}');
}

static void print_json(const char *name, const lenet5_table *table) {
    const char *reason = reason_of(table->status);
    fputs("{\"file\":", stdout);
    text_print_json(stdout, name);
    printf(",\"rows\":%d,\"columns\":%d,\"reason\":", (int)table->rows, (int)table->columns);
    if (reason == NULL) fputs("null", stdout);
    else printf("\"%s\"", reason);
    fputs(",\"cells\":[", stdout);
    for (int i = 0; i < table->cells; i++) {
        if (i > 0) putchar(',');
        print_cell(&table->cell[i]);
    }
    puts("]}");
}

static void print_table(const command_options *options, const char *name, const lenet5_table *table) {
    const char *reason = reason_of(table->status);
    if (options->json) {
        print_json(name, table);
        return;
    }
    if (!options->csv) {
        text_print(stdout, name);
        if (reason == NULL) printf("  %d x %d\n", (int)table->rows, (int)table->columns);
        else printf("  -  %s\n", reason);
    }
    print_rows(table, options->csv);
}

static int examine(command_engine *engine, const command_options *options, const char *name, lenet5_table *table) {
    picture_file file;
    if (!picture_open(name, &file)) return output_fail_file(options->json, name, file.fault);
    int status = COMMAND_OK;
    if (file.is_idx) status = output_fail_file(options->json, name, "cells needs a picture, not an IDX file");
    else if (!engine_read_cells(engine, &file.single, &options->request.region, name, table)) status = COMMAND_FAILED;
    else print_table(options, name, table);
    picture_close(&file);
    return status;
}

int command_cells(int argc, char **argv) {
    command_options options;
    command_engine engine;
    if (!options_parse(argc, argv, OPTION_REGION | OPTION_CSV, &options)) return COMMAND_FAILED;
    if (options.files == 0) return command_fail("cells", "which FILE? (PNG, JPEG, BMP, PGM or PPM)");
    if (!engine_open(&options, &engine)) return COMMAND_FAILED;
    lenet5_table *table = malloc(sizeof *table);
    int status = table == NULL ? command_fail("cells", "not enough memory for the table") : COMMAND_OK;
    for (int i = 0; i < options.files && table != NULL && !output_failed(); i++)
        if (examine(&engine, &options, options.names[i], table) != COMMAND_OK) status = COMMAND_FAILED;
    free(table);
    engine_close(&engine);
    return status;
}
