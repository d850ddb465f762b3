/* pens_picture: a person's strokes → a picture of training's or validation's, as a pen pad or a camera would give it.
 */
#ifndef LENET5_TRAIN_PENS_PENS_PICTURE_H
#define LENET5_TRAIN_PENS_PENS_PICTURE_H

#include "../../base/random.h"
#include "pens.h"

typedef struct pens_scratch pens_scratch; /* working memory, the caller's, one a thread */
size_t pens_scratch_size(void);

/* A picture [28][28], 0 paper … 255 ink, of sample number place of `numbers`, by a pen and on a paper that the stream
 * chooses; the training part's strokes are varied (pens_vary.h). Returns the label, 0 … 9 or PENS_NO_DIGIT. */
int pens_picture(const pens *set, size_t place, random_stream *stream, pens_scratch *scratch, uint8_t picture[28 * 28]);

#endif
