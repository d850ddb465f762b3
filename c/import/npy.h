/* npy: NumPy's arrays, one in a file (.npy) or several in a ZIP file (.npz) → the list. */
#ifndef LENET5_IMPORT_NPY_H
#define LENET5_IMPORT_NPY_H

#include "tensor.h"
#include "zip.h"

int npy_is(const uint8_t *bytes, size_t length);
int npy_read(import_job *job);
int npz_read(import_job *job, const zip_file *zip);

/* NumPy's name of a dtype ("<f4", "f8", "|u1") → dtype and the name that is shown. 0 when its bytes are big-endian. */
int npy_dtype(const char *text, size_t length, import_tensor *to);

#endif
