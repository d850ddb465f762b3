/* replace: writes a temporary file beside the target, then renames it over the target. */
#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "destination.h"

enum { TEMPORARY_NAMES = 1000, ENDING = 32 };

/* Signals --------------------------------------------------------------------------------------------------------- */

#ifdef __wasi__
typedef int signals;
static signals hold_signals(void) { return 0; }
static void release_signals(signals before) { (void)before; }
#else
typedef sigset_t signals;

static signals hold_signals(void) {
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &held, &before);
    return before;
}

static void release_signals(signals before) { pthread_sigmask(SIG_SETMASK, &before, NULL); }
#endif

/* The temporary file ----------------------------------------------------------------------------------------------- */

/* Creates a file that no one else has, beside the path, and sets its name. Returns a descriptor, or −1. */
static int create_beside(const char *path, char name[DESTINATION_LONGEST + ENDING]) {
    for (int i = 1; i <= TEMPORARY_NAMES; i++) {
        snprintf(name, DESTINATION_LONGEST + ENDING, "%.*s.lenet5-%d.partial", destination_folder(path), path, i);
        const int created = open(name, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (created >= 0 || errno != EEXIST) return created;
    }
    return -1;
}

/* 1, or 0 with errno. */
static int write_all(int to, const char *bytes, size_t length) {
    while (length > 0) {
        const ssize_t written = write(to, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return 0;
        bytes += written;
        length -= (size_t)written;
    }
    return 1;
}

/* Gives the new file the mode and, where that is allowed, the owner of the one that it replaces: 1, or 0 with errno. */
static int inherit(int to, const destination *from) {
#ifndef __wasi__
    struct stat facts;
    if (!from->exists) return 1;
    if (stat(from->path, &facts) != 0) return 0;
    const mode_t mode = facts.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    /* Only root may keep another owner: then the new file has the owner of this process. */
    if (fchown(to, facts.st_uid, facts.st_gid) != 0 && errno != EPERM) return 0;
    return fchmod(to, mode) == 0;
#else
    (void)to;
    (void)from;
    return 1;
#endif
}

/* Null, or what is wrong; the descriptor is closed. */
static const char *complete(int to, const destination *from, const void *bytes, size_t length) {
    const int whole = inherit(to, from) && write_all(to, bytes, length) && fsync(to) == 0;
    const char *wrong = whole ? NULL : strerror(errno);
    if (close(to) != 0 && wrong == NULL) wrong = strerror(errno);
    return wrong;
}

/* Makes the new name survive a loss of power. Some file systems can't promise it; the file is complete anyway. */
static void sync_folder(const char *path) {
#ifndef __wasi__
    char folder[DESTINATION_LONGEST];
    const int length = destination_folder(path);
    snprintf(folder, sizeof folder, "%.*s", length > 0 ? length : 1, length > 0 ? path : ".");
    const int opened = open(folder, O_RDONLY);
    if (opened < 0) return;
    fsync(opened);
    close(opened);
#else
    (void)path;
#endif
}

static const char *replace_with(const destination *at, const void *bytes, size_t length) {
    char temporary[DESTINATION_LONGEST + ENDING];
    const int to = create_beside(at->path, temporary);
    if (to < 0) return strerror(errno);
    const char *wrong = complete(to, at, bytes, length);
    if (wrong == NULL && rename(temporary, at->path) != 0) wrong = strerror(errno);
    if (wrong != NULL) unlink(temporary);
    else sync_folder(at->path);
    return wrong;
}

static const char *write_through(const char *path, const void *bytes, size_t length) {
    const int to = open(path, O_WRONLY);
    if (to < 0) return strerror(errno);
    const char *wrong = write_all(to, bytes, length) ? NULL : strerror(errno);
    if (close(to) != 0 && wrong == NULL) wrong = strerror(errno);
    return wrong;
}

/* Through stdio, so that it follows what has been printed so far. */
static const char *write_output(const void *bytes, size_t length) {
    return fwrite(bytes, 1, length, stdout) == length && fflush(stdout) == 0 ? NULL : strerror(errno);
}

const char *write_file_atomically(const char *name, const void *bytes, size_t length) {
    destination at;
    const char *wrong = destination_find(name, &at);
    if (wrong != NULL) return wrong;
    if (at.kind == DESTINATION_OUTPUT) return write_output(bytes, length);
    if (at.kind == DESTINATION_STREAM) return write_through(at.path, bytes, length);
    const signals before = hold_signals();
    wrong = replace_with(&at, bytes, length);
    release_signals(before);
    return wrong;
}

static const char *try_folder(const char *path) {
    char temporary[DESTINATION_LONGEST + ENDING];
    const int created = create_beside(path, temporary);
    if (created < 0) return strerror(errno);
    close(created);
    unlink(temporary);
    return NULL;
}

const char *replace_check(const char *name) {
    destination at;
    const char *wrong = destination_find(name, &at);
    if (wrong != NULL || at.kind != DESTINATION_FILE) return wrong;
    const signals before = hold_signals();
    wrong = try_folder(at.path);
    release_signals(before);
    return wrong;
}

int replace_is_file(const char *name) {
    destination at;
    return destination_find(name, &at) == NULL && at.kind == DESTINATION_FILE;
}

void replace_remove(const char *name) {
    destination at;
    if (destination_find(name, &at) == NULL && at.kind == DESTINATION_FILE) unlink(at.path);
}
