/* The table of the formats. */
#include "formats.h"

#include <string.h>

#include "tuning.h"

/* Parts of patterns: point or comma, currency, fillers before an amount and behind it, days, months, years. */
#define POINT "[.,]"
#define CURRENCY "[$€£¥]"
#define FRONT "[.,\\-=$€£¥]*"
#define MINUS "(" CURRENCY "?-" CURRENCY "?"
#define WHOLE "\\d+(" POINT "\\d{3})*"
#define DECIMAL "(\\d+|\\d*" POINT "\\d+|\\d{1,3}(" POINT "\\d{3})+(" POINT "\\d+)?)"
#define DAY "(0?[1-9]|[12]\\d|3[01])"
#define MONTH "(0?[1-9]|1[0-2])"
#define YEAR "(\\d\\d|(19|20)\\d\\d)"
#define SEPARATOR "[/.\\-]"
#define MARKS ".,:-/+=%()$€£¥"

/* Of ZIP codes, by their length; of digits, WITH_LENGTH is another pattern. */
static const automaton_plan DIGITS = {.alternative = {"\\d+"}, .passed_over = MARKS, .slash = GRAMMAR_SLASH_BIAS};
static const automaton_plan ZIP = {
    .alternative = {"\\d{5}(-?\\d{4})?"}, .passed_over = "", .slash = GRAMMAR_SLASH_BIAS};
static const automaton_plan ZIP_5 = {.alternative = {"\\d{5}"}, .passed_over = "", .slash = GRAMMAR_SLASH_BIAS};
static const automaton_plan ZIP_9 = {.alternative = {"\\d{5}-?\\d{4}"}, .passed_over = "", .slash = GRAMMAR_SLASH_BIAS};

static const automaton_plan FORMATS[] = {
    [LENET5_AMOUNT] = {.alternative = {MINUS WHOLE ")|\\(" CURRENCY "?" WHOLE "\\)",
                                       MINUS WHOLE POINT "\\d)|\\(" CURRENCY "?" WHOLE POINT "\\d\\)",
                                       MINUS WHOLE POINT "\\d\\d)|\\(" CURRENCY "?" WHOLE POINT "\\d\\d\\)",
                                       FRONT WHOLE POINT "?([-=][.,\\-/=]*)?€?", FRONT WHOLE POINT "\\d€?",
                                       FRONT WHOLE POINT "\\d\\d([.,\\-=][.,\\-/=]*|/\\d{2,3})?€?|" FRONT
                                                         "\\d{2,}/\\d{2,3}"},
                       .passed_over = "",
                       .point = GRAMMAR_POINT_BIAS,
                       .currency = GRAMMAR_CURRENCY_BIAS,
                       .other = GRAMMAR_OTHER_BIAS},
    [LENET5_NUMBER] = {.unasked = GRAMMAR_UNASKED,
                       .other = GRAMMAR_ASKED_OTHER_BIAS,
                       .alternative = {"[-+]?" DECIMAL},
                       .passed_over = "",
                       .same = {".,", "-"}},
    [LENET5_DATE] = {.unasked = GRAMMAR_UNASKED,
                     .other = GRAMMAR_ASKED_OTHER_BIAS,
                     .alternative = {DAY SEPARATOR MONTH "(" SEPARATOR YEAR "|\\.)?|" MONTH SEPARATOR DAY
                                                         "(" SEPARATOR YEAR
                                                         ")?|(19|20)\\d\\d" SEPARATOR MONTH SEPARATOR DAY},
                     .passed_over = "",
                     .same = {"/.-"}},
    [LENET5_TIME] = {.unasked = GRAMMAR_UNASKED,
                     .other = GRAMMAR_ASKED_OTHER_BIAS,
                     .alternative = {"(0?\\d|1\\d|2[0-3])[:.][0-5]\\d([:.][0-5]\\d)?"},
                     .passed_over = "",
                     .same = {":."}},
    [LENET5_PHONE] = {.unasked = GRAMMAR_UNASKED,
                      .other = GRAMMAR_ASKED_OTHER_BIAS,
                      .alternative = {"\\+?\\d{3,15}"},
                      .passed_over = "-/.()",
                      .same = {"+"},
                      .slash = GRAMMAR_PHONE_SLASH_BIAS},
    [LENET5_PERCENT] = {.unasked = GRAMMAR_UNASKED,
                        .other = GRAMMAR_ASKED_OTHER_BIAS,
                        .alternative = {"[-+]?" DECIMAL "%"},
                        .passed_over = "",
                        .same = {".,", "-"}},
    [LENET5_FRACTION] = {.unasked = GRAMMAR_UNASKED,
                         .other = GRAMMAR_ASKED_OTHER_BIAS,
                         .alternative = {"-?\\d{1,6}/\\d{1,6}"},
                         .passed_over = "",
                         .same = {"/", "-"}},
    [LENET5_SCORE] = {.unasked = GRAMMAR_UNASKED,
                      .other = GRAMMAR_ASKED_OTHER_BIAS,
                      .alternative = {"\\d{1,3}[:\\-]\\d{1,3}"},
                      .passed_over = "",
                      .same = {":-"}},
};

/* Any of these and more: what it is, its marks say. */
static const automaton_plan AUTO = {.alternative = {"\\d+"},
                                    .passed_over = MARKS,
                                    .same = {".,", ":", "-", "/", "+", "=", "%", "(", ")", "$", "€", "£", "¥"},
                                    .slash = GRAMMAR_SLASH_BIAS};

/* Of user's patterns every mark counts. */
static const automaton_plan PATTERN = {.unasked = GRAMMAR_UNASKED,
                                       .other = GRAMMAR_ASKED_OTHER_BIAS,
                                       .passed_over = "",
                                       .same = {".", ",", ":", "-", "/", "+", "=", "%", "(", ")", "$", "€", "£", "¥"}};

static pattern_fault digits_automaton(int length, automaton *out) {
    char text[] = "\\d{00}";
    automaton_plan plan = DIGITS;
    text[3] = (char)('0' + length / 10);
    text[4] = (char)('0' + length % 10);
    if (length > 0) plan.alternative[0] = text;
    return automaton_make(&plan, out);
}

pattern_fault formats_automaton(const lenet5_request *request, automaton *out) {
    automaton_plan plan = PATTERN;
    switch (request->format) {
    case LENET5_DIGITS: return digits_automaton(request->length, out);
    case LENET5_ZIP: return automaton_make(request->length == 5 ? &ZIP_5 : request->length == 9 ? &ZIP_9 : &ZIP, out);
    case LENET5_AUTO: return automaton_make(&AUTO, out);
    case LENET5_PATTERN: plan.alternative[0] = request->pattern; return automaton_make(&plan, out);
    default: return automaton_make(&FORMATS[request->format], out);
    }
}
