/* exports: the trainer module's interface. Like the others it has no imports; but it allocates.
 *
 * Exports (addresses and lengths are i32 offsets into `memory`):
 *
 *   memory                              grows; take a fresh view of memory.buffer after every call
 *   reserve(bytes) → address            room for what is handed in; 0 when there is none. Never given back
 *   start_mnist(images, images_length, labels, labels_length, seed, epochs) → fault
 *                                       by the recipe "mnist", from two IDX files, as `lenet5 train --recipe mnist` does
 *   start_own(pictures, labels, count, seed) → fault
 *                                       by the recipe "own", from pictures of 28×28 bytes and labels 0 … 9
 *   steps(), steps_per_epoch(), done()  steps of 64 pictures: in all, an epoch, made so far
 *   step() → loss                       one more, not after the last: the mean loss of its pictures, in nats; not finite
 *                                       when the training has diverged
 *   is_sound() → 1 or 0                 0 when it has diverged: its numbers are of no use any more
 *   measure() → errors                  of the network so far on what is held out, of measured() pictures; −1 when out of
 *                                       memory
 *   measured() → count, measures_drawn() → 1 or 0
 *                                       whether these are digits that the project draws, as nothing is held out of one's own
 *   parameters() → address              of the network so far: c1's [6][5][5] kernels come first
 *   save() → address                    a checkpoint of saved_length() bytes; 0 when out of memory
 *   resume(address, length) → fault     goes on from one
 *   finish() → address                  the safetensors file of finished_length() bytes; 0 when out of memory. The
 *                                       training is over then
 *   figures() → address                 NUL-terminated UTF-8: what was measured for that file
 *
 * A fault is the address of NUL-terminated ASCII, or 0 when there is none. An instance is for one training.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/formats/sha256.h"
#include "../../train/checkpoint.h"
#include "../../train/result.h"
#include "../../train/validate.h"

#define EXPORT(name) __attribute__((export_name(#name), used)) exported_##name

enum { FILES = 2, TEXT = 512, MOST_EPOCHS = 1000, MOST_OWN = 1000 };

static const char *const NAMES[FILES] = {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"};
static const char NO_MEMORY[] = "not enough memory to train";

static const teachers NO_TEACHERS;
static const recipe *how;
static sources data;
static trainer *training; /* null until it has started */
static int epochs;
static uint64_t seed;
static char digests[FILES][SHA256_TEXT], identity[TEXT];
static result_findings findings;
static size_t file_length;

static void end_text(const writer *w) { w->to[w->length] = '\0'; }

/* What a checkpoint must have in common with a training that continues it. */
static void identify(void) {
    const char *const of_files[FILES] = {digests[0], digests[1]};
    writer w = {identity, sizeof identity - 1, 0};
    checkpoint_put_identity(&w, how, epochs, seed, how->fold, of_files, FILES);
    end_text(&w);
}

static const char *start(const recipe *by, uint32_t with_seed, int32_t for_epochs) {
    if (for_epochs < 1 || for_epochs > MOST_EPOCHS) return "the number of epochs is out of range";
    how = by;
    seed = with_seed;
    epochs = for_epochs;
    workers *alone = workers_start(1);
    training = alone == NULL ? NULL : trainer_start(how, &data, &NO_TEACHERS, seed, epochs, alone, 1);
    if (training == NULL) return NO_MEMORY;
    if (trainer_steps(training) == 0) return "too few pictures for one batch of 64";
    identify();
    return NULL;
}

void *EXPORT(reserve)(uint32_t bytes) { return malloc(bytes); }

const char *EXPORT(start_mnist)(const uint8_t *images, uint32_t images_length, const uint8_t *labels,
                                uint32_t labels_length, uint32_t with_seed, int32_t for_epochs) {
    const char *wrong = idx_read_images(images, images_length, &data.images[SOURCE_MNIST]);
    if (wrong == NULL) wrong = idx_read_labels(labels, labels_length, &data.labels[SOURCE_MNIST]);
    if (wrong == NULL) wrong = source_check(SOURCE_MNIST, &data.images[SOURCE_MNIST], &data.labels[SOURCE_MNIST]);
    if (wrong != NULL) return wrong;
    sha256(images, images_length, digests[0]);
    sha256(labels, labels_length, digests[1]);
    return start(recipe_find("mnist"), with_seed, for_epochs);
}

const char *EXPORT(start_own)(const uint8_t *pictures, const uint8_t *labels, uint32_t count, uint32_t with_seed) {
    if (count < 1 || count > MOST_OWN) return "the number of pictures is out of range";
    for (uint32_t i = 0; i < count; i++)
        if (labels[i] >= LENET5_CLASSES) return "a label over 9";
    data.images[SOURCE_MNIST] = (idx_file){pictures, count, LENET5_SIDE, LENET5_SIDE};
    data.labels[SOURCE_MNIST] = (idx_file){labels, count, 1, 1};
    data.holds_nothing_out = 1;
    sha256(pictures, (size_t)count * LENET5_SIDE * LENET5_SIDE, digests[0]);
    sha256(labels, count, digests[1]);
    return start(&recipe_own, with_seed, recipe_own.epochs);
}

uint32_t EXPORT(steps)(void) { return (uint32_t)trainer_steps(training); }
uint32_t EXPORT(steps_per_epoch)(void) { return (uint32_t)trainer_steps_per_epoch(training); }
uint32_t EXPORT(done)(void) { return (uint32_t)trainer_done(training); }
float EXPORT(step)(void) { return trainer_step(training); }
int32_t EXPORT(is_sound)(void) { return trainer_is_sound(training); }
const float *EXPORT(parameters)(void) { return trainer_result(training); }

int32_t EXPORT(measures_drawn)(void) { return result_measure(&data) != SOURCE_MNIST; }

uint32_t EXPORT(measured)(void) {
    return exported_measures_drawn() ? VALIDATE_DRAWN : (uint32_t)source_count(&data, SOURCE_MNIST, SOURCE_VALIDATE);
}

int32_t EXPORT(measure)(void) {
    validation v;
    if (!validate(&how->shape, trainer_result(training), &data, result_measure(&data), &v)) return -1;
    const int32_t errors = (int32_t)validation_errors(&v);
    validation_free(&v);
    return errors;
}

uint32_t EXPORT(saved_length)(void) { return (uint32_t)checkpoint_size(training); }

const void *EXPORT(save)(void) {
    static void *saved;
    if (saved == NULL) saved = malloc(checkpoint_size(training));
    if (saved != NULL) checkpoint_write(identity, training, saved);
    return saved;
}

const char *EXPORT(resume)(const void *bytes, uint32_t length) {
    return checkpoint_read(bytes, length, identity, training);
}

/* As the command says it of the same files. */
static void put_data(writer *w) {
    for (int i = 0; i < FILES; i++) {
        if (i > 0) writer_put_text(w, "; ");
        writer_put_text(w, exported_measures_drawn() ? "own" : NAMES[i]);
        writer_put_text(w, " sha256:");
        writer_put_text(w, digests[i]);
    }
}

const void *EXPORT(finish)(void) {
    char recipe_text[TEXT], data_text[TEXT];
    void *file = malloc(RESULT_FILE);
    result_round(training);
    if (file == NULL || !result_find(training, how, &data, &findings)) return NULL;
    writer recipe_writer = {recipe_text, TEXT - 1, 0}, data_writer = {data_text, TEXT - 1, 0};
    recipe_put_text(&recipe_writer, how, epochs);
    end_text(&recipe_writer);
    put_data(&data_writer);
    end_text(&data_writer);
    const result_origin origin = {recipe_text, data_text, seed};
    file_length = result_write(training, &origin, &findings, file, RESULT_FILE);
    return file_length > 0 ? file : NULL;
}

uint32_t EXPORT(finished_length)(void) { return (uint32_t)file_length; }
const char *EXPORT(figures)(void) { return findings.figures; }
