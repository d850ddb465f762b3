/* command: `lenet5 VERB …`, natively and under WASI with the same output to the byte.
 *
 * It opens files, decodes pictures, asks the engine and prints; whatever decides an answer is the engine's. Answers go
 * to stdout; what went wrong goes to stderr, one line each. Exit status: 0 when every file could be examined (a refusal
 * is an answer), 2 for bad usage and for what could not be read or written.
 */
#ifndef LENET5_HOSTS_COMMAND_H
#define LENET5_HOSTS_COMMAND_H

enum { COMMAND_OK = 0, COMMAND_FAILED = 2 };

/* Each verb gets the arguments after its name and returns the exit status. */
int command_predict(int argc, char **argv);
int command_read(int argc, char **argv);
int command_cells(int argc, char **argv);
int command_eval(int argc, char **argv);
int command_layers(int argc, char **argv);
int command_train(int argc, char **argv);
int command_import(int argc, char **argv);
int command_export(int argc, char **argv);
int command_learn(int argc, char **argv);
int command_fit_crf(int argc, char **argv);

/* Prints "lenet5: SUBJECT: WHAT" as one line on stderr; subject may be null. Returns COMMAND_FAILED. */
int command_fail(const char *subject, const char *what);

#endif
