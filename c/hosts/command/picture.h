/* picture: a file → the pictures in it.
 *
 * PNG, JPEG, BMP, PGM and PPM hold one, IDX many. PNG and JPEG are turned upright as their EXIF
 * orientation says. What is incomplete is refused.
 */
#ifndef LENET5_HOSTS_COMMAND_PICTURE_H
#define LENET5_HOSTS_COMMAND_PICTURE_H

#include <stddef.h>
#include <stdint.h>

#include "../../base/formats/idx.h"
#include "file.h"

typedef struct picture {
    uint8_t *rgba; /* [height][width][4], straight alpha */
    int width, height;
} picture;

/* One opened file: either one decoded picture or an IDX file's. */
typedef struct picture_file {
    size_t count; /* 1 or more */
    int is_idx;
    idx_file idx;   /* when is_idx; light ink on dark, as MNIST */
    picture single; /* otherwise */
    file_bytes file;
    char fault[160]; /* why opening failed */
} picture_file;

/* 1, or 0 with the reason in fault; then there is nothing to close. */
int picture_open(const char *name, picture_file *out);
void picture_close(picture_file *file);

#endif
