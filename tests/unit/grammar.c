/* grammar: what the search finds in lattices, for comparing it with every path written out; and what is wrong with
 * patterns.
 *
 *     grammar < questions > answers
 *
 * A question is a line of text: format length pattern (- for none) nodes arcs, then for each arc: from to and a score for
 * every symbol. Its answer is a line: the number of readings, then for each its symbols and its posterior. A question of
 * 0 nodes is about the pattern alone; its answer is the place and what is wrong there, or -1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../c/number/grammar/formats.h"
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
    putchar(' ');
    for (int i = 0; i < reading->count; i++) fputs(symbol_text(reading->at[i].symbol), stdout);
    printf(" %.9g", (double)reading->posterior);
}

int main(void) {
    lattice *graph = calloc(1, sizeof *graph);
    grammar_scratch *scratch = malloc(grammar_scratch_size());
    static grammar_reading reading[GRAMMAR_READINGS];
    static automaton format;
    int arcs;
    if (graph == NULL || scratch == NULL) return 1;
    for (;;) {
        lenet5_request request = {.line = -1};
        if (scanf("%d %d %255s %d %d", &request.format, &request.length, request.pattern, &graph->nodes, &arcs) != 5)
            break;
        if (strcmp(request.pattern, "-") == 0) request.pattern[0] = '\0';
        const pattern_fault fault = formats_automaton(&request, &format);
        if (graph->nodes == 0) {
            printf("%d %s\n", fault.what == NULL ? -1 : fault.place, fault.what == NULL ? "" : fault.what);
            continue;
        }
        if (fault.what != NULL) return 1;
        graph->arcs = 0;
        for (int i = 0; i < arcs; i++) {
            if (!read_arc(graph)) return 1;
        }
        const int found = grammar_search(graph, &format, scratch, reading);
        printf("%d", found);
        for (int i = 0; i < found; i++) print(&reading[i]);
        putchar('\n');
    }
    free(graph);
    free(scratch);
    return 0;
}
