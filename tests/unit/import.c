/* import: what the importer says of files, each in memory of exactly its size, so that a read past the end is found.
 *
 *     import FILE… > lines
 *
 * A line a file: "ok", or why it is refused.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/import/import.h"

static int import_bytes(const void *bytes, size_t length) {
    static network_parameters parameters;
    const fold_options options = {.std = 1};
    import_report report;
    lenet5_error fault;
    void *memory = malloc(IMPORT_MEMORY);
    if (memory == NULL) return 0;
    const lenet5_status status = import_weights(bytes, length, &options, memory, &parameters, &report, &fault);
    puts(status == LENET5_OK ? "ok" : fault.message);
    free(memory);
    return 1;
}

static int import_file(const char *name) {
    static unsigned char room[1 << 22];
    FILE *file = fopen(name, "rb");
    if (file == NULL) return 0;
    const size_t length = fread(room, 1, sizeof room, file);
    fclose(file);
    unsigned char *exact = malloc(length > 0 ? length : 1);
    if (exact == NULL) return 0;
    for (size_t i = 0; i < length; i++) exact[i] = room[i];
    const int done = import_bytes(exact, length);
    free(exact);
    return done;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (!import_file(argv[i])) return 1;
    return 0;
}
