/* read: an ink map → the number on one of its lines.
 *
 *     ink map ── segment ──► line image ── lattice ──► scored arcs ── grammar ──► readings ──► text, characters, reason
 *
 * A line that may be a number takes two more passes, leaning more and leaning less, where the first is not sure which
 * number; their posteriors are averaged: at most four times the work of one pass.
 *
 * Answers are refused rather than guessed: the confidence is the posterior of the best well-formed reading among all
 * paths through the line; below READ_LEAST_CONFIDENCE (tuning.h) there is no answer.
 */
#ifndef LENET5_NUMBER_READ_H
#define LENET5_NUMBER_READ_H

#include "../../digit/decide/decide.h"
#include "../../digit/inkmap/inkmap.h"
#include "../../digit/network/network.h"

/* Whether a ZIP code may have that many digits. */
static inline int read_is_zip_length(int digits) { return digits == 5 || digits == 9; }

/* The box around two; the second where the first is empty. */
static inline lenet5_box read_box_united(lenet5_box a, lenet5_box b) {
    if (a.width == 0) return b;
    const pixel_box both =
        box_united((pixel_box){a.x, a.y, a.width, a.height}, (pixel_box){b.x, b.y, b.width, b.height});
    return (lenet5_box){both.x, both.y, both.width, both.height};
}

/* Lowers the confidence of a reading, and of what else it could be, by a factor. */
static inline void read_lower(lenet5_reading *reading, float by) {
    reading->confidence *= by;
    for (int i = 0; i < reading->alternatives; i++) reading->alternative[i].confidence *= by;
}

typedef struct read_scratch read_scratch; /* working memory, the caller's, aligned to LENET5_ALIGNMENT */
size_t read_scratch_size(void);

/* Fills everything; boxes and outlines are in working pixels. The request has been checked by the caller. */
void read_line(const network *net, const decide_rule *rule, const ink_map *map, const lenet5_request *request,
               read_scratch *scratch, lenet5_reading *out);

/* The picture of a line for a sweep: its line image at half the size, so that digits are 20 pixels high as MNIST's
 * are, with half a window of paper on either side. Writes out->picture, out->width, lines and line; a line without
 * a line image leaves width 0. */
void read_sweep_image(const ink_map *map, int line, read_scratch *scratch, lenet5_sweep_result *out);

/* Sets the confidence of a character's digit, and what else it may be, by falling confidence. */
void read_rank_choices(const float posterior[LENET5_CLASSES], lenet5_character *out);

#endif
