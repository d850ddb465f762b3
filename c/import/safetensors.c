/* Reads the header of a safetensors file (see model/weights.h, which reads the engine's own alone). */
#include "safetensors.h"

#include <string.h>

#include "../model/json.h"
#include "../model/message.h"
#include "bytes.h"

enum { LENGTH_BYTES = 8 };

int safetensors_is(const uint8_t *file, size_t length) { return length > LENGTH_BYTES && file[LENGTH_BYTES] == '{'; }

static int bad_header(import_job *job, const char *where, const char *expected) {
    import_fail(job, where, "the header is no safetensors JSON, ");
    message_add(job->fault, expected);
    message_add(job->fault, " is due");
    return 0;
}

static int read_dtype(import_job *job, json_reader *json, import_tensor *to) {
    static const struct {
        const char *name;
        import_dtype dtype;
    } DTYPES[] = {
        {"F8_E4M3", IMPORT_F8}, {"F16", IMPORT_F16}, {"BF16", IMPORT_BF16}, {"F32", IMPORT_F32}, {"F64", IMPORT_F64}};
    json_text text;
    if (!json_take_text(json, &text)) return bad_header(job, to->name, "a dtype in quotes");
    import_set_dtype(to, IMPORT_OTHER, text.characters);
    for (size_t i = 0; i < sizeof DTYPES / sizeof *DTYPES; i++)
        if (json_text_is(&text, DTYPES[i].name)) to->dtype = DTYPES[i].dtype;
    return 1;
}

static int read_shape(import_job *job, json_reader *json, import_tensor *to) {
    to->dimensions = 0;
    if (!json_take(json, '[')) return bad_header(job, to->name, "a shape in brackets");
    if (json_take(json, ']')) return 1;
    do {
        if (to->dimensions == IMPORT_DIMENSIONS) return import_fail(job, to->name, "shape with over 8 dimensions");
        if (!json_take_whole(json, &to->shape[to->dimensions++])) return bad_header(job, to->name, "a whole number");
    } while (json_take(json, ','));
    return json_take(json, ']') || bad_header(job, to->name, "the end of the shape");
}

/* begin and end in the data, which follows the header at `data`. */
static int read_offsets(import_job *job, json_reader *json, const uint8_t *data, import_tensor *to) {
    uint64_t begin, end;
    const int is_pair = json_take(json, '[') && json_take_whole(json, &begin) && json_take(json, ',') &&
                        json_take_whole(json, &end) && json_take(json, ']');
    if (!is_pair || begin > end) return bad_header(job, to->name, "data_offsets as [begin,end]");
    if (end > (size_t)(job->file + job->length - data))
        return import_fail(job, to->name, "reaches past the end of the file, which may be truncated");
    to->bytes = data + begin;
    to->length = (size_t)(end - begin);
    return 1;
}

static int read_tensor(import_job *job, json_reader *json, const uint8_t *data, const json_text *name) {
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4, ALL = 7 };
    int seen = 0;
    import_tensor *to = import_add(job, name->characters, strlen(name->characters));
    if (to == NULL) return 0;
    if (!json_take(json, '{')) return bad_header(job, to->name, "an object");
    do {
        json_text key;
        if (!json_take_text(json, &key) || !json_take(json, ':')) return bad_header(job, to->name, "a key");
        const int which = json_text_is(&key, "dtype")          ? DTYPE
                          : json_text_is(&key, "shape")        ? SHAPE
                          : json_text_is(&key, "data_offsets") ? OFFSETS
                                                               : 0;
        if (which == 0 || seen & which) return bad_header(job, to->name, "dtype, shape and data_offsets, once each,");
        seen |= which;
        if (which == DTYPE && !read_dtype(job, json, to)) return 0;
        if (which == SHAPE && !read_shape(job, json, to)) return 0;
        if (which == OFFSETS && !read_offsets(job, json, data, to)) return 0;
    } while (json_take(json, ','));
    if (!json_take(json, '}') || seen != ALL)
        return bad_header(job, to->name, "dtype, shape and data_offsets, once each,");
    return import_set_row_major(to) || import_fail(job, to->name, "is too large");
}

static int skip_metadata(import_job *job, json_reader *json) {
    json_text key, value;
    if (!json_take(json, '{')) return bad_header(job, "__metadata__", "an object");
    if (json_take(json, '}')) return 1;
    do
        if (!json_take_text(json, &key) || !json_take(json, ':') || !json_take_text(json, &value))
            return bad_header(job, "__metadata__", "a key with a string");
    while (json_take(json, ','));
    return json_take(json, '}') || bad_header(job, "__metadata__", "the object's end");
}

int safetensors_read(import_job *job) {
    const uint64_t header = bytes_number(job->file, LENGTH_BYTES);
    job->container = "safetensors";
    if (header > job->length - LENGTH_BYTES)
        return import_fail(job, "file", "the header's length is past the end: the file is truncated");
    const uint8_t *data = job->file + LENGTH_BYTES + header;
    json_reader json = {(const char *)job->file + LENGTH_BYTES, (const char *)data};
    json_text name;
    if (!json_take(&json, '{')) return bad_header(job, "file", "an object");
    do {
        if (!json_take_text(&json, &name) || !json_take(&json, ':')) return bad_header(job, "file", "a tensor's name");
        const int read =
            json_text_is(&name, "__metadata__") ? skip_metadata(job, &json) : read_tensor(job, &json, data, &name);
        if (!read) return 0;
    } while (json_take(&json, ','));
    return (json_take(&json, '}') && json_at_end(&json)) || bad_header(job, "file", "the header's end");
}
