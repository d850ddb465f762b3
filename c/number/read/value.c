/* Decimals from their sign and marks; dates and times from their parts. */
#include "value.h"

#include <string.h>

#include "../grammar/formats.h"
#include "locale.h"

/* A reading as plain characters, without words and currency signs. */
typedef struct written {
    int count;
    char at[GRAMMAR_MAX_SYMBOLS + 1];
} written;

static int is_digit(char c) { return c >= '0' && c <= '9'; }
static int is_mark(char c) { return c == '.' || c == ','; }

static written write_plain(const grammar_reading *reading) {
    written w = {0};
    for (int i = 0; i < reading->count; i++) {
        const int symbol = reading->at[i].symbol;
        if (symbol < lattice_mark(LATTICE_DOLLAR)) w.at[w.count++] = symbol_text(symbol)[0];
    }
    w.at[w.count] = '\0';
    return w;
}

/* Digits [0, whole) and [whole, count) as a decimal. */
static void write_decimal(int is_negative, const char *digit, int whole, int count, char *to) {
    int first = 0;
    while (first < whole - 1 && digit[first] == '0') first++;
    if (is_negative) *to++ = '-';
    if (whole == 0) *to++ = '0';
    for (int i = first; i < count; i++) {
        if (i == whole) *to++ = '.';
        *to++ = digit[i];
    }
    *to = '\0';
}

/* The parts of a decimal: its digits, and how many of them stand before each mark. */
typedef struct decimal {
    int is_negative, count, marks;
    int before[LENET5_MAX_DIGITS + 1];
    char mark[LENET5_MAX_DIGITS + 1], digit[LENET5_MAX_DIGITS + 1];
} decimal;

/* 0 for what is none: 3/7, 1-2. */
static int take_decimal(const written *w, decimal *out) {
    memset(out, 0, sizeof *out);
    for (int i = 0; i < w->count; i++) {
        const char c = w->at[i];
        if (is_digit(c) && out->count < LENET5_MAX_DIGITS) out->digit[out->count++] = c;
        else if (is_mark(c) && i + 1 < w->count && out->marks < LENET5_MAX_DIGITS) {
            out->before[out->marks] = out->count;
            out->mark[out->marks++] = c;
        } else if (i == 0 && (c == '-' || c == '+')) out->is_negative = c == '-';
        else if (i + 1 < w->count || (c != '%' && !is_mark(c))) return 0;
    }
    return out->count > 0;
}

/* Whether every mark may be one of thousands: three digits between them and behind the last. */
static int are_thousands(const decimal *d, int marks) {
    if (marks == 0 || d->before[0] < 1 || d->before[0] > 3 || (d->before[0] == 1 && d->digit[0] == '0')) return 0;
    for (int i = 1; i < marks; i++)
        if (d->before[i] - d->before[i - 1] != 3 || d->mark[i] != d->mark[0]) return 0;
    return 1;
}

static value_kind number_value(const lenet5_request *request, const written *w, int other, char *value) {
    decimal d;
    if (!take_decimal(w, &d)) return VALUE_NONE;
    const int last = d.marks > 0 ? d.before[d.marks - 1] : d.count, behind = d.count - last;
    int whole = last;
    const int grouped = are_thousands(&d, d.marks) && behind == 3;
    const int has_two = grouped && d.marks == 1;
    if (d.marks > 1 && !grouped && !are_thousands(&d, d.marks - 1)) return VALUE_NONE;
    if (grouped && (!has_two || (d.mark[0] == locale_of(request->locale).decimal) == other)) whole = d.count;
    write_decimal(d.is_negative, d.digit, whole, d.count, value);
    return has_two ? VALUE_TWO : VALUE_ONE;
}

static value_kind amount_value(const grammar_reading *reading, char *value) {
    static const uint8_t DECIMALS[] = {[AMOUNT_MINUS] = 0, [AMOUNT_MINUS_TENTHS] = 1, [AMOUNT_MINUS_CENTS] = 2,
                                       [AMOUNT_WHOLE] = 0, [AMOUNT_TENTHS] = 1,       [AMOUNT_CENTS] = 2};
    char digit[GRAMMAR_MAX_SYMBOLS + 1];
    int count = 0;
    for (int i = 0; i < reading->count; i++) {
        const int symbol = reading->at[i].symbol;
        if (symbol == lattice_mark(LATTICE_SLASH) && count > 0) break;
        if (symbol < LENET5_CLASSES && count < LENET5_MAX_DIGITS) digit[count++] = (char)('0' + symbol);
    }
    const int whole = count - DECIMALS[reading->tag];
    write_decimal(reading->tag<AMOUNT_WHOLE, digit, whole> 0 ? whole : 0, count, value);
    return VALUE_ONE;
}

enum { PARTS = 3 };

/* The numbers between marks; their count, of which PARTS at most are kept. */
static int take_parts(const written *w, int part[PARTS], int length[PARTS]) {
    int count = 0;
    for (int i = 0; i < w->count; i++) {
        if (!is_digit(w->at[i])) continue;
        if (i == 0 || !is_digit(w->at[i - 1])) {
            if (count == PARTS) return PARTS + 1;
            part[count] = length[count] = 0;
            count++;
        }
        part[count - 1] = part[count - 1] * 10 + w->at[i] - '0';
        length[count - 1]++;
    }
    return count;
}

/* year: −1 for none, when February may have 29 days. */
static int is_day(int year, int month, int day) {
    static const uint8_t DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) return 0;
    const int is_leap = year < 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return month != 2 || day < 29 || is_leap;
}

static char *write_number(char *to, int number, int digits) {
    for (int i = digits - 1; i >= 0; i--, number /= 10) to[i] = (char)('0' + number % 10);
    return to + digits;
}

static void write_date(char *to, int year, int month, int day) {
    if (year >= 0) to = write_number(to, year, 4);
    else *to++ = '-';
    *to++ = '-';
    to = write_number(to, month, 2);
    *to++ = '-';
    *write_number(to, day, 2) = '\0';
}

/* Of two digits: 1969 … 2068, as POSIX has it. */
static int whole_year(int year, int digits) {
    enum { FIRST_OF_1900 = 69 };
    return digits > 2 ? year : year < FIRST_OF_1900 ? 2000 + year : 1900 + year;
}

static value_kind date_value(const lenet5_request *request, const written *w, int other, char *value) {
    int part[PARTS], length[PARTS];
    const int count = take_parts(w, part, length);
    if (count < 2 || count > PARTS) return VALUE_NONE;
    if (length[0] == 4) {
        if (count < PARTS || !is_day(part[0], part[1], part[2])) return VALUE_IMPOSSIBLE;
        write_date(value, part[0], part[1], part[2]);
        return VALUE_ONE;
    }
    const int year = count == PARTS ? whole_year(part[2], length[2]) : -1;
    const int month_first = is_day(year, part[0], part[1]), day_first = is_day(year, part[1], part[0]);
    if (!month_first && !day_first) return VALUE_IMPOSSIBLE;
    const int prefers_month = locale_of(request->locale).order == LOCALE_MONTH_FIRST;
    const int is_month_first = month_first && day_first ? prefers_month != other : month_first;
    write_date(value, year, is_month_first ? part[0] : part[1], is_month_first ? part[1] : part[0]);
    return month_first && day_first && part[0] != part[1] ? VALUE_TWO : VALUE_ONE;
}

static value_kind time_value(const written *w, char *value) {
    int part[PARTS], length[PARTS];
    const int count = take_parts(w, part, length);
    if (count < 2 || count > PARTS) return VALUE_NONE;
    for (int i = 0; i < count; i++) {
        if (i > 0) *value++ = ':';
        value = write_number(value, part[i], 2);
    }
    *value = '\0';
    return VALUE_ONE;
}

value_kind value_write(const lenet5_request *request, const grammar_reading *reading, int other,
                       char value[LENET5_MAX_VALUE + 1]) {
    const written w = write_plain(reading);
    value[0] = '\0';
    switch (request->format) {
    case LENET5_AMOUNT: return amount_value(reading, value);
    case LENET5_DATE: return date_value(request, &w, other, value);
    case LENET5_TIME: return time_value(&w, value);
    case LENET5_DIGITS:
    case LENET5_NUMBER:
    case LENET5_PERCENT:
    case LENET5_PATTERN: return number_value(request, &w, other, value);
    default: return VALUE_NONE;
    }
}
