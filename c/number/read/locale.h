/* locale: how people of a language and region write numbers and dates. */
#ifndef LENET5_NUMBER_READ_LOCALE_H
#define LENET5_NUMBER_READ_LOCALE_H

typedef enum locale_order { LOCALE_MONTH_FIRST, LOCALE_DAY_FIRST } locale_order;

typedef struct locale_rules {
    char decimal;       /* . or , */
    const char *group;  /* between thousands */
    int sign_behind;    /* the currency sign stands behind the amount, after a space */
    locale_order order; /* of a date that begins with neither a year nor a number over 12 */
} locale_rules;

/* tag: BCP 47, such as "de-CH"; empty or unknown ones are as "en-US". */
locale_rules locale_of(const char *tag);

/* Whether a tag is made as BCP 47 says: 1 to 8 letters or digits between dashes, letters first. */
int locale_is_tag(const char *tag);

#endif
