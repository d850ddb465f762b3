#include "replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

/* From malloc; null when out of memory. */
static char *temporary_name(const char *name) {
    static const char ENDING[] = ".partial";
    size_t length = strlen(name);
    char *temporary = malloc(length + sizeof ENDING);
    if (temporary != NULL) {
        memcpy(temporary, name, length);
        memcpy(temporary + length, ENDING, sizeof ENDING);
    }
    return temporary;
}

static const char *write_all(const char *name, const void *bytes, size_t length) {
    FILE *to = fopen(name, "wb");
    if (to == NULL) return strerror(errno);
    const char *wrong = fwrite(bytes, 1, length, to) == length ? NULL : strerror(errno);
    if (fclose(to) != 0 && wrong == NULL) wrong = strerror(errno);
    if (wrong != NULL) remove(name);
    return wrong;
}

const char *replace_file(const char *name, const void *bytes, size_t length) {
    char *temporary = temporary_name(name);
    if (temporary == NULL) return "not enough memory to write it";
    const char *wrong = write_all(temporary, bytes, length);
    if (wrong == NULL && rename(temporary, name) != 0) {
        wrong = strerror(errno);
        remove(temporary);
    }
    free(temporary);
    return wrong;
}

const char *replace_check(const char *name) {
    if (file_is_folder(name)) return "is a folder";
    char *temporary = temporary_name(name);
    if (temporary == NULL) return "not enough memory to write it";
    const char *wrong = write_all(temporary, "", 0);
    if (wrong == NULL) remove(temporary);
    free(temporary);
    return wrong;
}
