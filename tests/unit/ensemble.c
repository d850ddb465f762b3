/* ensemble: the ensemble of the passes at a line, for comparing it with a slow mean.
 *
 *     ensemble < cases > results
 *
 * A case is text: a format, then for each pass the number of its readings, and for each of those its symbols as
 * characters, the tag of its kind and its posterior. A result is a line: the pass that is surest of the best string,
 * then the strings, each as written by the pass that is surest of it, with its posterior.
 */
#include <stdio.h>
#include <string.h>

#include "../../c/number/grammar/formats.h"
#include "../../c/number/read/ensemble.h"

static int read_reading(grammar_reading *reading) {
    char text[GRAMMAR_MAX_SYMBOLS + 1];
    if (scanf("%128s %d %f", text, &reading->tag, &reading->posterior) != 3) return 0;
    reading->count = (int)strlen(text);
    for (int i = 0, bytes = 1; i < reading->count; i++) reading->at[i].symbol = (uint8_t)symbol_parse(text + i, &bytes);
    return 1;
}

static int read_passes(const lenet5_request *request, const automaton *format, ensemble *sum) {
    grammar_reading reading[GRAMMAR_READINGS] = {0};
    for (int pass = 0; pass < ENSEMBLE_PASSES; pass++) {
        int count;
        if (scanf("%d", &count) != 1) return 0;
        for (int i = 0; i < count; i++) {
            if (!read_reading(&reading[i])) return 0;
        }
        ensemble_add(sum, request, format, pass, reading, count);
    }
    return 1;
}

int main(void) {
    static ensemble sum;
    static grammar_reading result[GRAMMAR_READINGS];
    static automaton format;
    lenet5_request request = {.line = -1};
    while (scanf("%d", &request.format) == 1) {
        sum.count = 0;
        formats_automaton(&request, &format);
        if (!read_passes(&request, &format, &sum)) return 1;
        printf("%d", ensemble_best(&sum)->pass);
        const int count = ensemble_mean(&sum, result);
        for (int i = 0; i < count; i++) {
            putchar(' ');
            for (int k = 0; k < result[i].count; k++) fputs(symbol_text(result[i].at[k].symbol), stdout);
            printf(" %.9g", (double)result[i].posterior);
        }
        putchar('\n');
    }
    return 0;
}
