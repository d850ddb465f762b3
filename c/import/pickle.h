/* pickle: Python's pickles of protocols 0 to 5 → values, with nothing called, imported or made but what is listed
 * here.
 *
 * A pickle is a program for a machine with a stack and a memo; what makes Python's dangerous is that it may name
 * any function and call it. This machine knows the few names that a state dict needs (pickle_classes.c), each of
 * which makes a plain value; any other name is refused as such, called or not. It does not recurse, copies nothing,
 * and takes all memory from one block.
 */
#ifndef LENET5_IMPORT_PICKLE_H
#define LENET5_IMPORT_PICKLE_H

#include "tensor.h"

typedef enum pickle_kind {
    PICKLE_NOTHING, /* None, booleans, floats, and what no tensor depends on */
    PICKLE_INT,
    PICKLE_TEXT, /* str, bytes, bytearray */
    PICKLE_LIST, /* list, tuple, set: its cells */
    PICKLE_DICT, /* its cells: key, value, key, value … */
    PICKLE_CLASS,
    PICKLE_STORAGE, /* PyTorch's: elements without a shape */
    PICKLE_TENSOR,  /* PyTorch's: a view of a storage */
    PICKLE_DTYPE,   /* NumPy's */
    PICKLE_ARRAY    /* NumPy's */
} pickle_kind;

typedef enum pickle_class {
    PICKLE_ORDERED_DICT,
    PICKLE_REBUILD_TENSOR,
    PICKLE_REBUILD_PARAMETER,
    PICKLE_STORAGE_TYPE, /* its dtype in the value's detail */
    PICKLE_LOAD_FROM_BYTES,
    PICKLE_SIZE,
    PICKLE_RECONSTRUCT,
    PICKLE_FROM_BUFFER,
    PICKLE_SCALAR,
    PICKLE_NDARRAY,
    PICKLE_NUMPY_DTYPE,
    PICKLE_ENCODE
} pickle_class;

typedef struct pickle_cell pickle_cell;
typedef struct pickle_value pickle_value;

struct pickle_cell {
    pickle_value *value;
    pickle_cell *next;
};

struct pickle_value {
    pickle_kind kind;
    int detail;           /* CLASS: a pickle_class; TEXT: 1 when escaped as protocol 0 does it; NOTHING: 1 for True */
    const char *dtype;    /* CLASS of a storage, STORAGE: PyTorch's name; DTYPE, ARRAY: NumPy's */
    const uint8_t *bytes; /* TEXT; STORAGE: its key; ARRAY: its elements */
    size_t length;
    int64_t
        number; /* INT (beyond 64 bits: the largest); STORAGE: elements; TENSOR: offset; ARRAY: 1 in Fortran's order */
    const uint8_t *data; /* STORAGE: its elements, once they are known */
    size_t data_length;
    pickle_cell *first, *last; /* LIST, DICT */
    size_t count;              /* of cells */
    const pickle_value *of;    /* TENSOR: its storage */
    const pickle_value *shape, *strides;
    pickle_value *next; /* STORAGE: the one made before it */
};

typedef struct pickle_machine {
    import_job *job;
    const uint8_t *start, *at, *end;
    pickle_value **stack, **memo; /* on the stack null stands for a mark */
    size_t height, room, memo_used;
    pickle_value *nothing;  /* None, False and all floats: they are never changed */
    pickle_value *storages; /* all that were named, the last first */
    int is_nested;          /* inside of another pickle's bytes */
} pickle_machine;

/* 1, or 0 with the fault set. */
int pickle_open(pickle_machine *m, import_job *job, const uint8_t *bytes, size_t length);

/* Runs one pickle, which ends at STOP, behind which m->at stands. Null with the fault set. */
pickle_value *pickle_run(pickle_machine *m);

/* "the pickle WHAT at byte N"; returns 0. */
int pickle_fail(pickle_machine *m, const char *what);

/* For what the classes make (pickle_classes.c): each null or 0 with the fault set. */
pickle_value *pickle_new(pickle_machine *m, pickle_kind kind);
int pickle_append(pickle_machine *m, pickle_value *list, pickle_value *value);

/* The index-th of a list's values; null when there is none. */
const pickle_value *pickle_at(const pickle_value *list, size_t index);
int pickle_is_text(const pickle_value *value, const char *literal);

/* The class of a name; null with the fault set when it is none of those that are known. */
pickle_value *pickle_find_class(pickle_machine *m, const char *module, size_t module_length, const char *name,
                                size_t name_length);

/* What calling a class with the list of arguments makes; what setting a value's state does to it. */
pickle_value *pickle_call(pickle_machine *m, const pickle_value *class, const pickle_value *arguments);
int pickle_set_state(pickle_machine *m, pickle_value *object, const pickle_value *state);

/* What a persistent identifier names: a storage. */
pickle_value *pickle_persistent(pickle_machine *m, const pickle_value *id);

/* All tensors and arrays in dicts and lists inside of value → job's list, named by their keys with dots between. */
int pickle_list_tensors(import_job *job, const pickle_value *value);

#endif
