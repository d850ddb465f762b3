/* What a pickle held → the list of tensors, named by the keys on the way to each. */
#include <string.h>

#include "bytes.h"
#include "npy.h"
#include "pickle.h"

enum { DEEPEST = 6, MOST_VISITS = 1 << 17 };

typedef struct walk {
    import_job *job;
    char path[IMPORT_NAME];
    int visits;
} walk;

/* A list of whole numbers that are not negative → numbers; their count, or −1. */
static int read_numbers(const pickle_value *list, uint64_t numbers[IMPORT_DIMENSIONS]) {
    int count = 0;
    for (const pickle_cell *cell = list->first; cell != NULL; cell = cell->next, count++) {
        if (count == IMPORT_DIMENSIONS || cell->value->kind != PICKLE_INT || cell->value->number < 0) return -1;
        numbers[count] = (uint64_t)cell->value->number;
    }
    return count;
}

static int set_torch_dtype(import_tensor *to, const char *name) {
    static const struct {
        const char *name;
        import_dtype dtype;
    } DTYPES[] = {{"F16", IMPORT_F16}, {"BF16", IMPORT_BF16}, {"F32", IMPORT_F32}, {"F64", IMPORT_F64}};
    import_set_dtype(to, IMPORT_OTHER, name);
    for (size_t i = 0; i < sizeof DTYPES / sizeof *DTYPES; i++)
        if (strcmp(name, DTYPES[i].name) == 0) to->dtype = DTYPES[i].dtype;
    return 1;
}

static int add_tensor(walk *w, const pickle_value *value) {
    const pickle_value *storage = value->of;
    import_tensor *to = import_add(w->job, w->path, strlen(w->path));
    if (to == NULL) return 0;
    set_torch_dtype(to, storage->dtype);
    to->dimensions = read_numbers(value->shape, to->shape);
    if (to->dimensions < 0 || read_numbers(value->strides, to->strides) != to->dimensions)
        return import_fail(w->job, to->name, "has a shape or strides that no tensor has");
    const size_t element = import_dtype_bytes(to->dtype);
    if (element == 0) return 1;
    if (storage->data == NULL || value->number < 0 || (uint64_t)value->number > storage->data_length / element)
        return import_fail(w->job, to->name, "begins past the end of its data");
    to->bytes = storage->data + (size_t)value->number * element;
    to->length = storage->data_length - (size_t)value->number * element;
    return 1;
}

static int add_array(walk *w, const pickle_value *value) {
    import_tensor *to = import_add(w->job, w->path, strlen(w->path));
    if (to == NULL) return 0;
    if (value->shape == NULL || value->dtype == NULL)
        return import_fail(w->job, to->name, "is a NumPy array without a state");
    if (!npy_dtype(value->dtype, strlen(value->dtype), to))
        return import_fail(w->job, to->name, "is big-endian; save it as little-endian");
    to->dimensions = read_numbers(value->shape, to->shape);
    if (to->dimensions < 0 || !import_set_row_major(to))
        return import_fail(w->job, to->name, "has a shape that no array has");
    uint64_t stride = 1;
    for (int i = 0; value->number && i < to->dimensions; i++) {
        to->strides[i] = stride;
        stride *= to->shape[i];
    }
    to->bytes = value->bytes;
    to->length = value->bytes == NULL ? 0 : value->length;
    return 1;
}

/* Adds ".text" to the path as far as it fits. */
static void append_path(walk *w, const char *text, size_t length) {
    size_t at = strlen(w->path);
    if (at > 0 && at + 1 < sizeof w->path) w->path[at++] = '.';
    for (size_t i = 0; i < length && at + 1 < sizeof w->path; i++) w->path[at++] = text[i] == '\0' ? '?' : text[i];
    w->path[at] = '\0';
}

static void append_number(walk *w, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    append_path(w, digits + at, sizeof digits - at);
}

static void append_key(walk *w, const pickle_value *key) {
    if (key->kind == PICKLE_TEXT) append_path(w, (const char *)key->bytes, key->length);
    else if (key->kind == PICKLE_INT && key->number >= 0) append_number(w, (uint64_t)key->number);
    else append_path(w, "?", 1);
}

static int visit(walk *w, const pickle_value *value, int depth);

/* A dict's keys name what is in it, a list's places do. */
static int visit_members(walk *w, const pickle_value *value, int depth) {
    const size_t length = strlen(w->path);
    const int is_dict = value->kind == PICKLE_DICT;
    uint64_t place = 0;
    for (const pickle_cell *cell = value->first; cell != NULL; cell = cell->next, place++) {
        const pickle_value *key = cell->value;
        if (!import_spend(w->job, 1)) return 0;
        if (is_dict) cell = cell->next;
        if (cell == NULL) break;
        if (cell->value->kind != PICKLE_DICT && cell->value->kind != PICKLE_LIST &&
            cell->value->kind != PICKLE_TENSOR && cell->value->kind != PICKLE_ARRAY)
            continue;
        if (is_dict) append_key(w, key);
        else append_number(w, place);
        if (!visit(w, cell->value, depth + 1)) return 0;
        w->path[length] = '\0';
    }
    return 1;
}

static int visit(walk *w, const pickle_value *value, int depth) {
    if (++w->visits > MOST_VISITS) return import_fail(w->job, "file", "the pickle holds itself, or too much");
    if (value->kind == PICKLE_TENSOR) return add_tensor(w, value);
    if (value->kind == PICKLE_ARRAY) return add_array(w, value);
    return depth > DEEPEST || visit_members(w, value, depth);
}

int pickle_list_tensors(import_job *job, const pickle_value *value) {
    walk w = {.job = job};
    const int holds = value->kind == PICKLE_DICT || value->kind == PICKLE_LIST || value->kind == PICKLE_TENSOR ||
                      value->kind == PICKLE_ARRAY;
    if (!holds) return import_fail(job, "file", "the pickle holds no dict of tensors");
    return visit(&w, value, 0);
}
