/* checkpoint: writes and checks header, training state and digest of a checkpoint file. */
#include "checkpoint.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "replace.h"
#include "../../base/formats/sha256.h"

/* The file: this header, the floats of the state, and the digest of both. Little-endian, as all supported hosts are. */
typedef struct header {
    char magic[16];
    char identity[SHA256_TEXT + 7]; /* digest of the identity's text, padded with zeros */
    uint64_t done, floats;
} header;

static header header_of(const char *identity, const trainer *t) {
    header h = {.magic = "lenet5 training", .done = trainer_done(t), .floats = 3 * trainer_parameters(t)};
    sha256(identity, strlen(identity), h.identity);
    return h;
}

const char *checkpoint_write(const char *name, const char *identity, trainer *t) {
    header h = header_of(identity, t);
    size_t floats = (size_t)h.floats * sizeof(float), length = sizeof h + floats;
    char *bytes = malloc(length + SHA256_TEXT);
    if (bytes == NULL) return "not enough memory to write it";
    memcpy(bytes, &h, sizeof h);
    memcpy(bytes + sizeof h, trainer_state(t), floats);
    sha256(bytes, length, bytes + length);
    const char *wrong = write_file_atomically(name, bytes, length + SHA256_TEXT);
    free(bytes);
    return wrong;
}

static const char *check(const file_bytes *from, const char *identity, trainer *t) {
    const header expected = header_of(identity, t);
    size_t floats = (size_t)expected.floats * sizeof(float), length = sizeof expected + floats;
    header h;
    char digest[SHA256_TEXT];
    if (from->length < sizeof h) return "is no checkpoint";
    memcpy(&h, from->bytes, sizeof h);
    if (memcmp(h.magic, expected.magic, sizeof h.magic) != 0) return "is no checkpoint";
    if (memcmp(h.identity, expected.identity, sizeof h.identity) != 0 || h.floats != expected.floats)
        return "is the checkpoint of another training: recipe, epochs, seed or data differ";
    if (from->length != length + SHA256_TEXT) return "is a truncated checkpoint";
    sha256(from->bytes, length, digest);
    if (memcmp(from->bytes + length, digest, SHA256_TEXT) != 0 || h.done > trainer_steps(t))
        return "is a damaged checkpoint";
    memcpy(trainer_state(t), from->bytes + sizeof h, floats);
    trainer_continue(t, (size_t)h.done);
    return NULL;
}

const char *checkpoint_read(const char *name, const char *identity, trainer *t) {
    file_bytes from;
    const char *wrong = file_read(name, &from);
    if (wrong != NULL) return wrong;
    wrong = check(&from, identity, t);
    file_free(&from);
    return wrong;
}
