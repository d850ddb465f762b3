/* options: the arguments after a verb. */
#ifndef LENET5_HOSTS_COMMAND_OPTIONS_H
#define LENET5_HOSTS_COMMAND_OPTIONS_H

#include "../../include/lenet5.h"

/* What a verb accepts besides --json and --weights. */
enum {
    OPTION_VERBOSE = 1,
    OPTION_PICTURE = 2,
    OPTION_FORMAT = 4 /* --format, --pattern, --length, --currency and --locale */,
    OPTION_STAGES = 8,
    OPTION_NETWORK = 16,
    OPTION_REGION = 32,
    OPTION_CSV = 64
};

typedef struct command_options {
    int json, verbose, picture;
    lenet5_network network;
    const char *weights; /* a file's name, or null for the weights inside */
    const char *stages;  /* a folder's name, or null */
    lenet5_request request;
    int csv;
    int files;
    char **names; /* files names, at the front of the caller's argv */
} command_options;

/* The network of a name, "today" or "1998": 1, or 0 after one line on stderr. */
int options_network(const char *name, lenet5_network *network);

/* Sorts argv in place. 1, or 0 after one line on stderr. */
int options_parse(int argc, char **argv, int accepted, command_options *out);

#endif
