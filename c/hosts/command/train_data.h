/* train_data: the data sets that a recipe uses, from a folder. */
#ifndef LENET5_HOSTS_COMMAND_TRAIN_DATA_H
#define LENET5_HOSTS_COMMAND_TRAIN_DATA_H

#include "../../train/recipe.h"
#include "../../train/sources.h"
#include "file.h"
#include "../../base/formats/sha256.h"

/* Pictures and labels of each set of bitmaps, then one file a set of strokes. */
enum { TRAIN_FILES = 2 * SOURCE_BITMAPS + (SOURCE_SETS - SOURCE_BITMAPS) };

typedef struct train_data {
    sources sets;
    file_bytes files[TRAIN_FILES];          /* which sets points into */
    char digests[TRAIN_FILES][SHA256_TEXT]; /* of the unpacked files; empty where the set is not used */
} train_data;

/* Reads FOLDER/mnist, FOLDER/digits, FOLDER/unipen and Debian's Fashion-MNIST as the recipe wants them; the fold's writers
 * of FOLDER/unipen are for validation. 1, or 0 after one line on stderr. Free in both cases. */
int train_data_read(const char *folder, const recipe *how, pens_fold fold, train_data *data);
void train_data_free(train_data *data);

/* The path of FOLDER/IN/NAME, packed (.gz) where it is there packed. 1, or 0 after one line on stderr. */
int train_data_find(const char *folder, const char *in, const char *name, char *path, size_t longest);

/* The name of a file, 0 … TRAIN_FILES − 1. */
const char *train_data_name(int file);

#endif
