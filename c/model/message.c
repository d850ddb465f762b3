/* Lines about refused files, put together without libc's formatting. */
#include "message.h"

#include <string.h>

int message_begin(lenet5_error *fault, const char *where, const char *what) {
    fault->message[0] = '\0';
    message_add(fault, where);
    message_add(fault, ": ");
    message_add(fault, what);
    return 0;
}

void message_add(lenet5_error *fault, const char *text) {
    size_t length = strlen(fault->message);
    for (; *text != '\0' && length + 1 < sizeof fault->message; text++)
        fault->message[length++] = *text < ' ' || *text > '~' ? '?' : *text;
    fault->message[length] = '\0';
}

void message_add_number(lenet5_error *fault, uint64_t number) {
    char digits[21] = "", *first = digits + sizeof digits - 1;
    *first = '\0';
    do *--first = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    message_add(fault, first);
}

void message_add_shape(lenet5_error *fault, const uint64_t *shape, int dimensions) {
    message_add(fault, "[");
    for (int i = 0; i < dimensions; i++) {
        if (i > 0) message_add(fault, ",");
        message_add_number(fault, shape[i]);
    }
    message_add(fault, "]");
}
