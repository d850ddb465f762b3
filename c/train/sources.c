/* sources: splits the data sets and makes one 28×28 picture of any source. */
#include "sources.h"

#include <string.h>

#include "../digit/normalise/normalise.h"
#include "compose/neighbours.h"
#include "pens/pens_picture.h"

enum {
    MNIST_PARTS = 6, /* the last of which is for validation */
    REAL_PARTS = 5,
    CANVAS = 64 /* side of the enlarged bitmaps */
};

struct source_scratch {
    uint8_t canvas[CANVAS * CANVAS];
    normalise_scratch *normalise;
    draw_scratch *draw;
    neighbours_scratch *neighbours;
    pens_scratch *pens;
};

/* Sizes that keep what follows aligned. */
static size_t aligned(size_t bytes) { return (bytes + 63) / 64 * 64; }

size_t source_scratch_size(void) {
    return aligned(sizeof(source_scratch)) + aligned(normalise_scratch_size()) + aligned(draw_scratch_size()) +
           aligned(neighbours_scratch_size()) + aligned(pens_scratch_size());
}

static void arrange(source_scratch *scratch) {
    char *next = (char *)scratch + aligned(sizeof *scratch);
    scratch->normalise = (normalise_scratch *)(void *)next;
    next += aligned(normalise_scratch_size());
    scratch->draw = (draw_scratch *)(void *)next;
    next += aligned(draw_scratch_size());
    scratch->neighbours = (neighbours_scratch *)(void *)next;
    scratch->pens = (pens_scratch *)(void *)(next + aligned(neighbours_scratch_size()));
}

static const struct {
    const char *name;
    int is_digits;
} FACTS[SOURCE_COUNT] = {
    [SOURCE_MNIST] = {"mnist", 1},       [SOURCE_OPTDIGITS] = {"optdigits32", 1},
    [SOURCE_SEMEION] = {"semeion", 1},   [SOURCE_FASHION] = {"fashion", 0},
    [SOURCE_PENS] = {"pens", 1},         [SOURCE_UPPER] = {"upper", 0},
    [SOURCE_LOWER] = {"lower", 0},       [SOURCE_SYMBOLS] = {"symbols", 0},
    [SOURCE_DIGITS] = {"digits", 1},     [SOURCE_TOUCHING] = {"touching", 1},
    [SOURCE_OUTLIERS] = {"outliers", 0},
};

const char *source_name(source from) { return FACTS[from].name; }
int source_is_digits(source from) { return FACTS[from].is_digits; }

/* Which of the sets of strokes a source is. */
static int number_of_pens(source from) { return (int)from - (int)SOURCE_BITMAPS; }

pens *source_pens(sources *all, source from) { return &all->pens[number_of_pens(from)]; }

const char *source_check(source from, const idx_file *images, const idx_file *labels) {
    static const int SIDES[SOURCE_BITMAPS] = {28, 32, 16, 28};
    if (images->width != SIDES[from] || images->height != SIDES[from])
        return "pictures of another size than this set's";
    if (images->count != labels->count) return "another number of pictures than of labels";
    if (images->count < MNIST_PARTS) return "too few pictures to train and validate on";
    for (size_t i = 0; i < labels->count; i++)
        if (labels->items[i] >= LENET5_CLASSES) return "a label over 9";
    return NULL;
}

size_t source_count(const sources *all, source from, source_part part) {
    if (from >= SOURCE_SETS) return 0;
    if (from >= SOURCE_BITMAPS) {
        const pens *set = &all->pens[number_of_pens(from)];
        return part == SOURCE_TRAIN ? set->train : set->validate;
    }
    size_t count = all->images[from].count;
    if (from == SOURCE_FASHION) return part == SOURCE_TRAIN ? count : 0;
    size_t kept = from == SOURCE_MNIST ? count / MNIST_PARTS : count / REAL_PARTS;
    if (from == SOURCE_MNIST && all->holds_nothing_out) kept = 0;
    return part == SOURCE_TRAIN ? count - kept : kept;
}

/* The number in the whole set of one picture of a part. */
static size_t number_in_set(const sources *all, source from, source_part part, size_t index) {
    if (from == SOURCE_FASHION) return index;
    if (from == SOURCE_MNIST) return part == SOURCE_TRAIN ? index : source_count(all, from, SOURCE_TRAIN) + index;
    if (part == SOURCE_VALIDATE) return index * REAL_PARTS + REAL_PARTS - 1;
    return index / (REAL_PARTS - 1) * REAL_PARTS + index % (REAL_PARTS - 1);
}

/* Enlarges a bitmap to width × height pixels of the canvas: bilinear, then a steeper edge. */
static void enlarge(const uint8_t *bitmap, int side, int width, int height, float steepness,
                    uint8_t canvas[CANVAS * CANVAS]) {
    memset(canvas, 0, CANVAS * CANVAS);
    for (int y = 0; y < height; y++) {
        float v = ((float)y + 0.5f) * (float)side / (float)height + 0.5f; /* 1 is the first pixel's centre */
        int top = (int)v;
        float fy = v - (float)top;
        for (int x = 0; x < width; x++) {
            float u = ((float)x + 0.5f) * (float)side / (float)width + 0.5f;
            int left = (int)u;
            float fx = u - (float)left, corner[2][2];
            for (int i = 0; i < 2; i++)
                for (int j = 0; j < 2; j++) {
                    int row = top + i - 1, column = left + j - 1;
                    int inside = row >= 0 && row < side && column >= 0 && column < side;
                    corner[i][j] = inside ? (float)bitmap[row * side + column] : 0.0f;
                }
            float above = corner[0][0] + fx * (corner[0][1] - corner[0][0]);
            float below = corner[1][0] + fx * (corner[1][1] - corner[1][0]);
            float ink = (above + fy * (below - above) - 127.5f) * steepness + 127.5f;
            canvas[y * CANVAS + x] = (uint8_t)(ink < 0.0f ? 0.0f : ink > 255.0f ? 255.0f : ink);
        }
    }
}

/* The bounding box of the ink; of width 0 when there is none. */
static pixel_box bounds(const uint8_t *ink, int width, int height, int stride) {
    int left = width, right = 0, top = height, bottom = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            if (ink[y * stride + x] > 0) {
                left = x < left ? x : left;
                right = x + 1 > right ? x + 1 : right;
                top = y < top ? y : top;
                bottom = y + 1;
            }
    if (right <= left) return (pixel_box){0, 0, 0, 0};
    return (pixel_box){left, top, right - left, bottom - top};
}

static void normalise(const uint8_t *ink, int width, int height, int stride, source_scratch *scratch,
                      uint8_t picture[28 * 28]) {
    pixel_box box = bounds(ink, width, height, stride);
    memset(picture, 0, 28 * 28);
    if (box.width > 0) normalise_digit(ink, stride, box, scratch->normalise, picture);
}

/* A bitmap of another scanner: in training its width and the sharpness of its edges vary. */
static void from_bitmap(const uint8_t *bitmap, int side, float least_width, float most_width, source_part part,
                        random_stream *stream, source_scratch *scratch, uint8_t picture[28 * 28]) {
    float width = 0.5f * (least_width + most_width), steepness = 2.0f;
    if (part == SOURCE_TRAIN) {
        width = random_between(stream, least_width, most_width);
        steepness = random_between(stream, 1.0f, 4.0f);
    }
    int height = width <= 1.0f ? CANVAS : (int)((float)CANVAS / width);
    int columns = (int)(width * (float)height + 0.5f);
    columns = columns < CANVAS ? columns : CANVAS;
    enlarge(bitmap, side, columns, height, steepness, scratch->canvas);
    normalise(scratch->canvas, columns, height, CANVAS, scratch, picture);
}

/* A picture of a digit from one of the data sets, MNIST's more often than others'. */
static int any_digit(const sources *all, source_part part, random_stream *stream, source_scratch *scratch,
                     uint8_t picture[28 * 28]) {
    static const source SETS[] = {SOURCE_MNIST,     SOURCE_MNIST,   SOURCE_MNIST,
                                  SOURCE_OPTDIGITS, SOURCE_SEMEION, SOURCE_PENS};
    source from = SETS[random_below(stream, sizeof SETS / sizeof *SETS)];
    if (source_count(all, from, part) == 0) from = SOURCE_MNIST;
    size_t index = random_below(stream, (uint32_t)source_count(all, from, part));
    return source_picture(all, from, part, index, stream, scratch, picture);
}

static int touching_digit(const sources *all, source_part part, random_stream *stream, source_scratch *scratch,
                          uint8_t picture[28 * 28]) {
    uint8_t pictures[NEIGHBOURS_DIGITS][28 * 28];
    int labels[NEIGHBOURS_DIGITS];
    for (int i = 0; i < NEIGHBOURS_DIGITS; i++) labels[i] = any_digit(all, part, stream, scratch, pictures[i]);
    return neighbours_digit(stream, (const uint8_t(*)[28 * 28]) pictures, labels, scratch->neighbours, picture);
}

static int from_strokes(const sources *all, source from, source_part part, size_t index, random_stream *stream,
                        source_scratch *scratch, uint8_t picture[28 * 28]) {
    _Static_assert((int)PENS_NO_DIGIT == (int)LOSS_NO_DIGIT, "labels need no translation");
    const pens *set = &all->pens[number_of_pens(from)];
    return pens_picture(set, part == SOURCE_TRAIN ? index : set->train + index, stream, scratch->pens, picture);
}

int source_picture(const sources *all, source from, source_part part, size_t index, random_stream *stream,
                   source_scratch *scratch, uint8_t picture[28 * 28]) {
    arrange(scratch);
    draw_split split = part == SOURCE_TRAIN ? DRAW_TRAIN : DRAW_HELD_OUT;
    if (from == SOURCE_DIGITS) {
        int digit = (int)random_below(stream, LENET5_CLASSES);
        draw_digit(stream, split, digit, scratch->draw, picture);
        return digit;
    }
    if (from == SOURCE_OUTLIERS) {
        draw_outlier(stream, split, scratch->draw, picture);
        return LOSS_NO_DIGIT;
    }
    if (from == SOURCE_TOUCHING) return touching_digit(all, part, stream, scratch, picture);
    if (from >= SOURCE_BITMAPS) return from_strokes(all, from, part, index, stream, scratch, picture);
    const idx_file *images = &all->images[from];
    size_t number = number_in_set(all, from, part, index);
    const uint8_t *item = images->items + number * (size_t)images->width * (size_t)images->height;
    int label = all->labels[from].items[number];
    switch (from) {
    case SOURCE_OPTDIGITS: from_bitmap(item, images->width, 0.9f, 1.1f, part, stream, scratch, picture); return label;
    case SOURCE_SEMEION: from_bitmap(item, images->width, 0.6f, 0.8f, part, stream, scratch, picture); return label;
    case SOURCE_FASHION:
        normalise(item, images->width, images->height, images->width, scratch, picture);
        return LOSS_NO_DIGIT;
    default: memcpy(picture, item, 28 * 28); return label;
    }
}
