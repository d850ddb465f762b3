/* The format of NumPy's numpy.lib.format, versions 1 to 3: a magic number, a literal of a dict, the elements. */
#include "npy.h"

#include <string.h>

#include "bytes.h"

enum { MAGIC_BYTES = 6, LONGEST_HEADER = 4096 };

int npy_is(const uint8_t *bytes, size_t length) {
    return length >= MAGIC_BYTES && memcmp(bytes, "\x93NUMPY", MAGIC_BYTES) == 0;
}

int npy_dtype(const char *text, size_t length, import_tensor *to) {
    static const struct {
        const char *numpy, *name;
        import_dtype dtype;
    } DTYPES[] = {{"f2", "F16", IMPORT_F16}, {"f4", "F32", IMPORT_F32}, {"f8", "F64", IMPORT_F64}};
    char shown[16] = "";
    const int is_big = length > 0 && *text == '>';
    if (length > 0 && strchr("<>=|", *text) != NULL) text++, length--;
    memcpy(shown, text, length < sizeof shown ? length : sizeof shown - 1);
    import_set_dtype(to, IMPORT_OTHER, shown);
    for (size_t i = 0; i < sizeof DTYPES / sizeof *DTYPES; i++)
        if (bytes_are(text, length, DTYPES[i].numpy)) import_set_dtype(to, DTYPES[i].dtype, DTYPES[i].name);
    return !is_big || to->dtype == IMPORT_OTHER;
}

/* What follows 'key': in the header; null when it is not there. */
static const char *value_of(const char *header, size_t length, const char *key) {
    const size_t key_length = strlen(key);
    for (size_t i = 0; i + key_length + 3 <= length; i++) {
        if (header[i] != '\'' || memcmp(header + i + 1, key, key_length) != 0) continue;
        if (header[i + 1 + key_length] == '\'' && header[i + 2 + key_length] == ':') {
            const char *value = header + i + 3 + key_length;
            while (value < header + length && *value == ' ') value++;
            return value;
        }
    }
    return NULL;
}

static int read_descr(import_job *job, const char *at, const char *end, import_tensor *to) {
    if (at == NULL || at == end || *at != '\'') return import_fail(job, to->name, "is no plain NumPy array");
    const char *close = memchr(at + 1, '\'', (size_t)(end - at - 1));
    if (close == NULL) return import_fail(job, to->name, "has a damaged NumPy header");
    return npy_dtype(at + 1, (size_t)(close - at - 1), to) ||
           import_fail(job, to->name, "is big-endian; save it as little-endian");
}

static int read_shape(import_job *job, const char *at, const char *end, import_tensor *to) {
    to->dimensions = 0;
    if (at == NULL || at == end || *at != '(') return import_fail(job, to->name, "has a damaged NumPy header");
    for (at++; at < end && *at != ')'; at++) {
        if (*at == ' ' || *at == ',') continue;
        if (to->dimensions == IMPORT_DIMENSIONS) return import_fail(job, to->name, "shape with over 8 dimensions");
        uint64_t side = 0;
        const char *first = at;
        for (; at < end && *at >= '0' && *at <= '9' && side < UINT64_C(1) << 40; at++)
            side = 10 * side + (uint64_t)(*at - '0');
        if (at == first) return import_fail(job, to->name, "has a damaged NumPy header");
        to->shape[to->dimensions++] = side;
        at--;
    }
    return at < end || import_fail(job, to->name, "has a damaged NumPy header");
}

static int set_strides(import_job *job, int is_fortran, import_tensor *to) {
    if (!import_set_row_major(to)) return import_fail(job, to->name, "is too large");
    uint64_t stride = 1;
    for (int i = 0; is_fortran && i < to->dimensions; i++) {
        to->strides[i] = stride;
        stride *= to->shape[i];
    }
    return 1;
}

static int read_array(import_job *job, const uint8_t *bytes, size_t length, import_tensor *to) {
    if (!npy_is(bytes, length) || length < 12) return import_fail(job, to->name, "is no NumPy array");
    const size_t start = bytes[6] == 1 ? 10 : 12, header_length = bytes_word(bytes + 8, start - 8);
    if (bytes[6] < 1 || bytes[6] > 3 || header_length > LONGEST_HEADER || header_length > length - start)
        return import_fail(job, to->name, "has a damaged NumPy header");
    const char *header = (const char *)bytes + start, *end = header + header_length;
    const char *fortran = value_of(header, header_length, "fortran_order");
    to->bytes = bytes + start + header_length;
    to->length = length - start - header_length;
    return read_descr(job, value_of(header, header_length, "descr"), end, to) &&
           read_shape(job, value_of(header, header_length, "shape"), end, to) &&
           set_strides(job, fortran != NULL && fortran < end && *fortran == 'T', to);
}

int npy_read(import_job *job) {
    job->container = "a NumPy array";
    import_tensor *to = import_add(job, "array", 5);
    return to != NULL && read_array(job, job->file, job->length, to);
}

int npz_read(import_job *job, const zip_file *zip) {
    job->container = "NumPy's ZIP file";
    for (size_t i = 0; i < zip->count; i++) {
        zip_entry *entry = &zip->entries[i];
        if (!bytes_end_with(entry->name, entry->name_length, ".npy")) continue;
        import_tensor *to = import_add(job, entry->name, entry->name_length - 4);
        const uint8_t *content = to == NULL ? NULL : zip_content(job, entry);
        if (content == NULL || !read_array(job, content, entry->length, to)) return 0;
    }
    return 1;
}
