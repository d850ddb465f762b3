/* The names that a pickled state dict needs, and the plain values that they make. */
#include "pickle.h"

#include <string.h>

#include "bytes.h"
#include "npy.h"
#include "torch.h"

static const struct known {
    const char *module, *name;
    pickle_class class;
    const char *dtype; /* of a storage */
} KNOWN[] = {
    {"collections", "OrderedDict", PICKLE_ORDERED_DICT, NULL},
    {"torch._utils", "_rebuild_tensor_v2", PICKLE_REBUILD_TENSOR, NULL},
    {"torch._utils", "_rebuild_tensor", PICKLE_REBUILD_TENSOR, NULL},
    {"torch._utils", "_rebuild_parameter", PICKLE_REBUILD_PARAMETER, NULL},
    {"torch", "Size", PICKLE_SIZE, NULL},
    {"torch", "FloatStorage", PICKLE_STORAGE_TYPE, "F32"},
    {"torch", "HalfStorage", PICKLE_STORAGE_TYPE, "F16"},
    {"torch", "BFloat16Storage", PICKLE_STORAGE_TYPE, "BF16"},
    {"torch", "DoubleStorage", PICKLE_STORAGE_TYPE, "F64"},
    {"torch", "LongStorage", PICKLE_STORAGE_TYPE, "I64"},
    {"torch", "IntStorage", PICKLE_STORAGE_TYPE, "I32"},
    {"torch", "ShortStorage", PICKLE_STORAGE_TYPE, "I16"},
    {"torch", "CharStorage", PICKLE_STORAGE_TYPE, "I8"},
    {"torch", "ByteStorage", PICKLE_STORAGE_TYPE, "U8"},
    {"torch", "BoolStorage", PICKLE_STORAGE_TYPE, "BOOL"},
    {"torch.storage", "_load_from_bytes", PICKLE_LOAD_FROM_BYTES, NULL},
    {"numpy.core.multiarray", "_reconstruct", PICKLE_RECONSTRUCT, NULL},
    {"numpy._core.multiarray", "_reconstruct", PICKLE_RECONSTRUCT, NULL},
    {"numpy.core.numeric", "_frombuffer", PICKLE_FROM_BUFFER, NULL},
    {"numpy._core.numeric", "_frombuffer", PICKLE_FROM_BUFFER, NULL},
    {"numpy.core.multiarray", "scalar", PICKLE_SCALAR, NULL},
    {"numpy._core.multiarray", "scalar", PICKLE_SCALAR, NULL},
    {"numpy", "ndarray", PICKLE_NDARRAY, NULL},
    {"numpy", "dtype", PICKLE_NUMPY_DTYPE, NULL},
    {"_codecs", "encode", PICKLE_ENCODE, NULL},
};

static int contains(const uint8_t *from, const uint8_t *end, const char *text) {
    const size_t length = strlen(text);
    for (; (size_t)(end - from) >= length; from++)
        if (*from == (uint8_t)*text && memcmp(from, text, length) == 0) return 1;
    return 0;
}

/* A module's own class comes with the dicts that every module has. */
static int is_module(const pickle_machine *m) {
    return contains(m->start, m->end, "_parameters") && contains(m->start, m->end, "_modules");
}

static int refuse_class(pickle_machine *m, const char *module, size_t module_length, const char *name,
                        size_t name_length) {
    char full[48];
    size_t length = 0;
    for (size_t i = 0; i < module_length && length < sizeof full / 2; i++) full[length++] = module[i];
    full[length++] = '.';
    for (size_t i = 0; i < name_length && length < sizeof full; i++) full[length++] = name[i];
    if (is_module(m) || (module_length >= 9 && memcmp(module, "__torch__", 9) == 0))
        return import_fail_naming(m->job, "file", "is a whole module (", full, length,
                                  "), which only its own program can load; save its state dict there: "
                                  "torch.save(model.state_dict(), \"params.pkl\")");
    return import_fail_naming(m->job, "file", "the pickle asks for ", full, length,
                              ", which no state dict needs: refused, for loading it may run anything");
}

pickle_value *pickle_find_class(pickle_machine *m, const char *module, size_t module_length, const char *name,
                                size_t name_length) {
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        if (!bytes_are(module, module_length, KNOWN[i].module) || !bytes_are(name, name_length, KNOWN[i].name))
            continue;
        pickle_value *class = pickle_new(m, PICKLE_CLASS);
        if (class == NULL) return NULL;
        class->detail = (int)KNOWN[i].class;
        class->dtype = KNOWN[i].dtype;
        return class;
    }
    return refuse_class(m, module, module_length, name, name_length), NULL;
}

static pickle_value *wrong(pickle_machine *m, const char *what) { return pickle_fail(m, what), NULL; }

/* The index-th argument when it is of the kind; else null. */
static const pickle_value *argument(const pickle_value *arguments, size_t index, pickle_kind kind) {
    const pickle_value *value = pickle_at(arguments, index);
    return value != NULL && value->kind == kind ? value : NULL;
}

/* Without arguments, or with a list of pairs. */
static pickle_value *make_dict(pickle_machine *m, const pickle_value *arguments) {
    pickle_value *dict = pickle_new(m, PICKLE_DICT);
    const pickle_value *pairs = argument(arguments, 0, PICKLE_LIST);
    if (dict == NULL || pairs == NULL) return dict;
    for (const pickle_cell *cell = pairs->first; cell != NULL; cell = cell->next) {
        if (cell->value->kind != PICKLE_LIST || cell->value->count != 2)
            return wrong(m, "has a dict of what are no pairs");
        if (!pickle_append(m, dict, cell->value->first->value) || !pickle_append(m, dict, cell->value->last->value))
            return NULL;
    }
    return dict;
}

/* (storage, offset, shape, strides, …) */
static pickle_value *make_tensor(pickle_machine *m, const pickle_value *arguments) {
    pickle_value *tensor = pickle_new(m, PICKLE_TENSOR);
    if (tensor == NULL) return NULL;
    const pickle_value *offset = argument(arguments, 1, PICKLE_INT);
    tensor->of = argument(arguments, 0, PICKLE_STORAGE);
    tensor->shape = argument(arguments, 2, PICKLE_LIST);
    tensor->strides = argument(arguments, 3, PICKLE_LIST);
    if (tensor->of == NULL || offset == NULL || tensor->shape == NULL || tensor->strides == NULL)
        return wrong(m, "makes a tensor of what is no storage, offset, shape and strides");
    tensor->number = offset->number;
    return tensor;
}

static pickle_value *copy_of(pickle_machine *m, const pickle_value *value) {
    pickle_value *copy = pickle_new(m, value->kind);
    if (copy != NULL) *copy = *value;
    return copy;
}

static pickle_value *make_parameter(pickle_machine *m, const pickle_value *arguments) {
    const pickle_value *tensor = argument(arguments, 0, PICKLE_TENSOR);
    return tensor != NULL ? copy_of(m, tensor) : wrong(m, "makes a parameter of what is no tensor");
}

static pickle_value *make_size(pickle_machine *m, const pickle_value *arguments) {
    const pickle_value *sides = argument(arguments, 0, PICKLE_LIST);
    return sides != NULL ? copy_of(m, sides) : wrong(m, "makes a size of what is no list");
}

/* ("f4", …) */
static pickle_value *make_dtype(pickle_machine *m, const pickle_value *arguments) {
    enum { LONGEST = 15 };
    const pickle_value *name = argument(arguments, 0, PICKLE_TEXT);
    pickle_value *dtype = pickle_new(m, PICKLE_DTYPE);
    if (name == NULL) return wrong(m, "makes a dtype of what is no text");
    char *kept = import_take(&m->job->memory, LONGEST + 1);
    if (dtype == NULL || kept == NULL) return wrong(m, "needs too much memory");
    memcpy(kept, name->bytes, name->length < LONGEST ? name->length : LONGEST);
    dtype->dtype = kept;
    return dtype;
}

/* (elements, dtype, shape, "C" or "F") */
static pickle_value *array_from_buffer(pickle_machine *m, const pickle_value *arguments) {
    pickle_value *array = pickle_new(m, PICKLE_ARRAY);
    const pickle_value *elements = argument(arguments, 0, PICKLE_TEXT), *dtype = argument(arguments, 1, PICKLE_DTYPE);
    if (array == NULL) return NULL;
    array->shape = argument(arguments, 2, PICKLE_LIST);
    if (elements == NULL || dtype == NULL || array->shape == NULL)
        return wrong(m, "makes an array of what is no buffer, dtype and shape");
    array->bytes = elements->bytes;
    array->length = elements->length;
    array->dtype = dtype->dtype;
    array->number = pickle_is_text(pickle_at(arguments, 3), "F");
    return array;
}

/* \uXXXX → its number; −1 when it is none. */
static int escaped_character(const uint8_t *at, size_t left) {
    int value = 0;
    if (left < 6 || at[1] != 'u') return -1;
    for (int i = 2; i < 6; i++) {
        const int digit = at[i] >= '0' && at[i] <= '9'   ? at[i] - '0'
                          : at[i] >= 'a' && at[i] <= 'f' ? at[i] - 'a' + 10
                                                         : -1;
        if (digit < 0) return -1;
        value = 16 * value + digit;
    }
    return value;
}

/* One character of a text at *at, which moves behind it; −1 when it is beyond Latin-1. */
static int latin1(const pickle_value *text, size_t *at) {
    const uint8_t *byte = text->bytes + *at;
    const size_t left = text->length - *at;
    *at += 1;
    if (text->detail) {
        if (*byte != '\\') return *byte;
        *at += 5;
        return escaped_character(byte, left);
    }
    if (*byte < 128) return *byte;
    *at += 1;
    return left >= 2 && (*byte == 0xc2 || *byte == 0xc3) && byte[1] >> 6 == 2 ? (*byte & 3) << 6 | (byte[1] & 63) : -1;
}

/* (text, "latin1"): how bytes are written in the protocols that have none. */
static pickle_value *encode(pickle_machine *m, const pickle_value *arguments) {
    const pickle_value *text = argument(arguments, 0, PICKLE_TEXT), *to = pickle_at(arguments, 1);
    if (text == NULL || !(pickle_is_text(to, "latin1") || pickle_is_text(to, "latin-1")))
        return wrong(m, "encodes what is no Latin-1");
    if (!import_spend(m->job, text->length)) return NULL;
    pickle_value *made = pickle_new(m, PICKLE_TEXT);
    uint8_t *bytes = import_take(&m->job->memory, text->length);
    if (made == NULL || bytes == NULL) return wrong(m, "needs too much memory");
    made->bytes = bytes;
    for (size_t at = 0; at < text->length;) {
        const int character = latin1(text, &at);
        if (character < 0 || character > 255) return wrong(m, "encodes what is no Latin-1");
        bytes[made->length++] = (uint8_t)character;
    }
    return made;
}

static pickle_value *storage_from_bytes(pickle_machine *m, const pickle_value *arguments) {
    const pickle_value *bytes = argument(arguments, 0, PICKLE_TEXT);
    if (bytes == NULL) return wrong(m, "loads a storage from what are no bytes");
    return m->is_nested ? wrong(m, "lies in a pickle in a pickle")
                        : torch_storage_inside(m, bytes->bytes, bytes->length);
}

pickle_value *pickle_call(pickle_machine *m, const pickle_value *class, const pickle_value *arguments) {
    switch ((pickle_class) class->detail) {
    case PICKLE_ORDERED_DICT: return make_dict(m, arguments);
    case PICKLE_REBUILD_TENSOR: return make_tensor(m, arguments);
    case PICKLE_REBUILD_PARAMETER: return make_parameter(m, arguments);
    case PICKLE_LOAD_FROM_BYTES: return storage_from_bytes(m, arguments);
    case PICKLE_SIZE: return make_size(m, arguments);
    case PICKLE_RECONSTRUCT: return pickle_new(m, PICKLE_ARRAY);
    case PICKLE_FROM_BUFFER: return array_from_buffer(m, arguments);
    case PICKLE_SCALAR: return pickle_new(m, PICKLE_NOTHING);
    case PICKLE_NUMPY_DTYPE: return make_dtype(m, arguments);
    case PICKLE_ENCODE: return encode(m, arguments);
    case PICKLE_STORAGE_TYPE:
    case PICKLE_NDARRAY: break;
    }
    return wrong(m, "calls what is only a type");
}

/* (3, byte order, …) */
static int set_dtype_state(pickle_machine *m, const pickle_value *state) {
    return !pickle_is_text(pickle_at(state, 1), ">") ||
           pickle_fail(m, "holds big-endian arrays; save them as little-endian:");
}

/* (1, shape, dtype, is Fortran's order, elements) */
static int set_array_state(pickle_machine *m, pickle_value *array, const pickle_value *state) {
    const pickle_value *dtype = argument(state, 2, PICKLE_DTYPE), *elements = pickle_at(state, 4),
                       *fortran = pickle_at(state, 3);
    array->shape = argument(state, 1, PICKLE_LIST);
    if (array->shape == NULL || dtype == NULL || elements == NULL)
        return pickle_fail(m, "has a NumPy array of no known state");
    array->dtype = dtype->dtype;
    array->number = fortran->kind == PICKLE_INT ? fortran->number != 0 : fortran->detail;
    if (elements->kind != PICKLE_TEXT) return 1;
    array->bytes = elements->bytes;
    array->length = elements->length;
    return 1;
}

int pickle_set_state(pickle_machine *m, pickle_value *object, const pickle_value *state) {
    switch (object->kind) {
    case PICKLE_DICT:
    case PICKLE_TENSOR: return 1; /* attributes beside it */
    case PICKLE_DTYPE: return set_dtype_state(m, state);
    case PICKLE_ARRAY:
        if (state->kind == PICKLE_LIST) return set_array_state(m, object, state);
        break;
    default: break;
    }
    return pickle_fail(m, "sets the state of what has none");
}

/* ("storage", type, key, device, elements[, view]) */
pickle_value *pickle_persistent(pickle_machine *m, const pickle_value *id) {
    if (id->kind != PICKLE_LIST || !pickle_is_text(pickle_at(id, 0), "storage"))
        return wrong(m, "names what is no storage");
    const pickle_value *type = argument(id, 1, PICKLE_CLASS), *key = argument(id, 2, PICKLE_TEXT),
                       *count = argument(id, 4, PICKLE_INT);
    const pickle_value *view = pickle_at(id, 5);
    if (type == NULL || type->dtype == NULL || key == NULL || count == NULL || count->number < 0 ||
        (view != NULL && view->kind != PICKLE_NOTHING))
        return wrong(m, "names a storage in no known way");
    pickle_value *storage = pickle_new(m, PICKLE_STORAGE);
    if (storage == NULL) return NULL;
    storage->dtype = type->dtype;
    storage->bytes = key->bytes;
    storage->length = key->length;
    storage->number = count->number;
    storage->next = m->storages;
    m->storages = storage;
    return storage;
}
