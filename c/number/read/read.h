/* read: an ink map → the number on one of its lines.
 *
 *     ink map ── segment ──► line image ── lattice ──► scored arcs ── grammar ──► readings ──► text, characters, reason
 *
 * A line that may be a number, but of which the first pass leaves in doubt which, is looked at again leaning more and
 * leaning less, and the passes vote: at most four times the work of one.
 *
 * Answers are refused rather than guessed: the posterior of the best well-formed reading, against all that the line could
 * say, is its confidence, and below READ_LEAST_CONFIDENCE there is no answer.
 */
#ifndef LENET5_NUMBER_READ_H
#define LENET5_NUMBER_READ_H

#include "../../digit/decide/decide.h"
#include "../../digit/inkmap/inkmap.h"
#include "../../digit/network/network.h"

/* Whether a ZIP code may have that many digits. */
static inline int read_is_zip_length(int digits) { return digits == 5 || digits == 9; }

typedef struct read_scratch read_scratch; /* working memory, the caller's, aligned to LENET5_ALIGNMENT */
size_t read_scratch_size(void);

/* Fills everything; boxes and outlines are in working pixels. The request has been checked by the caller. */
void read_line(const network *net, const decide_rule *rule, const ink_map *map, const lenet5_request *request,
               read_scratch *scratch, lenet5_reading *out);

/* A line as a sweep sees it: its line image at half the size, so that bodies are 20 pixels high as MNIST's are, with
 * half a window of paper on either side. Writes out->picture, out->width, lines and line; a line without a line image
 * leaves width 0. */
void read_sweep_image(const ink_map *map, int line, read_scratch *scratch, lenet5_sweep_result *out);

#endif
