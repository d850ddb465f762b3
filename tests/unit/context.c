/* context: the bytes of contexts, a line each.
 *
 *     context WIDTH HEIGHT …
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/include/lenet5.h"

int main(int argc, char **argv) {
    for (int i = 1; i + 1 < argc; i += 2) {
        const int width = atoi(argv[i]), height = atoi(argv[i + 1]);
        const size_t bytes = lenet5_context_size(width, height);
        void *memory = aligned_alloc(LENET5_ALIGNMENT, bytes > 0 ? bytes : LENET5_ALIGNMENT);
        if (memory == NULL) return 1;
        const int is_made = (void *)lenet5_context_init(memory, width, height) == memory;
        if (is_made != (bytes > 0) || lenet5_context_init(NULL, width, height) != NULL) return 1;
        printf("%zu\n", bytes);
        free(memory);
    }
    return 0;
}
