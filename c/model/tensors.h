/* tensors: a safetensors file of a given form ↔ the floats of its tensors and the numbers of its metadata. */
#ifndef LENET5_MODEL_TENSORS_H
#define LENET5_MODEL_TENSORS_H

#include <stddef.h>
#include <stdint.h>

#include "../include/lenet5.h"
#include "dtype.h"
#include "layout.h"

/* What a network's file holds. */
typedef struct tensors_form {
    const layout_tensor *tensors;
    int count;            /* up to TENSORS_MOST */
    const char *network;  /* what the metadata's "network" says, where it is there */
    const char *stranger; /* of any other tensor: "is no tensor of …" */
} tensors_form;

enum { TENSORS_MOST = 12 };

/* A number of the metadata, as decimal text. */
typedef struct tensors_number {
    const char *key;
    float value; /* beforehand: where the key is absent */
    int present;
} tensors_number;

/* Where a tensor lies in the data after the header. */
typedef struct tensors_span {
    int present;
    const dtype *type;
    uint64_t begin, end;
} tensors_span;

typedef struct tensors_found {
    const uint8_t *data;
    const char *metadata, *metadata_end; /* the object as it stands; null where there is none */
    tensors_span spans[TENSORS_MOST];
} tensors_found;

/* Checks a file, and fills numbers. 1, or 0 with fault->message set. */
int tensors_read(const tensors_form *form, const void *file, size_t bytes, tensors_number *numbers, int count,
                 tensors_found *found, lenet5_error *fault);

/* Copies what tensors_read has found to the structure that the form's offsets are of. */
void tensors_copy(const tensors_form *form, const tensors_found *found, void *parameters);

/* As weights_write. */
size_t tensors_write(const tensors_form *form, const void *parameters, const weights_entry *metadata, size_t entries,
                     void *file, size_t capacity);

/* As weights_pack, from what tensors_read has found and tensors_copy has copied. */
size_t tensors_pack(const tensors_form *form, const tensors_found *found, const void *parameters, void *file,
                    size_t capacity);

#endif
