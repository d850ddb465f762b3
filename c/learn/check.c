/* check: whether examples can be learned from. */
#include <float.h>
#include <string.h>

#include "../model/message.h"
#include "learn.h"
#include "steps.h"

enum { AREA = LENET5_SIDE * LENET5_SIDE };

static int is_blank(const uint8_t picture[AREA]) {
    for (int i = 0; i < AREA; i++)
        if (picture[i] != 0) return 0;
    return 1;
}

/* "example 3: WHAT", counted from 1. */
static lenet5_status refuse(lenet5_error *fault, size_t number, const char *what) {
    fault->message[0] = '\0';
    message_add(fault, "example ");
    message_add_number(fault, number + 1);
    message_add(fault, ": ");
    message_add(fault, what);
    return LENET5_BAD_ARGUMENT;
}

/* The same picture as one before it, with another digit. */
static lenet5_status refuse_contradiction(lenet5_error *fault, size_t number, size_t before) {
    refuse(fault, number, "the picture of example ");
    message_add_number(fault, before + 1);
    message_add(fault, ", which is said to be another digit");
    return LENET5_BAD_ARGUMENT;
}

static lenet5_status check(const lenet5_example *examples, size_t number, const decide_rule *rule,
                           lenet5_error *fault) {
    const lenet5_example *example = &examples[number];
    if (example->digit < LEARN_NO_DIGIT || example->digit >= LENET5_CLASSES)
        return refuse(fault, number, "the digit is none of 0 to 9, nor -1 for no digit");
    if (is_blank(example->picture)) return refuse(fault, number, "there is no ink in the picture");
    if (example->digit == LEARN_NO_DIGIT && rule->reject_threshold <= -FLT_MAX)
        return refuse(fault, number, "these weights have no reject_threshold, and so refuse nothing as no digit");
    for (size_t i = 0; i < number; i++)
        if (examples[i].digit != example->digit && memcmp(examples[i].picture, example->picture, AREA) == 0)
            return refuse_contradiction(fault, number, i);
    return LENET5_OK;
}

lenet5_status learn_check(const lenet5_example *examples, size_t count, const decide_rule *rule, lenet5_error *fault) {
    lenet5_status status = LENET5_OK;
    if (examples == NULL || count == 0 || count > LENET5_MAX_EXAMPLES) {
        message_begin(fault, "examples", "from 1 to ");
        message_add_number(fault, LENET5_MAX_EXAMPLES);
        message_add(fault, " can be learned; got ");
        message_add_number(fault, examples == NULL ? 0 : count);
        return LENET5_BAD_ARGUMENT;
    }
    for (size_t i = 0; i < count && status == LENET5_OK; i++) status = check(examples, i, rule, fault);
    return status;
}
