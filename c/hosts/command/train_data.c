/* train_data: finds, reads and checks the IDX files of each data set of a recipe. */
#include "train_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

static const struct set_files {
    const char *folder; /* absolute, or below the data folder */
    const char *names[2];
} SETS[SOURCE_SETS] = {
    [SOURCE_MNIST] = {"mnist", {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}},
    [SOURCE_OPTDIGITS] = {"digits", {"optdigits32-images-idx3-ubyte", "optdigits32-labels-idx1-ubyte"}},
    [SOURCE_SEMEION] = {"digits", {"semeion-images-idx3-ubyte", "semeion-labels-idx1-ubyte"}},
    [SOURCE_FASHION] = {"/usr/share/datasets/fashion-mnist", {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}},
};

const char *train_data_name(source set, int kind) { return SETS[set].names[kind]; }

static int exists(const char *name) {
    FILE *opened = fopen(name, "rb");
    if (opened != NULL) fclose(opened);
    return opened != NULL;
}

/* Prints the error, with a hint where the data folder may be the wrong one. */
static void fail(const char *name, const char *wrong, int perhaps_elsewhere) {
    enum { LONGEST = 256 };
    char text[LONGEST];
    const char *hint =
        perhaps_elsewhere ? "; --data DIR or LENET5_DATA names the folder with mnist and digits in it" : "";
    snprintf(text, sizeof text, "%s%s", wrong, hint);
    command_fail(name, text);
}

/* Reads one file, gzipped or not; 1, or 0 after a line on stderr. */
static int read_one(const char *folder, source set, unsigned kind, train_data *data) {
    enum { LONGEST = 4096 };
    char name[LONGEST];
    const char *below = SETS[set].folder;
    int absolute = below[0] == '/';
    file_bytes *into = &data->files[2 * set + kind];
    for (int packed = 1; packed >= 0; packed--) {
        int length = snprintf(name, sizeof name, "%s%s%s/%s%s", absolute ? "" : folder, absolute ? "" : "/", below,
                              SETS[set].names[kind], packed ? ".gz" : "");
        if (length < 0 || length >= LONGEST) return command_fail(folder, "the folder's name is too long"), 0;
        if (exists(name)) break;
    }
    const char *wrong = file_read(name, into);
    idx_file *items = kind == 0 ? &data->sets.images[set] : &data->sets.labels[set];
    if (wrong == NULL)
        wrong = kind == 0 ? idx_read_images(into->bytes, into->length, items)
                          : idx_read_labels(into->bytes, into->length, items);
    if (wrong == NULL && kind == 1) wrong = source_check(set, &data->sets.images[set], items);
    if (wrong != NULL) return fail(name, wrong, into->bytes == NULL && !absolute), 0;
    sha256(into->bytes, into->length, data->digests[2 * set + kind]);
    return 1;
}

int train_data_read(const char *folder, const recipe *how, train_data *data) {
    memset(data, 0, sizeof *data);
    for (int set = 0; set < SOURCE_SETS; set++) {
        if (how->share[set] <= 0.0f && set != SOURCE_MNIST) continue;
        for (unsigned kind = 0; kind < 2; kind++)
            if (!read_one(folder, (source)set, kind, data)) return 0;
    }
    return 1;
}

void train_data_free(train_data *data) {
    for (int i = 0; i < 2 * SOURCE_SETS; i++) file_free(&data->files[i]);
}
