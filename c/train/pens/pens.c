#include "pens.h"

#include <string.h>

#include "pens_wrong.h"

int pens_fold_of(uint64_t writer, int of) { return (int)((writer >> 40) % (uint64_t)of) + 1; }

int pens_is_twin(char label) {
    static const char TWINS[] = "OoDQ"        /* 0 */
                                "Iil|/\\!()J" /* 1 */
                                "Zz"          /* 2 */
                                "Ss"          /* 5 */
                                "bG"          /* 6 */
                                "B"           /* 8 */
                                "gqy"         /* 9 */
                                ".,'`-_";     /* dots and bars */
    return label != '\0' && strchr(TWINS, label) != NULL;
}

/* The point that is farthest from (x, y). */
static const unipen_point *farthest(const unipen_point *points, size_t count, int64_t x, int64_t y) {
    const unipen_point *found = points;
    int64_t most = -1;
    for (size_t i = 0; i < count; i++) {
        const int64_t dx = points[i].x - x, dy = points[i].y - y, far = dx * dx + dy * dy;
        if (far <= most) continue;
        most = far;
        found = &points[i];
    }
    return found;
}

int pens_is_bar(const unipen_point *points, size_t count) {
    const int64_t slim = 10; /* nothing is farther from the line than this part of its length */
    const unipen_point *a = farthest(points, count, points[0].x, points[0].y);
    const unipen_point *b = farthest(points, count, a->x, a->y);
    const int64_t x = b->x - a->x, y = b->y - a->y, length2 = x * x + y * y;
    for (size_t i = 0; i < count; i++) {
        const int64_t off = x * (points[i].y - a->y) - y * (points[i].x - a->x); /* distance times length */
        if (slim * (off < 0 ? -off : off) > length2) return 0;
    }
    return 1;
}

/* Letters and signs that teach nothing about what is no digit. */
static int is_unfair(const unipen_file *file, size_t sample) {
    unipen_point points[UNIPEN_MAX_POINTS];
    if (pens_is_twin(file->samples[sample].label)) return 1;
    return pens_is_bar(points, unipen_points(file, sample, points));
}

static int label_fits(const unipen_sample *sample, pens_kind kind) {
    int is_digit = sample->label >= '0' && sample->label <= '9';
    return sample->label_length == 1 && is_digit == (kind == PENS_DIGITS);
}

const char *pens_split(pens *set, pens_kind kind, pens_fold validate, size_t *line) {
    size_t last = set->file.count;
    set->train = set->validate = 0;
    for (size_t i = 0; i < set->file.count; i++) {
        const unipen_sample *sample = &set->file.samples[i];
        *line = i + 1;
        if (!label_fits(sample, kind))
            return kind == PENS_DIGITS ? "the label is no digit" : "the label is no single letter or sign";
        if (kind == PENS_OTHERS && is_unfair(&set->file, i)) continue;
        if (pens_fold_of(sample->writer, validate.of) == validate.number) set->numbers[--last] = (uint32_t)i;
        else if (!pens_is_wrong(sample)) set->numbers[set->train++] = (uint32_t)i;
    }
    set->validate = set->file.count - last;
    memmove(set->numbers + set->train, set->numbers + last, set->validate * sizeof *set->numbers);
    return NULL;
}
