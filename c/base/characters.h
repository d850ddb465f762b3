/* characters: what the engine does with NUL-terminated texts, of which it asks nothing of libc but their length. */
#ifndef LENET5_BASE_CHARACTERS_H
#define LENET5_BASE_CHARACTERS_H

#include <stddef.h>

/* The first c of a text; null where there is none. */
static inline const char *characters_find(const char *text, char c) {
    while (*text != '\0' && *text != c) text++;
    return *text == c && c != '\0' ? text : NULL;
}

static inline int characters_equal(const char *a, const char *b) {
    while (*a != '\0' && *a == *b) a++, b++;
    return *a == *b;
}

#endif
