/* Where PyTorch's files have their pickles, and where the elements of the storages that these name. */
#include "torch.h"

#include <string.h>

#include "bytes.h"

static size_t element_bytes(const char *dtype) {
    static const struct {
        const char *name;
        size_t bytes;
    } DTYPES[] = {{"F32", 4}, {"F16", 2}, {"BF16", 2}, {"F64", 8}, {"I64", 8}, {"I32", 4}, {"I16", 2}};
    for (size_t i = 0; i < sizeof DTYPES / sizeof *DTYPES; i++)
        if (strcmp(dtype, DTYPES[i].name) == 0) return DTYPES[i].bytes;
    return 1;
}

/* The elements of a storage: as many as it was said to have. */
static int set_data(pickle_machine *m, pickle_value *storage, const uint8_t *data, size_t length) {
    const size_t element = element_bytes(storage->dtype);
    if ((uint64_t)storage->number > length / element)
        return import_fail_naming(m->job, "file", "the storage ", (const char *)storage->bytes, storage->length,
                                  " is truncated");
    storage->data = data;
    storage->data_length = (size_t)storage->number * element;
    return 1;
}

/* Since 1.6: NAME/data.pkl, NAME/data/KEY … ------------------------------------------------------------------------ */

static const char PICKLE[] = "data.pkl";

zip_entry *torch_zip_pickle(const zip_file *zip) {
    for (size_t i = 0; i < zip->count; i++) {
        zip_entry *e = &zip->entries[i];
        const int ends = bytes_end_with(e->name, e->name_length, PICKLE);
        if (ends && (e->name_length == strlen(PICKLE) || e->name[e->name_length - strlen(PICKLE) - 1] == '/')) return e;
    }
    return NULL;
}

static int find_storages(pickle_machine *m, const zip_file *zip, const char *folder, size_t folder_length) {
    for (pickle_value *storage = m->storages; storage != NULL; storage = storage->next) {
        char name[64] = "data/";
        const size_t length = strlen(name) + storage->length;
        if (length > sizeof name) return pickle_fail(m, "names a storage in no known way");
        memcpy(name + strlen(name), storage->bytes, storage->length);
        if (!import_spend(m->job, zip->count)) return 0;
        zip_entry *entry = zip_find(zip, folder, folder_length, name, length);
        if (entry == NULL)
            return import_fail_naming(m->job, "file", "the ZIP file has no entry ", name, length,
                                      ", which a tensor lies in");
        const uint8_t *content = zip_content(m->job, entry);
        if (content == NULL || !set_data(m, storage, content, entry->length)) return 0;
    }
    return 1;
}

static int check_byte_order(import_job *job, const zip_file *zip, const zip_entry *pickle) {
    static const char NAME[] = "byteorder";
    zip_entry *entry = zip_find(zip, pickle->name, pickle->name_length - strlen(PICKLE), NAME, strlen(NAME));
    if (entry == NULL) return 1;
    const uint8_t *order = zip_content(job, entry);
    if (order == NULL) return 0;
    return !bytes_are(order, entry->length, "big") ||
           import_fail(job, "file", "is big-endian; save it on another machine");
}

int torch_zip_read(import_job *job, const zip_file *zip, zip_entry *pickle) {
    pickle_machine m;
    job->container = "PyTorch's ZIP file";
    const uint8_t *bytes = check_byte_order(job, zip, pickle) ? zip_content(job, pickle) : NULL;
    if (bytes == NULL || !pickle_open(&m, job, bytes, pickle->length)) return 0;
    const pickle_value *held = pickle_run(&m);
    return held != NULL && find_storages(&m, zip, pickle->name, pickle->name_length - strlen(PICKLE)) &&
           pickle_list_tensors(job, held);
}

/* Before 1.6: pickles of a magic number, a version, the machine's properties, the object and the storages' keys; then
 * each storage's count and elements. ------------------------------------------------------------------------------ */

/* Somewhere in the first pickle: the bytes of the magic number 0x1950a86a20f9469cfc6c. */
static int is_legacy(const uint8_t *bytes, size_t length) {
    enum { WITHIN = 24 };
    static const uint8_t MAGIC[] = {0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
    for (size_t i = 0; i + sizeof MAGIC <= length && i < WITHIN; i++)
        if (memcmp(bytes + i, MAGIC, sizeof MAGIC) == 0) return 1;
    return 0;
}

static int read_storage(pickle_machine *m, const pickle_value *key) {
    enum { COUNT_BYTES = 8 };
    int found = 0;
    if (key->kind != PICKLE_TEXT || m->end - m->at < COUNT_BYTES) return pickle_fail(m, "is truncated");
    const uint64_t count = bytes_number(m->at, COUNT_BYTES);
    const uint8_t *data = m->at + COUNT_BYTES;
    for (pickle_value *storage = m->storages; storage != NULL; storage = storage->next) {
        if (!import_spend(m->job, 1)) return 0;
        if (storage->length != key->length || memcmp(storage->bytes, key->bytes, key->length) != 0) continue;
        if (count != (uint64_t)storage->number) return pickle_fail(m, "has a storage of another size than it says");
        if (!set_data(m, storage, data, (size_t)(m->end - data))) return 0;
        m->at = data + storage->data_length;
        found = 1;
    }
    return found || pickle_fail(m, "has a storage that no tensor lies in");
}

static int read_storages(pickle_machine *m, const pickle_value *keys) {
    if (keys->kind != PICKLE_LIST) return pickle_fail(m, "has no list of storages");
    for (const pickle_cell *key = keys->first; key != NULL; key = key->next)
        if (!read_storage(m, key->value)) return 0;
    return 1;
}

static pickle_value *run_legacy(pickle_machine *m) {
    enum { MAGIC, VERSION, PROPERTIES, OBJECT, KEYS, PICKLES };
    pickle_value *held[PICKLES];
    for (int i = 0; i < PICKLES; i++)
        if ((held[i] = pickle_run(m)) == NULL) return NULL;
    return read_storages(m, held[KEYS]) ? held[OBJECT] : NULL;
}

int torch_pickle_read(import_job *job) {
    pickle_machine m;
    const int legacy = is_legacy(job->file, job->length);
    job->container = legacy ? "PyTorch's file from before 1.6" : "a pickle";
    if (!pickle_open(&m, job, job->file, job->length)) return 0;
    const pickle_value *held = legacy ? run_legacy(&m) : pickle_run(&m);
    if (held != NULL && !legacy && m.storages != NULL)
        return import_fail(job, "file", "the pickle's storages lie elsewhere; save it with torch.save");
    return held != NULL && pickle_list_tensors(job, held);
}

pickle_value *torch_storage_inside(pickle_machine *m, const uint8_t *bytes, size_t length) {
    pickle_machine inner;
    pickle_value *storage = pickle_new(m, PICKLE_STORAGE);
    uint8_t *const free_from = m->job->memory.at;
    if (storage == NULL) return NULL;
    if (!is_legacy(bytes, length)) return pickle_fail(m, "has a storage of no known kind"), NULL;
    if (!pickle_open(&inner, m->job, bytes, length)) return NULL;
    inner.is_nested = 1;
    const pickle_value *held = run_legacy(&inner);
    if (held == NULL) return NULL;
    if (held->kind != PICKLE_STORAGE || held->data == NULL)
        return pickle_fail(m, "has a storage of no known kind"), NULL;
    *storage = *held;
    storage->next = NULL;
    m->job->memory.at = free_from;
    return storage;
}
