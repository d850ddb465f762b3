/* tensor: what every container's reader hands on, whatever the file was: a list of named tensors.
 *
 *     file ── zip, pickle, npy, onnx, safetensors ──► tensors ── match ──► roles ── gather, fold ──► parameters
 */
#ifndef LENET5_IMPORT_TENSOR_H
#define LENET5_IMPORT_TENSOR_H

#include "../include/lenet5.h"
#include "memory.h"

enum { IMPORT_DIMENSIONS = 8, IMPORT_MAX_TENSORS = 4096, IMPORT_NAME = 128 };

typedef enum import_dtype { IMPORT_OTHER, IMPORT_F8, IMPORT_F16, IMPORT_BF16, IMPORT_F32, IMPORT_F64 } import_dtype;

typedef enum import_verdict {
    IMPORT_EXTRA, /* left out */
    IMPORT_USED,
    IMPORT_WRONG_SHAPE, /* its name is a role's, its shape is not */
    IMPORT_WRONG_DTYPE  /* it has a role, but is made of integers or the like */
} import_verdict;

/* How a tensor's dimensions are those of the role. */
typedef enum import_order {
    IMPORT_AS_IT_IS,      /* PyTorch's: [out,in,height,width], [out,in] */
    IMPORT_FLAT,          /* C5 as a linear layer [120,400] */
    IMPORT_CHANNELS_LAST, /* Keras': [height,width,in,out] */
    IMPORT_TRANSPOSED     /* [in,out] */
} import_order;

typedef struct import_tensor {
    char name[IMPORT_NAME]; /* printable ASCII; a longer one's beginning */
    char dtype_name[16];
    import_dtype dtype;
    int dimensions;
    uint64_t shape[IMPORT_DIMENSIONS];
    uint64_t strides[IMPORT_DIMENSIONS]; /* in elements */
    const uint8_t *bytes;                /* of the first element */
    size_t length;                       /* bytes that may be read from there on */
    import_verdict verdict;
    int role; /* an index into LAYOUT; −1: none */
    import_order order;
    int is_by_pixel; /* C5 as a linear layer whose inputs are S4's pixels, as Keras flattens, and not its maps */
} import_tensor;

/* One import: what it reads, where it works, what it has found. */
typedef struct import_job {
    const uint8_t *file;
    size_t length;
    import_memory memory;
    lenet5_error *fault;
    uint64_t steps;        /* that reading may still take: bytes to go through, values to make, places to look at */
    const char *container; /* "PyTorch's ZIP", … */
    import_tensor *tensors;
    size_t count;
    int is_read;        /* all tensors of the file are in the list */
    int pads_its_input; /* the file itself says that C1 pads 28×28 by 2 */
} import_job;

/* Each check returns 1, or 0 with the fault's line begun as "where: what". */
int import_fail(import_job *job, const char *where, const char *what);

/* The same with the name of what is refused, which is cut where it is long: "where: before NAME after". */
int import_fail_naming(import_job *job, const char *where, const char *before, const char *name, size_t length,
                       const char *after);

/* Counts what reading takes before it is done, so that a hostile file can't keep the reader busy for hours: 1, or 0 with
 * the fault set when it is more than a file of weights needs. */
int import_spend(import_job *job, uint64_t steps);

/* A further tensor of the list, with its name; null when there are too many. */
import_tensor *import_add(import_job *job, const char *name, size_t length);

void import_set_dtype(import_tensor *tensor, import_dtype dtype, const char *name);

/* Rows of the last dimension next to each other, as C has them. The shape is set; 0 when its product is beyond 2^40. */
int import_set_row_major(import_tensor *tensor);

size_t import_dtype_bytes(import_dtype dtype); /* of an element; 0 for IMPORT_OTHER */

#endif
