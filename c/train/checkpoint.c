/* checkpoint: writes and checks header, training state and digest of a checkpoint. */
#include "checkpoint.h"

#include <string.h>

#include "../base/formats/sha256.h"

typedef struct header {
    char magic[16];
    char identity[SHA256_TEXT + 7]; /* digest of the identity's text, padded with zeros */
    uint64_t done, floats;
} header;

void checkpoint_put_identity(writer *w, const recipe *r, int epochs, uint64_t seed, pens_fold fold,
                             const char *const *digests, int count) {
    writer_put_text(w, "recipe ");
    writer_put_text(w, r->name);
    writer_put_text(w, ", ");
    writer_put_number(w, (uint64_t)epochs);
    writer_put_text(w, " epochs, seed ");
    writer_put_number(w, seed);
    writer_put_text(w, ", fold ");
    writer_put_number(w, (uint64_t)fold.number);
    writer_put(w, '/');
    writer_put_number(w, (uint64_t)fold.of);
    if (r->strings.lines > 0) {
        writer_put_text(w, ", lines ");
        writer_put_number(w, (uint64_t)r->strings.lines);
    }
    for (int i = 0; i < count; i++) {
        if (digests[i][0] == '\0') continue;
        writer_put_text(w, ", ");
        writer_put_text(w, digests[i]);
    }
}

static size_t state_bytes(const trainer *t) { return 3 * trainer_parameters(t) * sizeof(float); }

static header header_of(const char *identity, const trainer *t) {
    header h = {.magic = "lenet5 training", .done = trainer_done(t), .floats = 3 * trainer_parameters(t)};
    sha256(identity, strlen(identity), h.identity);
    return h;
}

size_t checkpoint_size(const trainer *t) { return sizeof(header) + state_bytes(t) + SHA256_TEXT; }

void checkpoint_write(const char *identity, trainer *t, void *bytes) {
    const header h = header_of(identity, t);
    char *to = bytes;
    memcpy(to, &h, sizeof h);
    memcpy(to + sizeof h, trainer_state(t), state_bytes(t));
    sha256(to, sizeof h + state_bytes(t), to + sizeof h + state_bytes(t));
}

const char *checkpoint_read(const void *bytes, size_t length, const char *identity, trainer *t) {
    const header expected = header_of(identity, t);
    const size_t signed_bytes = sizeof expected + state_bytes(t);
    const char *from = bytes;
    header h;
    char digest[SHA256_TEXT];
    if (length < sizeof h) return "is no checkpoint";
    memcpy(&h, from, sizeof h);
    if (memcmp(h.magic, expected.magic, sizeof h.magic) != 0) return "is no checkpoint";
    if (memcmp(h.identity, expected.identity, sizeof h.identity) != 0 || h.floats != expected.floats)
        return "is the checkpoint of another training: recipe, epochs, lines, seed or data differ";
    if (length != checkpoint_size(t)) return "is a truncated checkpoint";
    sha256(from, signed_bytes, digest);
    if (memcmp(from + signed_bytes, digest, SHA256_TEXT) != 0 || h.done > trainer_steps(t))
        return "is a damaged checkpoint";
    memcpy(trainer_state(t), from + sizeof h, state_bytes(t));
    trainer_continue(t, (size_t)h.done);
    return NULL;
}
