/* The report's words. */
#include "report.h"

#include <string.h>

enum { OPTION_DECIMALS = 6, BORDER_DECIMALS = 9 };

const char *report_verdict(const import_tensor *tensor) {
    static const char *const WORDS[] = {[IMPORT_EXTRA] = "extra",
                                        [IMPORT_USED] = "used",
                                        [IMPORT_WRONG_SHAPE] = "wrong-shape",
                                        [IMPORT_WRONG_DTYPE] = "wrong-dtype"};
    return WORDS[tensor->verdict];
}

const char *report_note(const import_tensor *tensor) {
    static const char *const NOTES[] = {[IMPORT_AS_IT_IS] = NULL,
                                        [IMPORT_FLAT] = "a linear layer as a convolution",
                                        [IMPORT_CHANNELS_LAST] = "stored as height, width, in, out",
                                        [IMPORT_TRANSPOSED] = "stored as in, out"};
    if (tensor->is_by_pixel)
        return tensor->order == IMPORT_FLAT
                   ? "a linear layer as a convolution, its inputs pixel by pixel"
                   : "a linear layer as a convolution, stored as in, out, its inputs pixel by pixel";
    return tensor->verdict == IMPORT_USED ? NOTES[tensor->order] : NULL;
}

static void put_text_or_null(writer *to, const char *text) {
    if (text == NULL) writer_put_text(to, "null");
    else writer_put_quoted(to, text);
}

static void put_tensor(const import_tensor *t, writer *to) {
    writer_put_text(to, "{\"name\":");
    writer_put_quoted(to, t->name);
    writer_put_text(to, ",\"dtype\":");
    writer_put_quoted(to, t->dtype_name);
    writer_put_text(to, ",\"shape\":[");
    for (int i = 0; i < t->dimensions; i++) {
        if (i > 0) writer_put(to, ',');
        writer_put_number(to, t->shape[i]);
    }
    writer_put_text(to, "],\"verdict\":");
    writer_put_quoted(to, report_verdict(t));
    writer_put_text(to, ",\"as\":");
    put_text_or_null(to, t->role < 0 ? NULL : LAYOUT[t->role].name);
    writer_put_text(to, ",\"note\":");
    put_text_or_null(to, report_note(t));
    writer_put(to, '}');
}

static void put_missing(const import_report *report, writer *to) {
    const char *between = "";
    for (int role = 0; role < LAYOUT_TENSORS; role++) {
        if (!report->missing[role]) continue;
        writer_put_text(to, between);
        writer_put_quoted(to, LAYOUT[role].name);
        between = ",";
    }
}

static void put_options(const fold_options *options, writer *to) {
    writer_put_text(to, "{\"mean\":");
    writer_put_decimal(to, (double)options->mean, OPTION_DECIMALS);
    writer_put_text(to, ",\"std\":");
    writer_put_decimal(to, (double)options->std, OPTION_DECIMALS);
    writer_put_text(to, options->inverted ? ",\"invert\":true" : ",\"invert\":false");
    writer_put_text(to, ",\"activation\":\"relu\",\"pooling\":\"max\",\"input\":");
    if (options->side == 0) writer_put_text(to, "null");
    else writer_put_number(to, (uint64_t)options->side);
    writer_put(to, '}');
}

static const char *arithmetic(const import_report *report) { return report->run.in_floats ? "float32" : "int8"; }

void report_put_json(const import_report *report, const report_outcome *outcome, writer *to) {
    writer_put_text(to, "{\"container\":");
    put_text_or_null(to, report->container);
    writer_put_text(to, ",\"tensors\":[");
    for (size_t i = 0; i < report->count; i++) {
        if (i > 0) writer_put(to, ',');
        put_tensor(&report->tensors[i], to);
    }
    writer_put_text(to, "],\"missing\":[");
    put_missing(report, to);
    writer_put_text(to, "],\"options\":");
    put_options(&report->options, to);
    writer_put_text(to, ",\"arithmetic\":");
    writer_put_quoted(to, arithmetic(report));
    writer_put_text(to, ",\"border\":");
    writer_put_decimal(to, (double)report->run.border, BORDER_DECIMALS);
    writer_put_text(to, ",\"checked\":");
    writer_put_number(to, (uint64_t)outcome->checked);
    writer_put_text(to, ",\"changed\":");
    writer_put_number(to, (uint64_t)outcome->changed);
    writer_put_text(to, outcome->is_calibrated ? ",\"calibrated\":true}" : ",\"calibrated\":false}");
}

size_t report_write_weights(const import_report *report, const network_parameters *parameters, void *file,
                            size_t capacity) {
    char options[160], border[32];
    writer options_text = {options, sizeof options - 1, 0}, border_text = {border, sizeof border - 1, 0};
    put_options(&report->options, &options_text);
    options[options_text.length < sizeof options ? options_text.length : 0] = '\0';
    writer_put_decimal(&border_text, (double)report->run.border, BORDER_DECIMALS);
    border[border_text.length < sizeof border ? border_text.length : 0] = '\0';
    const weights_entry metadata[] = {{"format", "pt"},
                                      {"imported_from", report->container},
                                      {"import_options", options},
                                      {"calibration", "none"},
                                      {"float32_border", border}};
    const size_t entries = sizeof metadata / sizeof *metadata - (report->run.in_floats ? 0 : 1);
    return weights_write(parameters, metadata, entries, file, capacity);
}
