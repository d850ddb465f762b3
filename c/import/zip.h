/* zip: the entries of a ZIP file (APPNOTE 6.3), stored or deflated, as its central directory lists them. */
#ifndef LENET5_IMPORT_ZIP_H
#define LENET5_IMPORT_ZIP_H

#include "tensor.h"

typedef struct zip_entry {
    const char *name; /* not terminated */
    size_t name_length;
    uint32_t method, checksum, packed_length, length, at; /* at: its local header */
    const uint8_t *content;                               /* once it was verified; null before */
} zip_entry;

typedef struct zip_file {
    zip_entry *entries;
    size_t count;
} zip_file;

/* Reads the directory of job's file; 1, or 0 with the fault set. */
int zip_open(import_job *job, zip_file *out);

/* The content of an entry, its checksum verified: inside the file, or unpacked into job's memory; once, however many
 * tensors lie in it. Null with the fault set. */
const uint8_t *zip_content(import_job *job, zip_entry *entry);

/* The entry of a name that begins as prefix does and goes on as name does; null when there is none. */
zip_entry *zip_find(const zip_file *zip, const char *prefix, size_t prefix_length, const char *name,
                    size_t name_length);

#endif
