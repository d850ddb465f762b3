#include "unipen.h"

#include <string.h>

#include "../../model/json.h"

uint64_t unipen_hash(const void *bytes, size_t length) {
    const uint8_t *byte = bytes;
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ byte[i]) * 0x100000001B3u;
    return hash;
}

/* The end of the line that begins at `at`: its line feed, or the end of the file. */
static const uint8_t *end_of_line(const uint8_t *at, const uint8_t *end) {
    const uint8_t *feed = memchr(at, '\n', (size_t)(end - at));
    return feed ? feed : end;
}

size_t unipen_lines(const uint8_t *bytes, size_t length) {
    const uint8_t *end = bytes + length;
    size_t lines = 0;
    for (const uint8_t *at = bytes; at < end; at = end_of_line(at, end) + 1) lines++;
    return lines;
}

static int take_coordinate(json_reader *reader, int32_t *value) {
    int negative = json_take(reader, '-');
    uint64_t number;
    if (!json_take_whole(reader, &number) || number > UNIPEN_FURTHEST) return 0;
    *value = negative ? -(int32_t)number : (int32_t)number;
    return 1;
}

/* Appends one stroke's points; null, or what is wrong. */
static const char *take_stroke(json_reader *reader, int32_t stroke, size_t *count,
                               unipen_point points[UNIPEN_MAX_POINTS]) {
    if (!json_take(reader, '[')) return "a stroke is no list";
    if (json_take(reader, ']')) return "a stroke is empty";
    do {
        unipen_point point = {.stroke = stroke};
        if (*count == UNIPEN_MAX_POINTS) return "over 4096 points";
        if (!take_coordinate(reader, &point.x)) return "a coordinate is no integer from -1000000 to 1000000";
        if (!json_take(reader, ',')) return "a stroke has an x without a y";
        if (!take_coordinate(reader, &point.y)) return "a coordinate is no integer from -1000000 to 1000000";
        points[(*count)++] = point;
    } while (json_take(reader, ','));
    return json_take(reader, ']') ? NULL : "a stroke does not end";
}

/* All of a sample's strokes; null, or what is wrong. */
static const char *take_strokes(json_reader *reader, size_t *count, unipen_point points[UNIPEN_MAX_POINTS]) {
    *count = 0;
    if (!json_take(reader, '[')) return "the strokes are no list";
    if (json_take(reader, ']')) return "there are no strokes";
    int32_t stroke = 0;
    do {
        if (stroke == UNIPEN_MAX_STROKES) return "over 256 strokes";
        const char *wrong = take_stroke(reader, stroke++, count, points);
        if (wrong) return wrong;
    } while (json_take(reader, ','));
    return json_take(reader, ']') ? NULL : "the list of strokes does not end";
}

static const char *take_writer(json_reader *reader, unipen_sample *sample) {
    json_text writer;
    if (!json_take_text(reader, &writer) || !writer.complete) return "the writer is no text of at most 63 bytes";
    const char *slash = strchr(writer.characters, '/');
    if (!slash || slash == writer.characters || slash[1] == '\0') return "the writer is no COLLECTOR/NAME";
    sample->writer = unipen_hash(slash + 1, strlen(slash + 1));
    return NULL;
}

static const char *take_label(json_reader *reader, unipen_sample *sample) {
    json_text label;
    if (!json_take_text(reader, &label) || !label.complete) return "the label is no text of at most 63 bytes";
    if (label.characters[0] == '\0') return "the label is empty";
    sample->label = label.characters[0];
    sample->label_length = (uint8_t)strlen(label.characters);
    return NULL;
}

enum { WRITER = 1, LABEL = 2, STROKES = 4, ALL = WRITER | LABEL | STROKES };

static int key_of(const json_text *text) {
    if (json_text_is(text, "writer")) return WRITER;
    if (json_text_is(text, "label")) return LABEL;
    return json_text_is(text, "strokes") ? STROKES : 0;
}

static const char *take_value(json_reader *reader, int key, const uint8_t *file, unipen_sample *sample) {
    unipen_point points[UNIPEN_MAX_POINTS];
    size_t count;
    if (key == WRITER) return take_writer(reader, sample);
    if (key == LABEL) return take_label(reader, sample);
    sample->strokes = (size_t)((const uint8_t *)reader->at - file);
    return take_strokes(reader, &count, points);
}

static const char *read_line(const uint8_t *file, const uint8_t *from, const uint8_t *to, unipen_sample *sample) {
    json_reader reader = {(const char *)from, (const char *)to};
    int seen = 0;
    if (!json_take(&reader, '{')) return "no JSON object";
    do {
        json_text name;
        if (!json_take_text(&reader, &name) || !json_take(&reader, ':')) return "no \"key\": value";
        const int key = key_of(&name);
        if (key == 0) return "another key than writer, label and strokes";
        if (seen & key) return "a key twice";
        seen |= key;
        const char *wrong = take_value(&reader, key, file, sample);
        if (wrong) return wrong;
    } while (json_take(&reader, ','));
    if (!json_take(&reader, '}') || !json_at_end(&reader)) return "the object does not end with the line";
    if (seen != ALL) return "writer, label or strokes is missing";
    sample->identity = unipen_hash(from, (size_t)(to - from));
    return NULL;
}

const char *unipen_read(const uint8_t *bytes, size_t length, unipen_sample *samples, unipen_file *out, size_t *line) {
    const uint8_t *end = bytes + length;
    *out = (unipen_file){bytes, length, 0, samples};
    *line = 1;
    if (length == 0) return "the file is empty";
    for (const uint8_t *at = bytes; at < end; ++*line) {
        if (out->count == UNIPEN_MAX_SAMPLES) return "over 1048576 samples";
        const uint8_t *feed = end_of_line(at, end);
        const char *wrong = read_line(bytes, at, feed, &samples[out->count]);
        if (wrong) return wrong;
        out->count++;
        at = feed + 1;
    }
    return NULL;
}

size_t unipen_points(const unipen_file *file, size_t sample, unipen_point points[UNIPEN_MAX_POINTS]) {
    const char *bytes = (const char *)file->bytes;
    json_reader reader = {bytes + file->samples[sample].strokes, bytes + file->length};
    size_t count;
    take_strokes(&reader, &count, points);
    return count;
}
