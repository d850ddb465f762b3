/* learn: a network and pictures that it misreads, with what they are → the same network with F6 and F7 changed as little
 * as it takes.
 *
 * Everything up to C5 stays as it is. F6 and F7 are solved for, in turn, by weighted least squares: on the corrected
 * pictures and variations of them the logits are to be what decide takes for the digit, with a margin; on pictures that
 * the project draws itself, digits and non-digits, the layers are to say what they said before (rehearsal: A. Robins,
 * "Catastrophic Forgetting, Rehearsal and Pseudorehearsal", Connection Science 7(2), 1995); and every parameter is to
 * stay near to what it was (ridge). What a layer ought to say comes from what the logits lack, by the shortest step of a
 * damped Gauss–Newton. There is no learning rate and nothing random but the drawn pictures, whose streams are fixed: the
 * same examples make the same parameters, to the bit, on every host.
 */
#ifndef LENET5_LEARN_LEARN_H
#define LENET5_LEARN_LEARN_H

#include <stddef.h>

#include "../digit/decide/decide.h"
#include "../include/lenet5.h"
#include "../model/parameters.h"

/* A network, as its file holds it. */
typedef struct learn_network {
    network_parameters parameters;
    decide_rule rule;
    network_options run;
} learn_network;

/* memory: learn_memory_size() bytes, aligned to LENET5_ALIGNMENT. */
size_t learn_memory_size(void);

/* Changes net and fills the report's counts. examples: 1 … LENET5_MAX_EXAMPLES, all of them sound (learn_check). What is
 * read right already, with the margin, is not learned: net stays as it is, to the bit. */
void learn(const lenet5_example *examples, size_t count, void *memory, learn_network *net, lenet5_learned *report);

/* LENET5_OK, or LENET5_BAD_ARGUMENT with fault->message set. */
lenet5_status learn_check(const lenet5_example *examples, size_t count, const decide_rule *rule, lenet5_error *fault);

#endif
