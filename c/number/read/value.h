/* value: a reading → what it means: a decimal, a date or a time. */
#ifndef LENET5_NUMBER_READ_VALUE_H
#define LENET5_NUMBER_READ_VALUE_H

#include "../grammar/grammar.h"

typedef enum value_kind {
    VALUE_IMPOSSIBLE = -1, /* the 31st of April: no reading at all */
    VALUE_NONE,
    VALUE_ONE,
    VALUE_TWO /* it may be meant in two ways: 3/7, 1.204 */
} value_kind;

/* Writes the value; empty where there is none. other: of two ways, the one that the locale does not prefer. */
value_kind value_write(const lenet5_request *request, const grammar_reading *reading, int other,
                       char value[LENET5_MAX_VALUE + 1]);

#endif
