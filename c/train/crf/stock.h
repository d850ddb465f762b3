/* stock: UNIPEN's samples by what they are and who wrote them, for composing lines as one hand writes them.
 *
 * Writers of the whole numbers that the reader is judged by are left out, whatever else they wrote; where the network is
 * trained on the lines, those of its validation, too.
 */
#ifndef LENET5_TRAIN_CRF_STOCK_H
#define LENET5_TRAIN_CRF_STOCK_H

#include "../../include/lenet5.h"
#include "../../number/lattice/arc.h"
#include "../pens/pens.h"

enum { STOCK_MAX_POINTS = UNIPEN_MAX_POINTS, STOCK_MAX_WRITERS = 256 };

typedef enum stock_file {
    STOCK_DIGITS,
    STOCK_SYMBOLS,
    STOCK_LOWER,
    STOCK_UPPER,
    STOCK_NUMBERS, /* whose writers are left out */
    STOCK_FILES
} stock_file;

/* Samples of one file: their numbers, those of a list one after another. */
typedef struct stock_list {
    stock_file file;
    uint32_t *number; /* the stock's */
    size_t count;
} stock_list;

typedef struct stock {
    unipen_file file[STOCK_FILES]; /* the caller's; count 0 for one that is absent */
    int writers;                   /* that have all ten digits */
    stock_list digit[STOCK_MAX_WRITERS][LENET5_CLASSES];
    stock_list mark[LATTICE_KINDS]; /* of all writers; empty where UNIPEN has none */
    stock_list letter[2];           /* small ones, capitals, a digit's twins left out */
    uint32_t *memory;
    pens_fold held_out; /* the caller's: writers to leave out, too; 0 of 0 for none */
} stock;

/* Sorts the samples; 0 when out of memory. */
int stock_sort(stock *all);
void stock_free(stock *all);

/* The points of one sample of a list that is not empty; their number. */
size_t stock_points(const stock *all, const stock_list *list, size_t index, lenet5_point points[STOCK_MAX_POINTS]);

#endif
