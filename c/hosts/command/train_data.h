/* train_data: the data sets that a recipe uses, from a folder. */
#ifndef LENET5_HOSTS_COMMAND_TRAIN_DATA_H
#define LENET5_HOSTS_COMMAND_TRAIN_DATA_H

#include "../../train/recipe.h"
#include "../../train/sources.h"
#include "file.h"
#include "sha256.h"

typedef struct train_data {
    sources sets;
    file_bytes files[2 * SOURCE_SETS];          /* which sets points into */
    char digests[2 * SOURCE_SETS][SHA256_TEXT]; /* of the unpacked files; empty where the set is not used */
} train_data;

/* Reads FOLDER/mnist, FOLDER/digits and Debian's Fashion-MNIST as the recipe wants them. 1, or 0 after one line on
 * stderr. Free in both cases. */
int train_data_read(const char *folder, const recipe *how, train_data *data);
void train_data_free(train_data *data);

/* The name of a set's file: kind 0 pictures, 1 labels. */
const char *train_data_name(source set, int kind);

#endif
