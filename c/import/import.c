/* Which reader a file is for, and the steps from there to parameters. */
#include "import.h"

#include <string.h>

#include "../model/kind.h"
#include "../model/message.h"
#include "gather.h"
#include "match.h"
#include "npy.h"
#include "onnx.h"
#include "safetensors.h"
#include "torch.h"
#include "zip.h"

static int read_zip(import_job *job) {
    zip_file zip;
    if (!zip_open(job, &zip)) return 0;
    zip_entry *pickle = torch_zip_pickle(&zip);
    if (pickle != NULL) return torch_zip_read(job, &zip, pickle);
    for (size_t i = 0; i < zip.count; i++)
        if (zip.entries[i].name_length > 4 &&
            memcmp(zip.entries[i].name + zip.entries[i].name_length - 4, ".npy", 4) == 0)
            return npz_read(job, &zip);
    return import_fail(job, "file",
                       "is a ZIP file without a pickle or NumPy arrays in it; unpack it, and give the file of weights");
}

static int is_pickle(const uint8_t *file, size_t length) {
    return length >= 2 && ((file[0] == 0x80 && file[1] <= 5) || file[length - 1] == '.');
}

static int refuse_unknown(import_job *job) {
    const char *kind = weights_kind(job->file, job->length);
    return import_fail(job, "file",
                       kind == NULL ? "is no file of weights: safetensors, PyTorch's, .npz and ONNX can be read"
                                    : "is ") ||
           (kind != NULL && (message_add(job->fault, kind), 0));
}

static int read_tensors(import_job *job) {
    const uint8_t *file = job->file;
    const size_t length = job->length;
    if (safetensors_is(file, length)) return safetensors_read(job);
    if (length >= 2 && memcmp(file, "PK", 2) == 0) return read_zip(job);
    if (npy_is(file, length)) return npy_read(job);
    if (onnx_is(file, length)) return onnx_read(job);
    if (weights_kind(file, length) == NULL || (length > 0 && file[0] == 0x80))
        if (is_pickle(file, length)) return torch_pickle_read(job);
    return refuse_unknown(job);
}

const char *import_options_error(const fold_options *options) {
    const float farthest = WEIGHTS_LARGEST_BORDER;
    if (!(options->mean >= -farthest && options->mean <= farthest)) return "mean is from -10 to 10";
    if (!(options->std >= 0.001f && options->std <= 1000)) return "std is from 0.001 to 1000";
    return options->side == 0 || options->side == LENET5_SIDE || options->side == LENET5_INPUT_SIDE
               ? NULL
               : "input is 28 or 32";
}

/* C1 after folding, which may have made its numbers large. */
static int check_c1(import_job *job, const network_parameters *parameters) {
    enum { NUMBERS = 6 * 25 + 6 };
    const float most = WEIGHTS_LARGEST;
    const float *c1 = &parameters->c1_weight[0][0][0][0];
    for (int i = 0; i < NUMBERS; i++)
        if (!(c1[i] >= -most && c1[i] <= most))
            return import_fail(job, "mean, std", "make C1's numbers larger than 10000, as no trained network's are");
    return 1;
}

static int run(import_job *job, network_parameters *parameters, import_report *report) {
    import_match match;
    if (job->length > IMPORT_LARGEST)
        return import_fail(job, "file", "is over 256 MiB, as no file of LeNet-5's weights is");
    job->tensors = import_take(&job->memory, IMPORT_MAX_TENSORS * sizeof *job->tensors);
    if (job->tensors == NULL) return import_fail(job, "file", "needs too much memory");
    if (!read_tensors(job)) return 0;
    job->is_read = 1;
    if (!match_tensors(job, &match) || !gather_parameters(job, &match, parameters)) return 0;
    if (report->options.side == 0) report->options.side = job->pads_its_input ? LENET5_SIDE : LENET5_INPUT_SIDE;
    fold_input(&report->options, parameters, &report->run);
    return check_c1(job, parameters);
}

lenet5_status import_weights(const void *file, size_t bytes, const fold_options *options, void *memory,
                             network_parameters *parameters, import_report *report, lenet5_error *fault) {
    import_job job = {.file = file,
                      .length = bytes,
                      .memory = {memory, (uint8_t *)memory + IMPORT_MEMORY},
                      .fault = fault,
                      .steps = IMPORT_STEPS + 2 * (uint64_t)bytes};
    const char *wrong = import_options_error(options);
    *report = (import_report){.options = wrong == NULL ? *options : (fold_options){.std = 1}};
    fault->message[0] = '\0';
    const int imported = wrong == NULL ? run(&job, parameters, report) : import_fail(&job, "options", wrong);
    report->container = job.container;
    report->tensors = job.tensors;
    report->count = job.count;
    for (int role = 0; role < LAYOUT_TENSORS; role++) report->missing[role] = job.is_read;
    for (size_t i = 0; i < job.count; i++)
        if (job.tensors[i].role >= 0) report->missing[job.tensors[i].role] = 0;
    return imported ? LENET5_OK : LENET5_BAD_WEIGHTS;
}

int import_is_own(const void *file, size_t bytes, const fold_options *options, network_parameters *parameters,
                  network_options *run) {
    decide_rule rule;
    weights_settings settings;
    lenet5_error unused;
    if (options->mean != 0 || options->std != 1 || options->inverted || options->side == LENET5_SIDE) return 0;
    const lenet5_status status = weights_read_settings(file, bytes, parameters, &rule, &settings, &unused);
    if (status != LENET5_OK || !settings.is_calibrated) return 0;
    *run = settings.run;
    return 1;
}
