/* Why a line has no answer: it is surely another number than the request takes, no number, or neither for sure. */
#include "steps.h"
#include "text.h"
#include "tuning.h"

static int has_length(const lenet5_request *request) { return request->format == LENET5_ZIP || request->length > 0; }

static int fits_length(const lenet5_request *request, int digits) {
    return request->length > 0 ? digits == request->length : read_is_zip_length(digits);
}

float read_plausibility(read_scratch *s) { return grammar_plausibility(&s->graph, read_grammar_part(s)); }

lenet5_status read_reason(read_scratch *s, const lenet5_request *request) {
    int digit[LENET5_MAX_DIGITS + 1];
    if (read_plausibility(s) < READ_PLAUSIBLE) return LENET5_NOT_A_NUMBER;
    const int found = grammar_search(&s->graph, &s->digits, read_grammar_part(s), s->other);
    if (found == 0) return LENET5_NOT_A_NUMBER;
    const int digits = text_digits(&s->other[0], LENET5_DIGITS, digit);
    if (digits > LENET5_MAX_DIGITS) return LENET5_TOO_LONG;
    if (s->other[0].posterior < READ_LEAST_CONFIDENCE) return LENET5_UNCERTAIN;
    if (!has_length(request)) return LENET5_NOT_A_NUMBER;
    return fits_length(request, digits) ? LENET5_UNCERTAIN : LENET5_WRONG_LENGTH;
}
