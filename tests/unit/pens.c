/* pens: for pens.test.js. A file of pen strokes is read from stdin.
 *
 *     pens samples            one line a sample: writer and identity as hexadecimal numbers, label, x,y,stroke of its points
 *     pens split KIND K N     two lines: the numbers of the training and of the validation samples; KIND: 0 digits, 1 others
 *     pens pictures KIND COUNT  one line a sample: its label; COUNT pictures of it, each as 784 grey values in hexadecimal
 *
 * What is wrong with the file is one line on stdout, "line N: …"; the exit status is 3 then. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../c/include/lenet5.h"
#include "../../c/train/pens/pens_picture.h"

enum { AREA = 28 * 28 };

static void *allocate(size_t bytes) {
    void *memory = aligned_alloc(LENET5_ALIGNMENT, (bytes + LENET5_ALIGNMENT) / LENET5_ALIGNMENT * LENET5_ALIGNMENT);
    if (memory == NULL) exit(2);
    return memory;
}

static void refuse(size_t line, const char *wrong) {
    if (wrong == NULL) return;
    printf("line %zu: %s\n", line, wrong);
    exit(3);
}

static pens read_file(void) {
    enum { CAPACITY = 1 << 22 };
    uint8_t *bytes = allocate(CAPACITY);
    const size_t length = fread(bytes, 1, CAPACITY, stdin), lines = unipen_lines(bytes, length);
    pens set = {.numbers = allocate(lines * sizeof(uint32_t))};
    size_t line = 0;
    const char *wrong = unipen_read(bytes, length, allocate(lines * sizeof(unipen_sample)), &set.file, &line);
    refuse(line, wrong);
    return set;
}

static void print_samples(const pens *set) {
    static unipen_point points[UNIPEN_MAX_POINTS];
    for (size_t i = 0; i < set->file.count; i++) {
        const unipen_sample *sample = &set->file.samples[i];
        const size_t count = unipen_points(&set->file, i, points);
        printf("%016" PRIx64 " %016" PRIx64 " %c", sample->writer, sample->identity, sample->label);
        for (size_t k = 0; k < count; k++) printf(" %d,%d,%d", points[k].x, points[k].y, points[k].stroke);
        printf("\n");
    }
}

static void split(pens *set, int kind, int number, int of) {
    size_t line = 0;
    const char *wrong = pens_split(set, (pens_kind)kind, (pens_fold){number, of}, &line);
    refuse(line, wrong);
}

static void print_numbers(const pens *set) {
    for (size_t i = 0; i < set->train + set->validate; i++)
        printf("%s%u", i == set->train ? "\n" : i == 0 ? "" : " ", set->numbers[i]);
    printf("%s\n", set->validate == 0 ? "\n" : "");
}

static void print_pictures(const pens *set, int count) {
    pens_scratch *scratch = allocate(pens_scratch_size());
    for (size_t i = 0; i < set->train; i++) {
        for (int k = 0; k < count; k++) {
            uint8_t picture[AREA];
            random_stream stream = random_start(1998, i, (uint64_t)k);
            const int label = pens_picture(set, i, &stream, scratch, picture);
            if (k == 0) printf("%d", label);
            printf(" ");
            for (int pixel = 0; pixel < AREA; pixel++) printf("%02x", picture[pixel]);
        }
        printf("\n");
    }
    free(scratch);
}

int main(int count, char **words) {
    pens set = read_file();
    if (count == 2 && strcmp(words[1], "samples") == 0) {
        print_samples(&set);
    } else if (count == 5 && strcmp(words[1], "split") == 0) {
        split(&set, atoi(words[2]), atoi(words[3]), atoi(words[4]));
        print_numbers(&set);
    } else if (count == 4 && strcmp(words[1], "pictures") == 0) {
        split(&set, atoi(words[2]), 0, 1);
        print_pictures(&set, atoi(words[3]));
    } else {
        return 2;
    }
    return 0;
}
