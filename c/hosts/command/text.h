/* text: strings and numbers as the command prints them, the same on every host. */
#ifndef LENET5_HOSTS_COMMAND_TEXT_H
#define LENET5_HOSTS_COMMAND_TEXT_H

#include <stdio.h>

/* For people: control characters, which could steer a terminal, and bytes that are not UTF-8 as '?'. Returns the number
 * of columns, taking every character of UTF-8 for one. */
int text_print(FILE *to, const char *text);
int text_columns(const char *text);

/* For JSON: quoted and escaped; what is not UTF-8 as U+FFFD. */
void text_print_json(FILE *to, const char *text);

/* The shortest decimal number that reads back as the same float; value is finite. */
void text_print_float(FILE *to, float value);

#endif
