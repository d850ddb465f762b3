/* engine: a loaded network with its working memory, for the verbs that examine the pictures of a file. */
#ifndef LENET5_HOSTS_COMMAND_ENGINE_H
#define LENET5_HOSTS_COMMAND_ENGINE_H

#include "../../include/lenet5.h"
#include "options.h"
#include "picture.h"

typedef struct command_engine {
    int json;    /* how the failure of a file is reported: see output_fail_file */
    lenet5 *net; /* the one that was asked for; the other is null */
    lenet5_1998 *net_1998;
    lenet5_context *context;
    lenet5_reader *reader; /* null until a number is read */
    uint8_t *rgba;         /* room for one IDX picture, grown as needed */
    size_t capacity;
} command_engine;

/* The network that the options name, with their weights or those that the command carries. 1, or 0 after one line on
 * stderr. */
int engine_open(const command_options *options, command_engine *out);
void engine_close(command_engine *engine);

/* Whether confidences say how often answers are right. */
int engine_is_calibrated(const command_engine *engine);

/* Every layer's output behind the last answer. */
const lenet5_activations *engine_layers(const command_engine *engine);

/* Reads one picture of the file. IDX pictures of 28×28 and 32×32 go straight into the network unless as_picture. 1 with
 * an answer, which may be a refusal; 0 after one line on stderr about the file called name. */
int engine_read(command_engine *engine, const picture_file *file, size_t index, int as_picture, const char *name,
                lenet5_result *result);

/* The same for the cells in a picture, which is none of an IDX file. */
int engine_read_cells(command_engine *engine, const picture *seen, const lenet5_box *region, const char *name,
                      lenet5_table *out);

/* The same for the number in one picture of the file, IDX pictures included. */
int engine_read_number(command_engine *engine, const picture_file *file, size_t index, const lenet5_request *request,
                       const char *name, lenet5_reading *out);

#endif
