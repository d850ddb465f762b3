/* grammar: what the search finds in lattices, for comparing it with every path written out.
 *
 *     grammar < lattices > readings
 *
 * A lattice is text: format length nodes arcs, then for each arc: from to and a score for every symbol. Readings are a
 * line each lattice: their number, then for each its digits (- for none), c behind them where two are cents, and its
 * posterior.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/number/grammar/grammar.h"

static int read_arc(lattice *graph) {
    int from, to;
    lattice_arc *arc = &graph->arc[graph->arcs++];
    if (scanf("%d %d", &from, &to) != 2) return 0;
    arc->from = arc->first = (uint16_t)from;
    arc->to = (uint16_t)to;
    for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++) {
        if (scanf("%f", &arc->score[symbol]) != 1) return 0;
    }
    return 1;
}

static void print(const grammar_reading *reading) {
    int digits = 0;
    putchar(' ');
    for (int i = 0; i < reading->count; i++) {
        if (reading->at[i].symbol >= LENET5_CLASSES) continue;
        putchar('0' + reading->at[i].symbol);
        digits++;
    }
    if (digits == 0) putchar('-');
    if (reading->has_cents) putchar('c');
    printf(" %.9g", (double)reading->posterior);
}

int main(void) {
    lattice *graph = malloc(sizeof *graph);
    grammar_scratch *scratch = malloc(grammar_scratch_size());
    static grammar_reading reading[GRAMMAR_READINGS];
    int format, length, arcs;
    if (graph == NULL || scratch == NULL) return 1;
    while (scanf("%d %d %d %d", &format, &length, &graph->nodes, &arcs) == 4) {
        graph->arcs = 0;
        for (int i = 0; i < arcs; i++) {
            if (!read_arc(graph)) return 1;
        }
        const int found = grammar_search(graph, (lenet5_format)format, length, scratch, reading);
        printf("%d", found);
        for (int i = 0; i < found; i++) print(&reading[i]);
        putchar('\n');
    }
    free(graph);
    free(scratch);
    return 0;
}
