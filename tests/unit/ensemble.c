/* ensemble: the ensemble of the passes at a line, for comparing it with a slow mean.
 *
 *     ensemble < cases > results
 *
 * A case is text: a format, then for each pass the number of its readings, and for each of those its symbols as
 * characters, whether two are cents and its posterior. A result is a line: the pass that is surest of the best string,
 * then the strings, each as written by the pass that is surest of it, with its posterior.
 */
#include <stdio.h>
#include <string.h>

#include "../../c/number/read/ensemble.h"

static const char SYMBOLS[] = "0123456789.-/=$";

static int read_reading(grammar_reading *reading) {
    char text[GRAMMAR_MAX_SYMBOLS + 1];
    if (scanf("%128s %d %f", text, &reading->has_cents, &reading->posterior) != 3) return 0;
    reading->count = (int)strlen(text);
    for (int i = 0; i < reading->count; i++) reading->at[i].symbol = (uint8_t)(strchr(SYMBOLS, text[i]) - SYMBOLS);
    return 1;
}

static int read_passes(lenet5_format format, ensemble *sum) {
    grammar_reading reading[GRAMMAR_READINGS] = {0};
    for (int pass = 0; pass < ENSEMBLE_PASSES; pass++) {
        int count;
        if (scanf("%d", &count) != 1) return 0;
        for (int i = 0; i < count; i++) {
            if (!read_reading(&reading[i])) return 0;
        }
        ensemble_add(sum, format, pass, reading, count);
    }
    return 1;
}

int main(void) {
    static ensemble sum;
    static grammar_reading result[GRAMMAR_READINGS];
    int format;
    while (scanf("%d", &format) == 1) {
        sum.count = 0;
        if (!read_passes((lenet5_format)format, &sum)) return 1;
        printf("%d", ensemble_best(&sum)->pass);
        const int count = ensemble_mean(&sum, result);
        for (int i = 0; i < count; i++) {
            putchar(' ');
            for (int k = 0; k < result[i].count; k++) putchar(SYMBOLS[result[i].at[k].symbol]);
            printf(" %.9g", (double)result[i].posterior);
        }
        putchar('\n');
    }
    return 0;
}
