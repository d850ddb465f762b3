/* Elements by their strides: whatever the order in the file, PyTorch's comes out. */
#include "gather.h"

#include <float.h>
#include <string.h>

#include "../model/dtype.h"
#include "../model/message.h"
#include "bytes.h"

enum { C5 = 4, MAPS = 16, MAP_SIDE = 5, MAP = MAP_SIDE * MAP_SIDE };

/* For each dimension of a role, how far apart its elements are in the file. */
typedef struct steps {
    uint64_t of[LAYOUT_MAX_DIMENSIONS];
} steps;

/* The inputs of a full C5 are S4's maps one after another, or its pixels where channels come last. */
static steps flat_steps(uint64_t output, uint64_t input, int channels_last) {
    if (channels_last) return (steps){{output, input, input * MAP_SIDE * MAPS, input * MAPS}};
    return (steps){{output, input * MAP, input * MAP_SIDE, input}};
}

static steps steps_of(const import_tensor *t, int channels_last) {
    const uint64_t *s = t->strides;
    steps out = {{0}};
    switch (t->order) {
    case IMPORT_FLAT: return flat_steps(s[0], s[1], channels_last);
    case IMPORT_CHANNELS_LAST: return (steps){{s[3], s[2], s[0], s[1]}};
    case IMPORT_TRANSPOSED: return t->role == C5 ? flat_steps(s[1], s[0], channels_last) : (steps){{s[1], s[0]}};
    case IMPORT_AS_IT_IS: memcpy(out.of, s, (size_t)t->dimensions * sizeof *s);
    }
    return out;
}

static double element(const import_tensor *t, uint64_t index) {
    const uint8_t *at = t->bytes + index * import_dtype_bytes(t->dtype);
    double wide;
    float single;
    uint32_t bits;
    switch (t->dtype) {
    case IMPORT_F64: memcpy(&wide, at, sizeof wide); return wide;
    case IMPORT_F8: return (double)dtype_value(&dtypes[DTYPE_F8_E4M3], at);
    case IMPORT_F16: return (double)dtype_value(&dtypes[DTYPE_F16], at);
    case IMPORT_BF16:
        bits = (uint32_t)bytes_number(at, 2) << 16;
        memcpy(&single, &bits, sizeof single);
        return (double)single;
    default: memcpy(&single, at, sizeof single); return (double)single;
    }
}

/* Whether the last element is inside of the tensor's bytes. */
static int is_whole(const import_tensor *t) {
    const size_t bytes = import_dtype_bytes(t->dtype);
    uint64_t last = 0;
    for (int i = 0; i < t->dimensions; i++) {
        if (t->strides[i] > UINT32_MAX) return 0;
        last += (t->shape[i] - 1) * t->strides[i];
    }
    return t->bytes != NULL && last < t->length / bytes;
}

static int refuse_value(import_job *job, const import_tensor *t, size_t index, double value) {
    const int finite = value >= -DBL_MAX && value <= DBL_MAX;
    import_fail(job, t->name, "number ");
    message_add_number(job->fault, index);
    message_add(job->fault, finite ? " is larger than 10000, as no trained network's are" : " is not finite");
    return 0;
}

/* One tensor → the role's floats. */
static int gather(import_job *job, const import_tensor *t, int channels_last, float *out) {
    const double most = WEIGHTS_LARGEST;
    const layout_tensor *expected = &LAYOUT[t->role];
    const steps step = steps_of(t, channels_last);
    if (!is_whole(t)) return import_fail(job, t->name, "is truncated: the file has not all of its elements");
    for (size_t i = 0; i < expected->count; i++) {
        uint64_t index = 0;
        size_t rest = i;
        for (int d = expected->dimensions - 1; d >= 0; d--) {
            index += rest % (size_t)expected->shape[d] * step.of[d];
            rest /= (size_t)expected->shape[d];
        }
        const double value = element(t, index);
        if (!(value >= -most && value <= most)) return refuse_value(job, t, i, value);
        out[i] = (float)value;
    }
    return 1;
}

/* All kernels have their channels last, or none. */
static int check_orders(import_job *job, const import_match *match) {
    enum { C1 = 0, C3 = 2 };
    const import_order c1 = match->tensors[C1]->order, c3 = match->tensors[C3]->order, c5 = match->tensors[C5]->order;
    const int c5_is_kernel = c5 == IMPORT_AS_IT_IS || c5 == IMPORT_CHANNELS_LAST;
    if (c1 == c3 && (!c5_is_kernel || c5 == c3)) return 1;
    return import_fail(job, match->tensors[C3]->name, "has its channels elsewhere than the other kernels");
}

int gather_parameters(import_job *job, const import_match *match, network_parameters *out) {
    if (!check_orders(job, match)) return 0;
    const int channels_last = match->tensors[0]->order == IMPORT_CHANNELS_LAST;
    import_tensor *c5 = match->tensors[C5];
    c5->is_by_pixel = channels_last && (c5->order == IMPORT_FLAT || c5->order == IMPORT_TRANSPOSED);
    for (int role = 0; role < LAYOUT_TENSORS; role++) {
        float *to = (float *)(void *)((char *)out + LAYOUT[role].offset);
        if (!gather(job, match->tensors[role], channels_last, to)) return 0;
    }
    return 1;
}
