/* result: trained parameters → rounded, measured on what was held out, with a decision rule, as a file of weights. */
#ifndef LENET5_TRAIN_RESULT_H
#define LENET5_TRAIN_RESULT_H

#include "trainer.h"

enum { RESULT_TEXT = 4096, RESULT_NUMBER = 32 };

/* Entries of the weights' metadata. */
typedef struct result_findings {
    char figures[RESULT_TEXT]; /* "mnist validation: 42 errors of 10000; outliers refused: 99.1 %" */
    char temperature[RESULT_NUMBER], threshold[RESULT_NUMBER];
} result_findings;

/* What else the metadata says. */
typedef struct result_origin {
    const char *recipe; /* how it was trained, as recipe_put_text begins it */
    const char *data;   /* the files' names and digests */
    uint64_t seed;
} result_origin;

enum { RESULT_FILE = sizeof(network_parameters) + 8 * RESULT_TEXT /* bytes that hold any file */ };

/* The set of digits by whose held-out part temperature and errors are told: MNIST; where none of it is held out, the
 * digits that the project draws in hands of which training sees none. */
source result_measure(const sources *all);

/* Rounds the trainer's result as weights that ship are rounded. Before anything is measured, so that figures, temperature
 * and threshold are those of the weights in the file. For LeNet-5's own shape alone. */
void result_round(trainer *t);

/* Measures the result on what is held out of each set of digits, and chooses temperature and threshold there. 0 when out
 * of memory. */
int result_find(const trainer *t, const recipe *r, const sources *all, result_findings *found);

/* The safetensors file: its length, or 0 when it does not fit. */
size_t result_write(const trainer *t, const result_origin *origin, const result_findings *found, void *file,
                    size_t capacity);

#endif
