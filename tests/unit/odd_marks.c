/* odd_marks: readings of rows of digits, weighed by the marks in them.
 *
 *     odd_marks < cases > results
 *
 * A case is text: the number of its readings, and for each of those its symbols as characters of ASCII, the height of its
 * slashes and its posterior; digits are 100 high. A result is a line: the posteriors afterwards.
 */
#include <stdio.h>
#include <string.h>

#include "../../c/number/grammar/symbols.h"
#include "../../c/number/read/steps.h"

enum { DIGIT_HEIGHT = 100 };

/* The reading's symbols and their arcs, one each. */
static int read_reading(lattice *graph, grammar_reading *reading) {
    char text[GRAMMAR_MAX_SYMBOLS + 1];
    int slash;
    if (scanf("%128s %d %f", text, &slash, &reading->posterior) != 3) return 0;
    reading->count = (int)strlen(text);
    for (int i = 0, bytes = 1; i < reading->count; i++) {
        const int symbol = symbol_parse(text + i, &bytes);
        if (symbol < 0 || bytes != 1) return 0;
        reading->at[i] = (grammar_symbol){(uint8_t)symbol, (uint16_t)graph->arcs};
        graph->arc[graph->arcs++].box = (pixel_box){0, 0, 1, text[i] == '/' ? slash : DIGIT_HEIGHT};
    }
    return 1;
}

int main(void) {
    static lattice graph;
    static grammar_reading reading[GRAMMAR_READINGS];
    int count;
    while (scanf("%d", &count) == 1) {
        if (count < 1 || count > GRAMMAR_READINGS) return 1;
        graph.arcs = 0;
        for (int i = 0; i < count; i++)
            if (!read_reading(&graph, &reading[i])) return 1;
        read_weigh_odd_marks(&graph, reading, count);
        for (int i = 0; i < count; i++) printf("%.9g%c", (double)reading[i].posterior, i + 1 < count ? ' ' : '\n');
    }
    return 0;
}
