/* stock_data: UNIPEN's samples for composed lines, from a folder. */
#ifndef LENET5_HOSTS_COMMAND_STOCK_DATA_H
#define LENET5_HOSTS_COMMAND_STOCK_DATA_H

#include "../../train/crf/stock.h"
#include "../../train/sources.h"
#include "../../base/formats/sha256.h"
#include "file.h"

typedef struct stock_data {
    stock pens;
    file_bytes file[STOCK_FILES]; /* which pens points into; empty where the sets have it */
    unipen_sample *sample[STOCK_FILES];
    char numbers_digest[SHA256_TEXT]; /* of the file of numbers, unpacked */
} stock_data;

/* Takes UNIPEN's files from the sets, and those that they do not have from FOLDER/unipen; the fold's writers are left out.
 * 1, or 0 after one line on stderr. data is all zero before; free it in both cases. */
int stock_data_read(const char *folder, sources *sets, pens_fold held_out, stock_data *data);
void stock_data_free(stock_data *data);

#endif
