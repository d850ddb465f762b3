/* pens: samples of a UNIPEN file → those that training and validation may use.
 *
 * A file's writers are split by a hash of their names, so that a person is in the same part in every file and whatever
 * is added: fold number of of takes the place of one part in `of` for validation. Letters and signs that alone are a
 * digit's twin are in neither part, nor those of which only a bar is left.
 */
#ifndef LENET5_TRAIN_PENS_PENS_H
#define LENET5_TRAIN_PENS_PENS_H

#include <stddef.h>
#include <stdint.h>

#include "unipen.h"

/* The writers left out of training: those whose names' hash is in part number 1 … of of them all. */
typedef struct pens_fold {
    int number, of;
} pens_fold;

/* What the file holds decides what labels it may have. */
typedef enum pens_kind { PENS_DIGITS, PENS_OTHERS } pens_kind;

enum { PENS_NO_DIGIT = -1 }; /* the label of a letter or sign */

typedef struct pens {
    unipen_file file;
    uint32_t *numbers; /* [file.count], the caller's: the training part's samples, then the validation part's */
    size_t train, validate;
} pens;

/* Which fold of so many, from 1, a writer is in. */
int pens_fold_of(uint64_t writer, int of);

/* Is the letter or sign also how somebody writes a digit, or a mere dot or bar? */
int pens_is_twin(char label);

/* Are the strokes together one straight bar, as what is left of a letter that was cut off often is? */
int pens_is_bar(const unipen_point *points, size_t count);

/* Splits the file that `set` holds; null, or what is wrong with a label in one constant phrase, on *line (from 1). */
const char *pens_split(pens *set, pens_kind kind, pens_fold validate, size_t *line);

#endif
