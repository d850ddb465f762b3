/* checkpoint: a training's state as bytes, so that it can go on later, on any host, with the same result.
 *
 * A header, the floats of the state, and the digest of both; little-endian, as all supported hosts are.
 */
#ifndef LENET5_TRAIN_CHECKPOINT_H
#define LENET5_TRAIN_CHECKPOINT_H

#include "trainer.h"

/* The text by which a training is told from others: its recipe, epochs, lines, seed, the fold of UNIPEN's writers, and
 * the digests of the data's files; an empty one is left out. */
void checkpoint_put_identity(writer *w, const recipe *r, int epochs, uint64_t seed, pens_fold fold,
                             const char *const *digests, int count);

size_t checkpoint_size(const trainer *t);

/* bytes [checkpoint_size]. identity: as above, perhaps with more. */
void checkpoint_write(const char *identity, trainer *t, void *bytes);

/* Null; or what is wrong, as a constant phrase, and then the trainer is as it was. A checkpoint of another training is
 * refused. */
const char *checkpoint_read(const void *bytes, size_t length, const char *identity, trainer *t);

#endif
