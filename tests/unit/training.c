/* training: for training.test.js. argv: the recipe ("mnist", "own"), epochs, steps to make, workers. stdin: two 32-bit numbers
 * in the host's order, the lengths of two IDX files, and these, of pictures and of labels. Makes the steps, half of them in
 * one training and the rest in another that goes on from its checkpoint. stdout: a float, the loss of the last step, and
 * the training's state as floats. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../c/train/checkpoint.h"

static const teachers NO_TEACHERS;

static void *read_bytes(size_t length) {
    void *bytes = malloc(length);
    if (bytes == NULL || fread(bytes, 1, length, stdin) != length) exit(2);
    return bytes;
}

static float make_steps(trainer *t, long steps) {
    float loss = 0.0f;
    for (long i = 0; i < steps; i++) loss = trainer_step(t);
    return loss;
}

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    const int own = strcmp(argv[1], "own") == 0, epochs = (int)strtol(argv[2], NULL, 10);
    const long steps = strtol(argv[3], NULL, 10);
    const int count = (int)strtol(argv[4], NULL, 10);
    const recipe *how = own ? &recipe_own : recipe_find(argv[1]);
    uint32_t *lengths = read_bytes(2 * sizeof *lengths);
    uint8_t *images = read_bytes(lengths[0]), *labels = read_bytes(lengths[1]);
    sources data = {.holds_nothing_out = own};
    if (idx_read_images(images, lengths[0], &data.images[SOURCE_MNIST]) != NULL) return 2;
    if (idx_read_labels(labels, lengths[1], &data.labels[SOURCE_MNIST]) != NULL) return 2;

    workers *team = workers_start(count);
    trainer *first = trainer_start(how, &data, &NO_TEACHERS, 1, epochs, team, count);
    trainer *second = trainer_start(how, &data, &NO_TEACHERS, 1, epochs, team, count);
    if (team == NULL || first == NULL || second == NULL) return 2;
    make_steps(first, steps / 2);
    void *checkpoint = malloc(checkpoint_size(first));
    if (checkpoint == NULL) return 2;
    checkpoint_write("test", first, checkpoint);
    if (checkpoint_read(checkpoint, checkpoint_size(first), "test", second) != NULL) return 2;
    const float loss = make_steps(second, steps - steps / 2);
    const size_t floats = 3 * trainer_parameters(second);
    const int written = fwrite(&loss, sizeof loss, 1, stdout) == 1 &&
                        fwrite(trainer_state(second), sizeof(float), floats, stdout) == floats;
    free(checkpoint);
    trainer_stop(first);
    trainer_stop(second);
    workers_stop(team);
    free(labels);
    free(images);
    free(lengths);
    return written ? 0 : 2;
}
