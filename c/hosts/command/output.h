/* output: standard output, and whether it still takes what is printed. */
#ifndef LENET5_HOSTS_COMMAND_OUTPUT_H
#define LENET5_HOSTS_COMMAND_OUTPUT_H

/* Whether a write has failed. A verb asks after every answer, and then need not go on. */
int output_failed(void);

/* Writes what is still held back. Returns the exit status: the one given, or COMMAND_FAILED after one line on stderr
 * when not everything could be written. That nobody reads on (`lenet5 … | head -1`) is no failure. */
int output_end(int status);

/* Answers in JSON have one for a file that fails too: {"file":…,"error":"…"}. stderr gets its line in any case. Returns
 * COMMAND_FAILED. */
int output_fail_file(int json, const char *name, const char *why);

#endif
