/* read: the verb that prints the number on each picture and its confidence. */
#include <stdio.h>

#include "command.h"
#include "engine.h"
#include "options.h"
#include "output.h"
#include "stages.h"
#include "text.h"

static const char *reason_of(int32_t status) {
    switch (status) {
    case LENET5_BLANK: return "blank";
    case LENET5_NOT_A_NUMBER: return "not-a-number";
    case LENET5_WRONG_LENGTH: return "wrong-length";
    case LENET5_UNCERTAIN: return "uncertain";
    case LENET5_TOO_LONG: return "too-long";
    case LENET5_CANCELLED: return "cancelled";
    default: return NULL;
    }
}

static void print_box(lenet5_box box) {
    printf("[%d,%d,%d,%d]", (int)box.x, (int)box.y, (int)box.width, (int)box.height);
}

/* null where there is none. */
static void print_box_or_null(const char *key, lenet5_box box) {
    printf(",\"%s\":", key);
    if (box.width > 0) print_box(box);
    else fputs("null", stdout);
}

/* text is null unless a number was read. */
static void print_text(const char *key, const char *text) {
    printf("\"%s\":", key);
    if (text == NULL) fputs("null", stdout);
    else text_print_json(stdout, text);
}

/* null where there is none. */
static const char *const FORMAT_NAMES[] = LENET5_FORMAT_NAMES;

static const char *value_of(const lenet5_alternative *alternative) {
    return alternative->value[0] != '\0' ? alternative->value : NULL;
}

static void print_alternatives(const lenet5_reading *r) {
    fputs("\"alternatives\":[", stdout);
    for (int i = 0; i < r->alternatives; i++) {
        printf("%s{", i > 0 ? "," : "");
        print_text("text", r->alternative[i].text);
        fputc(',', stdout);
        print_text("formatted", r->alternative[i].formatted);
        fputc(',', stdout);
        print_text("value", value_of(&r->alternative[i]));
        fputs(",\"confidence\":", stdout);
        text_print_float(stdout, r->alternative[i].confidence);
        fputc('}', stdout);
    }
    fputc(']', stdout);
}

static void print_character(const lenet5_character *c) {
    printf("{\"text\":\"%d\",\"confidence\":", (int)c->digit);
    text_print_float(stdout, c->confidence);
    fputs(",\"box\":", stdout);
    print_box(c->box);
    fputs(",\"alternatives\":[", stdout);
    for (int i = 0; i < c->choices; i++) {
        printf("%s{\"text\":\"%d\",\"confidence\":", i > 0 ? "," : "", (int)c->choice[i].digit);
        text_print_float(stdout, c->choice[i].confidence);
        fputc('}', stdout);
    }
    fputs("]}", stdout);
}

/* index: of the picture in an IDX file, or −1. */
static void print_json(const char *name, int64_t index, const lenet5_reading *r, int is_calibrated) {
    const char *reason = reason_of(r->status);
    fputs("{\"file\":", stdout);
    text_print_json(stdout, name);
    if (index >= 0) printf(",\"index\":%lld", (long long)index);
    fputc(',', stdout);
    print_text("text", reason == NULL ? r->alternative[0].text : NULL);
    fputc(',', stdout);
    print_text("formatted", reason == NULL ? r->alternative[0].formatted : NULL);
    fputc(',', stdout);
    print_text("value", reason == NULL ? value_of(&r->alternative[0]) : NULL);
    fputc(',', stdout);
    print_text("format", FORMAT_NAMES[r->format]);
    fputs(",\"confidence\":", stdout);
    text_print_float(stdout, r->confidence);
    printf(",\"rejected\":%s,", reason == NULL ? "false" : "true");
    print_text("reason", reason);
    fputc(',', stdout);
    print_alternatives(r);
    fputs(",\"characters\":[", stdout);
    for (int i = 0; i < r->length; i++) {
        if (i > 0) fputc(',', stdout);
        print_character(&r->character[i]);
    }
    fputc(']', stdout);
    print_box_or_null("before", r->before);
    print_box_or_null("after", r->after);
    puts(is_calibrated ? "}" : ",\"calibrated\":false}");
}

static void print_line(const char *name, int columns, int64_t index, const lenet5_reading *r, int is_calibrated) {
    const char *reason = reason_of(r->status);
    int used = text_print(stdout, name);
    if (index >= 0) used += printf("[%lld]", (long long)index);
    printf("%*s  %s  %.4f", used < columns ? columns - used : 0, "", reason == NULL ? r->alternative[0].formatted : "-",
           (double)r->confidence);
    if (reason != NULL) printf("  %s", reason);
    puts(is_calibrated ? "" : "  uncalibrated");
}

static int write_stages(const command_options *options, const char *name, const picture_file *file,
                        const lenet5_reading *reading) {
    if (file->is_idx) return output_fail_file(options->json, name, "--stages needs a picture, not an IDX file");
    return stages_write_page(&file->single, reading, options->stages) ? COMMAND_OK : COMMAND_FAILED;
}

static int examine(command_engine *engine, const command_options *options, int columns, const char *name) {
    picture_file file;
    if (!picture_open(name, &file)) return output_fail_file(options->json, name, file.fault);
    const int is_calibrated = lenet5_is_calibrated(engine->net);
    int status = COMMAND_OK;
    for (size_t i = 0; i < file.count && status == COMMAND_OK && !output_failed(); i++) {
        lenet5_reading reading;
        const int64_t index = file.is_idx ? (int64_t)i : -1;
        if (!engine_read_number(engine, &file, i, &options->request, name, &reading)) status = COMMAND_FAILED;
        else if (options->json) print_json(name, index, &reading, is_calibrated);
        else print_line(name, columns, index, &reading, is_calibrated);
        if (status == COMMAND_OK && options->stages != NULL) status = write_stages(options, name, &file, &reading);
    }
    picture_close(&file);
    return status;
}

int command_read(int argc, char **argv) {
    command_options options;
    command_engine engine;
    if (!options_parse(argc, argv, OPTION_FORMAT | OPTION_STAGES | OPTION_REGION, &options)) return COMMAND_FAILED;
    if (options.files == 0) return command_fail("read", "which FILE? (PNG, JPEG, BMP, PGM, PPM or IDX)");
    if (options.stages != NULL && options.files > 1) return command_fail("--stages", "takes one FILE at a time");
    if (!engine_open(&options, &engine)) return COMMAND_FAILED;
    int columns = 0;
    for (int i = 0; i < options.files; i++) {
        const int of_name = text_columns(options.names[i]);
        columns = of_name > columns ? of_name : columns;
    }
    int status = COMMAND_OK;
    for (int i = 0; i < options.files && !output_failed(); i++)
        if (examine(&engine, &options, columns, options.names[i]) != COMMAND_OK) status = COMMAND_FAILED;
    engine_close(&engine);
    return status;
}
