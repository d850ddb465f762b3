/* What kind of number a reading of any kind is: the first format that takes its characters. */
#include "../grammar/formats.h"
#include "steps.h"
#include "tuning.h"
#include "value.h"

#define MARK(kind) (1u << (LENET5_CLASSES + (kind)-1))
#define DATE_MARKS (MARK(LATTICE_SLASH) | MARK(LATTICE_DASH) | MARK(LATTICE_POINT))

/* A format, and which marks say that it may be meant: one of `some` must be there. Up to `longest` characters; 0: any.
 * odds: how much likelier it is than a row of digits whose ones look like its marks. By hand, on lines composed of the
 * digits of UNIPEN's training writers. Up: more ones become slashes and dashes. */
typedef struct kind_rule {
    lenet5_format format;
    symbol_set some;
    int longest;
    float odds;
} kind_rule;

enum { DIGIT_OVER_DIGIT = 3, DAY_AND_MONTH = 5 };

/* In this order: 3/7 is a fraction, 27/5 a day, 12/50 a fraction again; 2-1 is a score, 12-26-70 a day. Few numbers have
 * 1s just where a whole date has its marks. */
static const kind_rule RULES[] = {
    {LENET5_PERCENT, MARK(LATTICE_PERCENT), 0, 3},
    {LENET5_NUMBER, MARK(LATTICE_POINT) | MARK(LATTICE_COMMA) | MARK(LATTICE_DASH) | MARK(LATTICE_PLUS), 0, 1},
    {LENET5_AMOUNT, MARK(LATTICE_DOLLAR) | MARK(LATTICE_EURO) | MARK(LATTICE_POUND) | MARK(LATTICE_YEN), 0, 1},
    {LENET5_TIME, MARK(LATTICE_COLON), 0, 3},
    {LENET5_SCORE, MARK(LATTICE_COLON) | MARK(LATTICE_DASH), 0, 1},
    {LENET5_FRACTION, MARK(LATTICE_SLASH), DIGIT_OVER_DIGIT, 3},
    {LENET5_DATE, DATE_MARKS, DAY_AND_MONTH, 10},
    {LENET5_DATE, DATE_MARKS, 0, 40},
    {LENET5_FRACTION, MARK(LATTICE_SLASH), 0, 1},
    {LENET5_ZIP, MARK(LATTICE_DASH), 0, 1},
    {LENET5_PHONE, MARK(LATTICE_DASH) | MARK(LATTICE_SLASH) | MARK(LATTICE_OPEN) | MARK(LATTICE_PLUS), 0, 2},
};

static symbol_set marks_of(const grammar_reading *reading) {
    symbol_set marks = 0;
    for (int i = 0; i < reading->count; i++)
        if (reading->at[i].symbol < SYMBOLS_WRITTEN) marks |= (symbol_set)1 << reading->at[i].symbol;
    return marks & SYMBOLS_MARKS;
}

/* How many characters a reading has, words beside it left out. */
static int length_of(const grammar_reading *reading) {
    int length = 0;
    for (int i = 0; i < reading->count; i++) length += reading->at[i].symbol < SYMBOLS_WRITTEN;
    return length;
}

/* The tag of the alternative that takes all characters, words beside them left out; 0 for none. */
static int tag_of(const automaton *format, const grammar_reading *reading) {
    int state = 0;
    for (int i = 0; i < reading->count && state != AUTOMATON_DEAD; i++)
        if (reading->at[i].symbol < SYMBOLS_WRITTEN) state = format->next[state][reading->at[i].symbol];
    return state == AUTOMATON_DEAD ? 0 : format->tag[state];
}

static int fits(const lenet5_request *as, automaton *scratch, grammar_reading *reading) {
    char value[LENET5_MAX_VALUE + 1];
    const int before = reading->tag;
    formats_automaton(as, scratch);
    reading->tag = tag_of(scratch, reading);
    if (reading->tag != 0 && value_write(as, reading, 0, value) != VALUE_IMPOSSIBLE) return 1;
    reading->tag = before;
    return 0;
}

/* The first rule that a reading with marks fits; null for none. */
static const kind_rule *rule_of(symbol_set marks, automaton *scratch, grammar_reading *reading, lenet5_request *as) {
    for (int i = 0; i < (int)(sizeof RULES / sizeof *RULES); i++) {
        const kind_rule *rule = &RULES[i];
        if ((marks & rule->some) == 0 || (rule->longest > 0 && length_of(reading) > rule->longest)) continue;
        as->format = (int32_t)rule->format;
        if (fits(as, scratch, reading)) return rule;
    }
    return NULL;
}

float read_find_kind(const lenet5_request *request, automaton *scratch, grammar_reading *reading, lenet5_request *as) {
    const symbol_set marks = marks_of(reading);
    *as = *request;
    if (request->format != LENET5_AUTO) return 1;
    const kind_rule *rule = marks == 0 ? NULL : rule_of(marks, scratch, reading, as);
    if (rule != NULL) return rule->odds;
    as->format = LENET5_DIGITS;
    return marks == 0 ? 1 : READ_NO_KIND;
}

void read_weigh_kinds(const lenet5_request *request, const lattice *graph, automaton *scratch, grammar_reading *reading,
                      int count) {
    float before = 0, after = 0;
    for (int i = 0; i < count; i++) {
        lenet5_request as;
        before += reading[i].posterior;
        reading[i].posterior *=
            read_find_kind(request, scratch, &reading[i], &as) * read_slash_weight(graph, &reading[i]);
        after += reading[i].posterior;
    }
    for (int i = 0; i < count && after > 0; i++) reading[i].posterior *= before / after;
}
