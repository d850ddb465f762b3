/* network_file: a weights file → a network, for the programs that test the engine's steps. */
#ifndef LENET5_TESTS_UNIT_NETWORK_FILE_H
#define LENET5_TESTS_UNIT_NETWORK_FILE_H

#include <stdio.h>
#include <stdlib.h>

#include "../../c/model/weights.h"

/* Memory for an object of the engine; null when there is none. */
static inline void *aligned(size_t bytes) {
    return aligned_alloc(LENET5_ALIGNMENT, (bytes + LENET5_ALIGNMENT - 1) / LENET5_ALIGNMENT * LENET5_ALIGNMENT);
}

/* Reads a file of at most 1 MiB to its end; file may be null. 0 where it holds no weights. */
static inline int read_parameters(FILE *file, network_parameters *parameters, decide_rule *rule) {
    static uint8_t bytes[1 << 20];
    lenet5_error error;
    const size_t length = file != NULL ? fread(bytes, 1, sizeof bytes, file) : 0;
    return weights_read(bytes, length, parameters, rule, &error) == LENET5_OK;
}

/* The same, packed. */
static inline int read_network(FILE *file, network *net, decide_rule *rule) {
    static network_parameters parameters;
    if (!read_parameters(file, &parameters, rule)) return 0;
    network_pack(&parameters, net);
    return 1;
}

/* The same by the file's name. */
static inline int load_network(const char *name, network *net, decide_rule *rule) {
    FILE *file = fopen(name, "rb");
    const int is_read = read_network(file, net, rule);
    if (file != NULL) fclose(file);
    return is_read;
}

#endif
