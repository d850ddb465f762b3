/* The languages that differ from English, after Unicode's CLDR. */
#include "locale.h"

#include <stddef.h>

#include "../../base/characters.h"

/* Of two letters each, a space behind each. */
static const char COMMA_AND_POINT[] = "de es it nl pt da id tr el hr sl sr ro is vi ca gl eu az mk bs ";
static const char COMMA_AND_SPACE[] = "fr ru pl cs sv fi nb nn no uk hu bg sk lt lv et hy ka kk be ";
static const char SIGN_BEFORE[] = "nl tr id "; /* of these */

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static int is_in(const char *list, const char *tag) {
    for (; *list != '\0'; list += 3)
        if (lower(tag[0]) == list[0] && lower(tag[1]) == list[1] && (tag[2] == '\0' || tag[2] == '-')) return 1;
    return 0;
}

/* Whether a part behind the first is that region. */
static int has_region(const char *tag, const char *region) {
    for (const char *dash = characters_find(tag, '-'); dash != NULL; dash = characters_find(dash + 1, '-'))
        if (lower(dash[1]) == region[0] && lower(dash[2]) == region[1] && (dash[3] == '\0' || dash[3] == '-')) return 1;
    return 0;
}

locale_rules locale_of(const char *tag) {
    const int is_english = is_in("en ", tag), has_no_region = characters_find(tag, '-') == NULL;
    locale_rules rules = {'.', ",", 0, LOCALE_DAY_FIRST};
    if (tag[0] == '\0' || (is_english && (has_no_region || has_region(tag, "us")))) rules.order = LOCALE_MONTH_FIRST;
    if (is_in("ja zh ko fil", tag)) rules.order = LOCALE_MONTH_FIRST;
    if (has_region(tag, "ch") || has_region(tag, "li")) return (locale_rules){'.', "\xE2\x80\x99", 0, rules.order};
    if (has_region(tag, "mx")) return rules;
    if (is_in(COMMA_AND_POINT, tag)) return (locale_rules){',', ".", !is_in(SIGN_BEFORE, tag), rules.order};
    if (is_in(COMMA_AND_SPACE, tag)) return (locale_rules){',', "\xC2\xA0", 1, rules.order};
    return rules;
}

int locale_is_tag(const char *tag) {
    int length = 0, parts = 0;
    for (; *tag != '\0'; tag++) {
        const char c = lower(*tag);
        if (c == '-' && length > 0) length = 0, parts++;
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && parts > 0)) length++;
        else return 0;
        if (length > 8) return 0;
    }
    return length > 0;
}
