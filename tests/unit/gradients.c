/* gradients: for gradients.test.js. stdin: the parameters, 16 pictures of 28×28 and 16 labels (−1 no digit) as floats in
 * the host's order; stdout: the mean loss, the 16×10 logits, the parameters' gradient of the mean loss. */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/train/gradient.h"
#include "../../c/train/loss.h"

enum { AREA = LENET5_SIDE * LENET5_SIDE };

static int read_floats(float *to, size_t count) { return fread(to, sizeof *to, count, stdin) == count; }
static int write_floats(const float *from, size_t count) { return fwrite(from, sizeof *from, count, stdout) == count; }

static void *allocate(size_t bytes) {
    void *memory =
        aligned_alloc(LENET5_ALIGNMENT, (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT);
    if (memory == NULL) exit(2);
    return memory;
}

int main(void) {
    static float pictures[GRADIENT_LANES][AREA], labels[GRADIENT_LANES];
    static float logits[GRADIENT_LANES][LENET5_CLASSES], slopes[GRADIENT_LANES][LENET5_CLASSES];
    size_t count = gradient_parameter_count(&gradient_lenet5);
    float *parameters = allocate(count * sizeof *parameters), *gradient = allocate(count * sizeof *gradient),
          loss = 0.0f;
    gradient_batch *batch = allocate(gradient_batch_size(&gradient_lenet5));
    if (!read_floats(parameters, count) || !read_floats(pictures[0], sizeof pictures / sizeof(float))) return 2;
    if (!read_floats(labels, GRADIENT_LANES)) return 2;

    const float share = 1.0f / (float)GRADIENT_LANES;
    gradient_prepare(&gradient_lenet5, batch);
    for (int i = 0; i < GRADIENT_LANES; i++) gradient_set_input(batch, i, pictures[i]);
    gradient_forward(parameters, batch, logits);
    for (int i = 0; i < GRADIENT_LANES; i++) loss += share * loss_map(logits[i], (int)labels[i], share, slopes[i]);
    gradient_backward(parameters, batch, slopes, gradient);

    int written = write_floats(&loss, 1) && write_floats(logits[0], sizeof logits / sizeof(float)) &&
                  write_floats(gradient, count);
    free(parameters);
    free(gradient);
    free(batch);
    return written ? 0 : 2;
}
