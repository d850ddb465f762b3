/* options: the arguments after a verb. */
#ifndef LENET5_HOSTS_COMMAND_OPTIONS_H
#define LENET5_HOSTS_COMMAND_OPTIONS_H

/* What a verb accepts besides --json and --weights. */
enum { OPTION_VERBOSE = 1, OPTION_PICTURE = 2, OPTION_FORMAT = 4 /* --format and --length */, OPTION_STAGES = 8 };

typedef struct command_options {
    int json, verbose, picture;
    const char *weights; /* a file's name, or null for the weights inside */
    const char *stages;  /* a folder's name, or null */
    int format, length;  /* as in lenet5_request */
    int files;
    char **names; /* files names, at the front of the caller's argv */
} command_options;

/* Sorts argv in place. 1, or 0 after one line on stderr. */
int options_parse(int argc, char **argv, int accepted, command_options *out);

#endif
