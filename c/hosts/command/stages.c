/* The stages of a picture as PGM and PPM files, numbered in the order in which they come. */
#include "stages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../../stages/stages.h"
#include "command.h"
#include "replace.h"

typedef struct writer {
    const char *folder;
    int count, failed;
} writer;

/* A plane as a PGM file, RGBA as a PPM file. Null when there is no memory. */
static uint8_t *encode(const ink_view *view, size_t *length) {
    enum { LONGEST_HEADER = 40 };
    const size_t pixels = (size_t)view->width * (size_t)view->height, channels = view->bytes == 4 ? 3 : 1;
    uint8_t *file = malloc(LONGEST_HEADER + pixels * channels);
    if (file == NULL) return NULL;
    const int kind = view->bytes == 4 ? 6 : 5;
    const int header = snprintf((char *)file, LONGEST_HEADER, "P%d\n%d %d\n255\n", kind, view->width, view->height);
    for (size_t i = 0; i < pixels; i++)
        memcpy(file + header + i * channels, view->plane + i * (size_t)view->bytes, channels);
    *length = (size_t)header + pixels * channels;
    return file;
}

static void fail(writer *to, const char *subject, const char *what) {
    command_fail(subject, what);
    to->failed = 1;
}

static void write_view(void *owner, const ink_view *view) {
    writer *to = owner;
    char name[FILENAME_MAX];
    if (to->failed) return;
    const char *kind = view->bytes == 4 ? "ppm" : "pgm";
    const int longest = snprintf(name, sizeof name, "%s/%02d-%s.%s", to->folder, ++to->count, view->stage, kind);
    if (longest < 0 || (size_t)longest >= sizeof name) {
        fail(to, to->folder, "the folder's name is too long");
        return;
    }
    size_t length = 0;
    uint8_t *file = encode(view, &length);
    const char *wrong = file == NULL ? "not enough memory for the picture" : write_file_atomically(name, file, length);
    if (wrong != NULL) fail(to, name, wrong);
    free(file);
}

/* reading: null for a digit. */
static int write_stages(const picture *seen, const lenet5_reading *reading, const char *folder) {
    writer to = {.folder = folder};
    const ink_observer observer = {write_view, &to};
    const stages_picture shown = {seen->rgba, seen->width, seen->height};
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) return command_fail(folder, "the folder cannot be made"), 0;
    void *memory = aligned_alloc(LENET5_ALIGNMENT, stages_size(&shown));
    if (memory == NULL) return command_fail(NULL, "not enough memory for the picture's stages"), 0;
    if (reading == NULL) stages_show_digit(&shown, memory, &observer);
    else stages_show_page(&shown, reading, memory, &observer);
    free(memory);
    return !to.failed;
}

int stages_write(const picture *seen, const char *folder) { return write_stages(seen, NULL, folder); }

int stages_write_page(const picture *seen, const lenet5_reading *reading, const char *folder) {
    return write_stages(seen, reading, folder);
}
