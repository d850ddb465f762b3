/* file: reads a file or standard input to its end, up to 256 MiB, and unpacks gzip. */
#include "file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gzip.h"

static const char *append(FILE *from, file_bytes *out) {
    size_t capacity = 0;
    for (;;) {
        if (out->length == capacity) {
            capacity = capacity == 0 ? 1 << 16 : capacity * 2;
            uint8_t *larger = realloc(out->bytes, capacity);
            if (larger == NULL) return "not enough memory to read it";
            out->bytes = larger;
        }
        size_t read = fread(out->bytes + out->length, 1, capacity - out->length, from);
        out->length += read;
        if (out->length > FILE_MAX_BYTES) return "is larger than 256 MiB";
        if (read == 0) return ferror(from) ? strerror(errno) : NULL;
    }
}

/* Checked first, because the error of opening or reading a folder differs from host to host. */
int file_is_folder(const char *name) {
    struct stat facts;
    return stat(name, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static const char *read_raw(const char *name, file_bytes *out) {
    if (strcmp(name, "-") == 0) return append(stdin, out);
    if (file_is_folder(name)) return "is a folder";
    FILE *from = fopen(name, "rb");
    if (from == NULL) return strerror(errno);
    const char *wrong = append(from, out);
    fclose(from);
    return wrong;
}

const char *file_read(const char *name, file_bytes *out) {
    *out = (file_bytes){0};
    const char *wrong = read_raw(name, out);
    if (wrong == NULL && gzip_is(out->bytes, out->length)) {
        file_bytes packed = *out;
        *out = (file_bytes){0};
        wrong = gzip_unpack(packed.bytes, packed.length, FILE_MAX_BYTES, &out->bytes, &out->length);
        file_free(&packed);
    }
    if (wrong != NULL) file_free(out);
    return wrong;
}

void file_free(file_bytes *file) {
    free(file->bytes);
    file->bytes = NULL;
    file->length = 0;
}
