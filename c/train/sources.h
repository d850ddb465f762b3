/* sources: where training's pictures come from, as 28×28 pictures that are normalised as the engine normalises.
 *
 * Data sets are split once and for all: the last sixth of MNIST's training part (its last 10,000) and every fifth
 * picture of semeion and optdigits32 (number modulo 5 = 4) are for validation and never trained on. Pen strokes are split
 * by writer, in pens.h, drawn pictures by family, in draw.h.
 */
#ifndef LENET5_TRAIN_SOURCES_H
#define LENET5_TRAIN_SOURCES_H

#include <stddef.h>
#include <stdint.h>

#include "../base/formats/idx.h"
#include "../base/random.h"
#include "../synth/draw.h"
#include "loss.h"
#include "pens/pens.h"

typedef enum source {
    SOURCE_MNIST,     /* as it is */
    SOURCE_OPTDIGITS, /* 32×32 bitmaps of Turkish hands */
    SOURCE_SEMEION,   /* 16×16 bitmaps of Italian hands, whose aspect ratio is lost: drawn anew each time */
    SOURCE_FASHION,   /* clothes: no digits */
    SOURCE_PENS,      /* pen strokes of UNIPEN's hands: digits, */
    SOURCE_UPPER,     /* capitals, */
    SOURCE_LOWER,     /* small letters */
    SOURCE_SYMBOLS,   /* and signs, those left out that are a digit's twin: no digits */
    SOURCE_DIGITS,    /* drawn by the project */
    SOURCE_TOUCHING,  /* of the data sets, cut out from between neighbours that touch them */
    SOURCE_OUTLIERS,  /* drawn by the project: no digits */
    SOURCE_COUNT,
    SOURCE_SETS = SOURCE_DIGITS, /* the first ones are data sets, the others are made anew */
    SOURCE_BITMAPS = SOURCE_PENS /* the first of them pictures and labels, the others strokes */
} source;

typedef enum source_part { SOURCE_TRAIN, SOURCE_VALIDATE } source_part;

const char *source_name(source from); /* "mnist", "optdigits32", … */

/* The data sets; one that is absent has no items. */
typedef struct sources {
    idx_file images[SOURCE_BITMAPS], labels[SOURCE_BITMAPS];
    pens pens[SOURCE_SETS - SOURCE_BITMAPS];
    int holds_nothing_out; /* all pictures in MNIST's place are trained on: too few to leave any out */
} sources;

/* Does the source hold digits, so that its validation part tells errors? */
int source_is_digits(source from);

/* The strokes of a source from SOURCE_PENS on. */
pens *source_pens(sources *all, source from);

/* Whether images and labels of a set of bitmaps belong together: null, or what is wrong. */
const char *source_check(source from, const idx_file *images, const idx_file *labels);

/* How many different pictures a part of a data set has; 0 for drawn sources, which never end. */
size_t source_count(const sources *all, source from, source_part part);

typedef struct source_scratch source_scratch; /* working memory, the caller's, one a thread */
size_t source_scratch_size(void);

/* Makes picture number index of the source (below its count, or any where it is drawn) into picture [28][28], 0 paper …
 * 255 ink. Everything random about it comes from the stream. Returns the label, 0 … 9 or LOSS_NO_DIGIT. */
int source_picture(const sources *all, source from, source_part part, size_t index, random_stream *stream,
                   source_scratch *scratch, uint8_t picture[28 * 28]);

#endif
