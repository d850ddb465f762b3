/* Sorts UNIPEN's samples by writer and character. */
#include "stock.h"

#include <stdlib.h>
#include <string.h>

/* Letters that alone are also how somebody writes a digit or a mark. */
static const char TWINS[] = "OoDQIliSsZzBbGgqyJTtx";

static lattice_kind kind_of(char label) {
    static const struct {
        char label;
        lattice_kind kind;
    } MARKS[] = {{'.', LATTICE_POINT}, {',', LATTICE_COMMA}, {':', LATTICE_COLON},  {'-', LATTICE_DASH},
                 {'/', LATTICE_SLASH}, {'+', LATTICE_PLUS},  {'=', LATTICE_EQUALS}, {'%', LATTICE_PERCENT},
                 {'(', LATTICE_OPEN},  {')', LATTICE_CLOSE}, {'$', LATTICE_DOLLAR}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (MARKS[i].label == label) return MARKS[i].kind;
    return LATTICE_DIGIT;
}

static int by_value(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static int is_among(const uint64_t *sorted, size_t count, uint64_t writer) {
    return count > 0 && bsearch(&writer, sorted, count, sizeof *sorted, by_value) != NULL;
}

static int is_held_out(const stock *all, uint64_t writer) {
    const pens_fold fold = all->held_out;
    return fold.of > 0 && pens_fold_of(writer, fold.of) == fold.number;
}

/* The different writers of a file, sorted; null when out of memory. */
static uint64_t *writers_of(const unipen_file *file, size_t *count) {
    uint64_t *writer = malloc((file->count + 1) * sizeof *writer);
    *count = 0;
    if (writer == NULL) return NULL;
    for (size_t i = 0; i < file->count; i++) writer[i] = file->samples[i].writer;
    qsort(writer, file->count, sizeof *writer, by_value);
    for (size_t i = 0; i < file->count; i++)
        if (i == 0 || writer[i] != writer[i - 1]) writer[(*count)++] = writer[i];
    return writer;
}

/* Fills a list with the samples of a file that `takes` says; returns where the next list's numbers go. */
typedef struct wanted {
    uint64_t writer; /* 0: any but those left out */
    const char *labels;
    const uint64_t *left_out;
    size_t left_out_count;
} wanted;

static uint32_t *fill(const stock *all, stock_file from, const wanted *want, uint32_t *to, stock_list *list) {
    const unipen_file *file = &all->file[from];
    *list = (stock_list){from, to, 0};
    for (size_t i = 0; i < file->count; i++) {
        const unipen_sample *sample = &file->samples[i];
        if (sample->label_length != 1 || strchr(want->labels, sample->label) == NULL) continue;
        if (want->writer != 0 && sample->writer != want->writer) continue;
        if (is_held_out(all, sample->writer)) continue;
        if (is_among(want->left_out, want->left_out_count, sample->writer)) continue;
        list->number[list->count++] = (uint32_t)i;
    }
    return to + list->count;
}

static uint32_t *fill_digits(stock *all, const uint64_t *writer, size_t writers, wanted want, uint32_t *to) {
    for (size_t w = 0; w < writers && all->writers < STOCK_MAX_WRITERS; w++) {
        int has_all = 1;
        want.writer = writer[w];
        for (int digit = 0; digit < LENET5_CLASSES; digit++) {
            const char label[2] = {(char)('0' + digit), '\0'};
            want.labels = label;
            stock_list *list = &all->digit[all->writers][digit];
            to = fill(all, STOCK_DIGITS, &want, to, list);
            has_all &= list->count > 0;
        }
        all->writers += has_all;
    }
    return to;
}

static uint32_t *fill_letters(stock *all, wanted want, uint32_t *to) {
    for (int capitals = 0; capitals < 2; capitals++) {
        char labels[27];
        int count = 0;
        for (int letter = 0; letter < 26; letter++) {
            const char label = (char)((capitals ? 'A' : 'a') + letter);
            if (strchr(TWINS, label) == NULL) labels[count++] = label;
        }
        labels[count] = '\0';
        want.labels = labels;
        to = fill(all, capitals ? STOCK_UPPER : STOCK_LOWER, &want, to, &all->letter[capitals]);
    }
    return to;
}

static uint32_t *fill_marks(stock *all, wanted want, uint32_t *to) {
    for (const char *mark = ".,:-/+=%()$"; *mark != '\0'; mark++) {
        const char label[2] = {*mark, '\0'};
        want.labels = label;
        to = fill(all, STOCK_SYMBOLS, &want, to, &all->mark[kind_of(*mark)]);
    }
    return to;
}

int stock_sort(stock *all) {
    size_t samples = 0, left_out_count, writers;
    for (int i = 0; i < STOCK_FILES; i++) samples += all->file[i].count;
    all->memory = malloc((2 * samples + 1) * sizeof *all->memory);
    uint64_t *left_out = writers_of(&all->file[STOCK_NUMBERS], &left_out_count);
    uint64_t *writer = writers_of(&all->file[STOCK_DIGITS], &writers);
    const int made = all->memory != NULL && left_out != NULL && writer != NULL;
    if (made) {
        const wanted want = {0, "", left_out, left_out_count};
        uint32_t *to = fill_digits(all, writer, writers, want, all->memory);
        fill_marks(all, want, fill_letters(all, want, to));
    }
    free(left_out), free(writer);
    return made;
}

void stock_free(stock *all) {
    free(all->memory);
    all->memory = NULL;
}

size_t stock_points(const stock *all, const stock_list *list, size_t index, lenet5_point points[STOCK_MAX_POINTS]) {
    static _Thread_local unipen_point raw[UNIPEN_MAX_POINTS];
    const size_t count = unipen_points(&all->file[list->file], list->number[index], raw);
    for (size_t i = 0; i < count; i++)
        points[i] = (lenet5_point){(float)raw[i].x, (float)raw[i].y, 0.5f, raw[i].stroke};
    return count;
}
