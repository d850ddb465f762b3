/* The list of tensors, and how an import is refused. */
#include "tensor.h"

#include <string.h>

#include "../model/message.h"

int import_fail(import_job *job, const char *where, const char *what) { return message_begin(job->fault, where, what); }

/* Printable ASCII, as much as fits. */
static void copy_name(char *to, size_t capacity, const char *name, size_t length) {
    size_t made = 0;
    for (; made < length && made + 1 < capacity; made++)
        to[made] = name[made] < ' ' || name[made] > '~' ? '?' : name[made];
    to[made] = '\0';
}

int import_fail_naming(import_job *job, const char *where, const char *before, const char *name, size_t length,
                       const char *after) {
    char shown[64];
    copy_name(shown, sizeof shown, name, length);
    message_begin(job->fault, where, before);
    message_add(job->fault, shown);
    message_add(job->fault, after);
    return 0;
}

int import_spend(import_job *job, uint64_t steps) {
    if (steps > job->steps)
        return import_fail(job, "file", "takes longer to read than any file of weights does: refused");
    job->steps -= steps;
    return 1;
}

import_tensor *import_add(import_job *job, const char *name, size_t length) {
    if (job->count == IMPORT_MAX_TENSORS) return import_fail(job, "file", "holds over 4096 tensors"), NULL;
    import_tensor *added = &job->tensors[job->count++];
    copy_name(added->name, sizeof added->name, name, length);
    added->role = -1;
    return added;
}

void import_set_dtype(import_tensor *tensor, import_dtype dtype, const char *name) {
    tensor->dtype = dtype;
    copy_name(tensor->dtype_name, sizeof tensor->dtype_name, name, strlen(name));
}

int import_set_row_major(import_tensor *tensor) {
    uint64_t stride = 1;
    for (int i = tensor->dimensions - 1; i >= 0; i--) {
        tensor->strides[i] = stride;
        if (tensor->shape[i] > 0 && stride > (UINT64_C(1) << 40) / tensor->shape[i]) return 0;
        stride *= tensor->shape[i];
    }
    return 1;
}

size_t import_dtype_bytes(import_dtype dtype) {
    static const uint8_t BYTES[] = {
        [IMPORT_OTHER] = 0, [IMPORT_F8] = 1, [IMPORT_F16] = 2, [IMPORT_BF16] = 2, [IMPORT_F32] = 4, [IMPORT_F64] = 8};
    return BYTES[dtype];
}
