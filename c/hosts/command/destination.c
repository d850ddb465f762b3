/* destination: follows symbolic links and tells regular files, streams and standard output apart. */
#include "destination.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40 };

int destination_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (int)(slash - path) + 1;
}

static int begins_with(const char *path, const char *beginning) {
    return strncmp(path, beginning, strlen(beginning)) == 0;
}

/* Links in /dev and /proc stand for what is open, not for a name. */
static int is_of_system(const char *path) { return begins_with(path, "/dev/") || begins_with(path, "/proc/"); }

static int is_output(const char *path) {
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/fd/1") == 0 || strcmp(path, "/proc/self/fd/1") == 0;
}

/* Replaces a path by what the link there points to: 1; 0 when there is no link; −1 when the new one is too long. */
static int follow(char path[DESTINATION_LONGEST]) {
    char link[DESTINATION_LONGEST], joined[2 * DESTINATION_LONGEST];
    const ssize_t length = readlink(path, link, sizeof link - 1);
    if (length < 0) return 0;
    link[length] = '\0';
    const int kept = link[0] == '/' ? 0 : destination_folder(path);
    const int joined_length = snprintf(joined, sizeof joined, "%.*s%s", kept, path, link);
    if (joined_length >= DESTINATION_LONGEST) return -1;
    memcpy(path, joined, (size_t)joined_length + 1);
    return 1;
}

static const char *follow_all(char path[DESTINATION_LONGEST]) {
    for (int links = 0; links < MOST_LINKS; links++) {
        const int followed = is_of_system(path) ? 0 : follow(path);
        if (followed == 0) return NULL;
        if (followed < 0) return strerror(ENAMETOOLONG);
    }
    return strerror(ELOOP);
}

const char *destination_find(const char *name, destination *out) {
    struct stat facts;
    const size_t length = strlen(name);
    if (length >= DESTINATION_LONGEST) return strerror(ENAMETOOLONG);
    memcpy(out->path, name, length + 1);
    const char *wrong = follow_all(out->path);
    if (wrong != NULL) return wrong;
    out->exists = 1;
    out->kind = DESTINATION_OUTPUT;
    if (is_output(out->path)) return NULL;
    out->exists = lstat(out->path, &facts) == 0;
    out->kind = !out->exists || S_ISREG(facts.st_mode) ? DESTINATION_FILE : DESTINATION_STREAM;
    if (out->exists && S_ISDIR(facts.st_mode)) return "is a folder";
    /* With write access to the folder a write-protected file could be replaced, against its protection. */
    if (out->exists && access(out->path, W_OK) != 0) return strerror(errno);
    return NULL;
}
