/* classify: pictures classified once, and with test-time augmentation as arcs are.
 *
 *     classify weights.safetensors < records > answers
 *
 * A record is a byte and a picture: '1' and 32×32 bytes, the network's input, for one run of it; 'n' and 28×28 bytes for
 * as many as the lattice takes. An answer is a line: the ten logits, the confidence and the score less the threshold.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/number/lattice/classify.h"
#include "../../c/number/lattice/scratch.h"
#include "network_file.h"

static void print(const decide_rule *rule, const lenet5_result *read) {
    for (int i = 0; i < LENET5_CLASSES; i++) printf("%.9g ", (double)read->logits[i]);
    printf("%.9g %.9g\n", (double)read->confidence, (double)(read->score - rule->reject_threshold));
}

static int answer(const network *net, const decide_rule *rule, lattice_scratch *scratch, int kind) {
    lenet5_result read = {0};
    float logits[LENET5_CLASSES];
    if (kind == '1') {
        if (fread(scratch->input, sizeof scratch->input, 1, stdin) != 1) return 0;
        network_logits(net, (network_scratch *)(void *)scratch->network, scratch->input, logits);
        decide(rule, logits, &read);
    } else {
        if (fread(read.picture, sizeof read.picture, 1, stdin) != 1) return 0;
        lattice_classify(net, rule, 1, scratch, &read);
    }
    print(rule, &read);
    return 1;
}

int main(int argc, char **argv) {
    network *net = aligned(network_size());
    lattice_scratch *scratch = aligned(lattice_scratch_size());
    decide_rule rule;
    if (argc != 2 || net == NULL || scratch == NULL || !load_network(argv[1], net, &rule)) return 1;
    for (int kind = getchar(); kind != EOF; kind = getchar())
        if (!answer(net, &rule, scratch, kind)) return 1;
    free(net);
    free(scratch);
    return 0;
}
