/* arguments: options with a value, as --name VALUE or --name=VALUE, the same for every verb. */
#ifndef LENET5_HOSTS_COMMAND_ARGUMENTS_H
#define LENET5_HOSTS_COMMAND_ARGUMENTS_H

/* 1 when the argument is --name or begins with --name=. */
int argument_is(const char *argument, const char *name);

/* The value of the option at argv[*i]: what follows its =, or the next argument, to which *i moves. Null, after
 * "lenet5: --name: NEEDS" on stderr, when there is none or it is empty. */
const char *argument_value(int argc, char **argv, int *i, const char *needs);

/* A decimal number from least to most: 1, or 0 after "lenet5: VALUE: NAME is from LEAST to MOST" on stderr. */
int argument_number(const char *name, const char *value, long least, long most, long *number);

/* A decimal number above 0 and up to most, likewise. */
int argument_positive(const char *name, const char *value, float most, float *number);

#endif
