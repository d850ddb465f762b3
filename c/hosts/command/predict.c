/* predict: the verb that prints the digit of each picture and its confidence. */
#include <stdio.h>

#include "command.h"
#include "engine.h"
#include "options.h"
#include "output.h"
#include "text.h"

/* What every answer is printed with. */
typedef struct printer {
    command_options options;
    int name_columns;  /* of the longest name */
    int is_calibrated; /* what confidences are */
} printer;

static const char *reason_of(const lenet5_result *result) {
    switch (result->status) {
    case LENET5_BLANK: return "blank";
    case LENET5_NOT_A_DIGIT: return "not-a-digit";
    case LENET5_CANCELLED: return "cancelled";
    case LENET5_MORE_THAN_ONE: return "more-than-one";
    default: return NULL;
    }
}

static void print_floats(const float *values, int count, const char *between) {
    for (int i = 0; i < count; i++) {
        if (i > 0) fputs(between, stdout);
        text_print_float(stdout, values[i]);
    }
}

/* index: of the picture in an IDX file, or −1. */
static void print_json(const printer *p, const char *name, int64_t index, const lenet5_result *r) {
    const char *reason = reason_of(r);
    fputs("{\"file\":", stdout);
    text_print_json(stdout, name);
    if (index >= 0) printf(",\"index\":%lld", (long long)index);
    if (r->digit >= 0) printf(",\"digit\":%d", (int)r->digit);
    else fputs(",\"digit\":null", stdout);
    fputs(",\"confidence\":", stdout);
    text_print_float(stdout, r->confidence);
    fputs(",\"probabilities\":[", stdout);
    print_floats(r->probabilities, LENET5_CLASSES, ",");
    printf("],\"rejected\":%s,\"reason\":", reason == NULL ? "false" : "true");
    if (reason == NULL) fputs("null", stdout);
    else text_print_json(stdout, reason);
    if (r->status == LENET5_BLANK) fputs(",\"box\":null", stdout);
    else printf(",\"box\":[%d,%d,%d,%d]", (int)r->box.x, (int)r->box.y, (int)r->box.width, (int)r->box.height);
    puts(p->is_calibrated ? "}" : ",\"calibrated\":false}");
}

static void print_name(const printer *p, const char *name, int64_t index) {
    int columns = text_print(stdout, name);
    if (index >= 0) columns += printf("[%lld]", (long long)index);
    printf("%*s", columns < p->name_columns ? p->name_columns - columns : 0, "");
}

static void print_line(const printer *p, const char *name, int64_t index, const lenet5_result *r) {
    const char *reason = reason_of(r);
    print_name(p, name, index);
    printf("  %c  %.4f", r->digit >= 0 ? '0' + (int)r->digit : '-', (double)r->confidence);
    if (reason != NULL) printf("  %s", reason);
    puts(p->is_calibrated ? "" : "  uncalibrated");
}

/* As the programs that people learn LeNet-5 with print it. */
static void print_verbose(const printer *p, const char *name, int64_t index, const lenet5_result *r) {
    float maximum = r->logits[0];
    for (int i = 1; i < LENET5_CLASSES; i++) maximum = r->logits[i] > maximum ? r->logits[i] : maximum;
    print_line(p, name, index, r);
    if (r->status != LENET5_BLANK) {
        fputs("outputs:", stdout);
        for (int i = 0; i < LENET5_CLASSES; i++) printf(" %.4f", (double)r->logits[i]);
        printf("\nshape: (1, %d)\nmaximum: %.4f\n", LENET5_CLASSES, (double)maximum);
    }
    if (r->digit >= 0) printf("result is: %d\n", (int)r->digit);
    else printf("result is: - (%s)\n", reason_of(r));
}

static int examine(command_engine *engine, const printer *p, const char *name) {
    picture_file file;
    if (!picture_open(name, &file)) return output_fail_file(p->options.json, name, file.fault);
    int status = COMMAND_OK;
    for (size_t i = 0; i < file.count && status == COMMAND_OK && !output_failed(); i++) {
        lenet5_result result;
        int64_t index = file.is_idx ? (int64_t)i : -1;
        if (!engine_read(engine, &file, i, p->options.picture, name, &result)) status = COMMAND_FAILED;
        else if (p->options.json) print_json(p, name, index, &result);
        else if (p->options.verbose) print_verbose(p, name, index, &result);
        else print_line(p, name, index, &result);
    }
    picture_close(&file);
    return status;
}

int command_predict(int argc, char **argv) {
    printer p = {0};
    command_engine engine;
    if (!options_parse(argc, argv, OPTION_VERBOSE | OPTION_PICTURE | OPTION_NETWORK, &p.options)) return COMMAND_FAILED;
    if (p.options.files == 0) return command_fail("predict", "which FILE? (PNG, JPEG, BMP, PGM, PPM or IDX)");
    if (!engine_open(&p.options, &engine)) return COMMAND_FAILED;
    p.is_calibrated = engine_is_calibrated(&engine);
    for (int i = 0; i < p.options.files; i++) {
        int columns = text_columns(p.options.names[i]);
        p.name_columns = columns > p.name_columns ? columns : p.name_columns;
    }
    int status = COMMAND_OK;
    for (int i = 0; i < p.options.files && !output_failed(); i++)
        if (examine(&engine, &p, p.options.names[i]) != COMMAND_OK) status = COMMAND_FAILED;
    engine_close(&engine);
    return status;
}
