/* ZIP files: the directory at the end, and the entries that it points to. */
#include "zip.h"

#include <string.h>

#include "../base/formats/crc32.h"
#include "../base/formats/inflate.h"
#include "bytes.h"

enum {
    END_BYTES = 22,
    ENTRY_BYTES = 46,
    LOCAL_BYTES = 30,
    MAX_COMMENT = 65535,
    STORED = 0,
    DEFLATED = 8,
    MAX_ENTRIES = 8192
};

static int is_mark(const uint8_t *at, uint8_t a, uint8_t b) {
    return at[0] == 'P' && at[1] == 'K' && at[2] == a && at[3] == b;
}

/* The record at the file's end, which a comment may follow; null when there is none. */
static const uint8_t *find_end(const import_job *job) {
    for (size_t back = END_BYTES; back <= job->length && back <= END_BYTES + MAX_COMMENT; back++) {
        const uint8_t *at = job->file + job->length - back;
        if (is_mark(at, 5, 6)) return at;
    }
    return NULL;
}

/* One entry of the directory at *at, which moves behind it. */
static int read_entry(import_job *job, size_t *at, zip_entry *out) {
    enum { ENCRYPTED = 1 };
    const uint8_t *e = job->file + *at;
    if (job->length - *at < ENTRY_BYTES || !is_mark(e, 1, 2))
        return import_fail(job, "file", "the ZIP file's directory is damaged");
    const size_t name = bytes_word(e + 28, 2), rest = bytes_word(e + 30, 2) + bytes_word(e + 32, 2);
    if (job->length - *at - ENTRY_BYTES < name + rest)
        return import_fail(job, "file", "the ZIP file's directory is truncated");
    *out = (zip_entry){(const char *)e + ENTRY_BYTES, name,
                       bytes_word(e + 10, 2),         bytes_word(e + 16, 4),
                       bytes_word(e + 20, 4),         bytes_word(e + 24, 4),
                       bytes_word(e + 42, 4),         NULL};
    *at += ENTRY_BYTES + name + rest;
    if (bytes_word(e + 8, 2) & ENCRYPTED)
        return import_fail_naming(job, "file", "the ZIP file's entry ", out->name, name, " is encrypted");
    return 1;
}

int zip_open(import_job *job, zip_file *out) {
    const uint8_t *end = find_end(job);
    if (end == NULL) return import_fail(job, "file", "the ZIP file has no directory at its end: it is truncated");
    const size_t count = bytes_word(end + 10, 2);
    size_t at = bytes_word(end + 16, 4);
    if (count > MAX_ENTRIES || at > job->length)
        return import_fail(job, "file", "the ZIP file's directory is damaged, or the file is too large");
    *out = (zip_file){import_take(&job->memory, count * sizeof *out->entries), count};
    if (out->entries == NULL) return import_fail(job, "file", "needs too much memory");
    for (size_t i = 0; i < count; i++)
        if (!read_entry(job, &at, &out->entries[i])) return 0;
    return 1;
}

/* Where the entry's bytes are in the file; null when they are not all there. */
static const uint8_t *packed_bytes(const import_job *job, const zip_entry *entry) {
    if (job->length < LOCAL_BYTES || entry->at > job->length - LOCAL_BYTES) return NULL;
    const uint8_t *local = job->file + entry->at;
    const size_t left = job->length - entry->at - LOCAL_BYTES,
                 skipped = bytes_word(local + 26, 2) + bytes_word(local + 28, 2);
    if (!is_mark(local, 3, 4) || skipped > left || entry->packed_length > left - skipped) return NULL;
    return local + LOCAL_BYTES + skipped;
}

static int refuse_entry(import_job *job, const zip_entry *entry, const char *why) {
    return import_fail_naming(job, "file", "the ZIP file's entry ", entry->name, entry->name_length, why);
}

/* Unpacked into job's memory; null with the fault set. */
static const uint8_t *unpack(import_job *job, const zip_entry *entry, const uint8_t *packed) {
    uint8_t *made = import_take(&job->memory, entry->length);
    if (made == NULL) return refuse_entry(job, entry, " unpacks to more than there is memory for"), NULL;
    if (inflate(packed, entry->packed_length, made, entry->length) == entry->length) return made;
    return refuse_entry(job, entry, " is damaged"), NULL;
}

const uint8_t *zip_content(import_job *job, zip_entry *entry) {
    if (entry->content != NULL) return entry->content;
    const uint8_t *content = packed_bytes(job, entry);
    if (content == NULL) return refuse_entry(job, entry, " is truncated"), NULL;
    if (!import_spend(job, (uint64_t)entry->packed_length + entry->length)) return NULL;
    if (entry->method == DEFLATED) content = unpack(job, entry, content);
    else if (entry->method != STORED)
        return refuse_entry(job, entry, " is packed by a method that is neither stored nor deflate"), NULL;
    else if (entry->packed_length != entry->length) return refuse_entry(job, entry, " is damaged"), NULL;
    if (content != NULL && crc32_of(content, entry->length) != entry->checksum)
        return refuse_entry(job, entry, " is damaged"), NULL;
    return entry->content = content;
}

zip_entry *zip_find(const zip_file *zip, const char *prefix, size_t prefix_length, const char *name,
                    size_t name_length) {
    for (size_t i = 0; i < zip->count; i++) {
        zip_entry *e = &zip->entries[i];
        if (e->name_length == prefix_length + name_length && memcmp(e->name, prefix, prefix_length) == 0 &&
            memcmp(e->name + prefix_length, name, name_length) == 0)
            return e;
    }
    return NULL;
}
