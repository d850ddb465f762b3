/* train_data: finds, reads and checks the IDX files of each data set of a recipe. */
#include "train_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "strokes_data.h"

static const struct data_file {
    const char *folder; /* absolute, or below the data folder */
    const char *name;
} FILES[TRAIN_FILES] = {
    {"mnist", "train-images-idx3-ubyte"},
    {"mnist", "train-labels-idx1-ubyte"},
    {"digits", "optdigits32-images-idx3-ubyte"},
    {"digits", "optdigits32-labels-idx1-ubyte"},
    {"digits", "semeion-images-idx3-ubyte"},
    {"digits", "semeion-labels-idx1-ubyte"},
    {"/usr/share/datasets/fashion-mnist", "train-images-idx3-ubyte"},
    {"/usr/share/datasets/fashion-mnist", "train-labels-idx1-ubyte"},
    {"unipen", "digits.jsonl"},
    {"unipen", "upper.jsonl"},
    {"unipen", "lower.jsonl"},
    {"unipen", "symbols.jsonl"},
};

const char *train_data_name(int file) { return FILES[file].name; }

/* Of a set of strokes; of bitmaps, the pictures', whose labels follow. */
static int first_file(source set) { return set < SOURCE_BITMAPS ? 2 * (int)set : (int)SOURCE_BITMAPS + (int)set; }

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
        perhaps_elsewhere ? "; --data DIR or LENET5_DATA names the folder with mnist, digits and unipen in it" : "";
    snprintf(text, sizeof text, "%s%s", wrong, hint);
    command_fail(name, text);
}

int train_data_find(const char *folder, const char *in, const char *name, char *path, size_t longest) {
    const int absolute = in[0] == '/';
    for (int packed = 1; packed >= 0; packed--) {
        const int length = snprintf(path, longest, "%s%s%s/%s%s", absolute ? "" : folder, absolute ? "" : "/", in, name,
                                    packed ? ".gz" : "");
        if (length < 0 || (size_t)length >= longest) return command_fail(folder, "the folder's name is too long"), 0;
        if (exists(path)) break;
    }
    return 1;
}

/* Pictures or labels of a set of bitmaps; null, or what is wrong. */
static const char *take_bitmaps(source set, int labels, train_data *data) {
    const file_bytes *from = &data->files[first_file(set) + labels];
    idx_file *items = labels ? &data->sets.labels[set] : &data->sets.images[set];
    const char *wrong =
        labels ? idx_read_labels(from->bytes, from->length, items) : idx_read_images(from->bytes, from->length, items);
    return wrong == NULL && labels ? source_check(set, &data->sets.images[set], items) : wrong;
}

/* Strokes; null, or what is wrong, with the line where it can be told, in `text`. */
static const char *take_strokes(source set, pens_fold fold, train_data *data, char text[STROKES_TEXT]) {
    pens *into = source_pens(&data->sets, set);
    const char *wrong = strokes_read(&data->files[first_file(set)], &into->file, text);
    if (wrong != NULL) return wrong;
    into->numbers = malloc((into->file.count + 1) * sizeof *into->numbers);
    if (into->numbers == NULL) return "not enough memory to read it";
    size_t line = 0;
    wrong = pens_split(into, set == SOURCE_PENS ? PENS_DIGITS : PENS_OTHERS, fold, &line);
    if (wrong != NULL) return strokes_wrong(wrong, line, text);
    return into->train > 0 ? NULL : "no writer is left to train on; choose another --fold";
}

/* Reads one file, gzipped or not; 1, or 0 after a line on stderr. */
static int read_one(const char *folder, source set, int labels, pens_fold fold, train_data *data) {
    enum { LONGEST = 4096 };
    char name[LONGEST], text[STROKES_TEXT];
    const int file = first_file(set) + labels;
    file_bytes *into = &data->files[file];
    if (!train_data_find(folder, FILES[file].folder, FILES[file].name, name, LONGEST)) return 0;
    const char *wrong = file_read(name, into);
    const int is_missing = wrong != NULL && into->bytes == NULL;
    if (wrong == NULL)
        wrong = set < SOURCE_BITMAPS ? take_bitmaps(set, labels, data) : take_strokes(set, fold, data, text);
    if (wrong != NULL) return fail(name, wrong, is_missing && FILES[file].folder[0] != '/'), 0;
    sha256(into->bytes, into->length, data->digests[file]);
    return 1;
}

int train_data_read(const char *folder, const recipe *how, pens_fold fold, train_data *data) {
    memset(data, 0, sizeof *data);
    for (int set = 0; set < SOURCE_SETS; set++) {
        if (how->share[set] <= 0.0f && set != SOURCE_MNIST) continue;
        const int files = set < SOURCE_BITMAPS ? 2 : 1;
        for (int i = 0; i < files; i++)
            if (!read_one(folder, (source)set, i, fold, data)) return 0;
    }
    return 1;
}

void train_data_free(train_data *data) {
    for (int i = 0; i < TRAIN_FILES; i++) file_free(&data->files[i]);
    for (int set = SOURCE_BITMAPS; set < SOURCE_SETS; set++) {
        pens *strokes = source_pens(&data->sets, (source)set);
        free(strokes->file.samples);
        free(strokes->numbers);
    }
}
