/* strokes_data: one of UNIPEN's files, unpacked, → its samples. */
#ifndef LENET5_HOSTS_COMMAND_STROKES_DATA_H
#define LENET5_HOSTS_COMMAND_STROKES_DATA_H

#include "../../train/pens/unipen.h"
#include "file.h"

enum { STROKES_TEXT = 160 };

/* `wrong` with its line, counted from 1, in `text`, which is returned. */
const char *strokes_wrong(const char *wrong, size_t line, char text[STROKES_TEXT]);

/* Fills *out, whose samples are free()d by the caller in all cases; `from` must outlive it. Null, or what is wrong, with the
 * line where it can be told, in `text`. */
const char *strokes_read(const file_bytes *from, unipen_file *out, char text[STROKES_TEXT]);

#endif
