/* strokes_data: room for a file's samples, and errors by their line. */
#include "strokes_data.h"

#include <stdio.h>
#include <stdlib.h>

const char *strokes_wrong(const char *wrong, size_t line, char text[STROKES_TEXT]) {
    snprintf(text, STROKES_TEXT, "line %zu: %s", line, wrong);
    return text;
}

const char *strokes_read(const file_bytes *from, unipen_file *out, char text[STROKES_TEXT]) {
    unipen_sample *samples = malloc((unipen_lines(from->bytes, from->length) + 1) * sizeof *samples);
    *out = (unipen_file){.samples = samples};
    if (samples == NULL) return "not enough memory to read it";
    size_t line = 0;
    const char *wrong = unipen_read(from->bytes, from->length, samples, out, &line);
    return wrong != NULL ? strokes_wrong(wrong, line, text) : NULL;
}
