/* examine: what stands around, over and beside a digit is told from it, by what the network says of it with and without. */
#include "examine.h"

#include "../base/maths/maths.h"
#include "../digit/around/around.h"
#include "../digit/several/several.h"

/* The answer is taken back; what it would have been stays. */
static void refuse(lenet5_result *result, lenet5_status why) {
    result->status = why;
    result->digit = -1;
}

static int likeliest(const lenet5_result *result) {
    int best = 0;
    for (int i = 1; i < LENET5_CLASSES; i++) best = result->probabilities[i] > result->probabilities[best] ? i : best;
    return best;
}

void examine_input(const lenet5 *net, lenet5_context *context, lenet5_result *result) {
    float logits[LENET5_CLASSES];
    network_logits(network_in(net), context->network, context->input, logits);
    decide(&net->rule, logits, result);
}

static void read_ink(const lenet5 *net, lenet5_context *context, const ink_map *map, pixel_box box,
                     lenet5_result *result) {
    prepare_ink(context, map, box, result);
    examine_input(net, context, result);
}

void examine_digit(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result) {
    const pixel_box box = ink_choose_digit(map, context->map);
    if (box.width == 0) prepare_none(result, LENET5_BLANK);
    else read_ink(net, context, map, box, result);
}

/* With what may be an underline, and without it: as what is more like a digit. Returns whether that is without; box: of
 * what is left. */
static int read_foot(const lenet5 *net, lenet5_context *context, ink_map *map, pixel_box *box, lenet5_result *result) {
    lenet5_result without;
    if (!around_cut_underline(map, context->map, box)) return 0;
    read_ink(net, context, map, *box, &without);
    if (without.score > result->score) {
        *result = without;
        return 1;
    }
    network_frame(result->picture, context->input);
    return 0;
}

/* A doubt that has nothing to do with which digit it is. */
static void lessen(lenet5_result *result, float doubt) {
    for (int i = 0; i < LENET5_CLASSES; i++)
        result->probabilities[i] += doubt * (1.0F / (float)LENET5_CLASSES - result->probabilities[i]);
    result->confidence += doubt * (1.0F / (float)LENET5_CLASSES - result->confidence);
}

/* Whether the ink is several digits, beside each other or touching; sets the result then, or lessens its confidence. */
static int are_several(const lenet5 *net, const several_parts *parts, lenet5_result *result) {
    lessen(result, several_doubt(parts, net->rule.reject_threshold));
    if (!several_are_digits(parts, net->rule.reject_threshold)) return 0;
    refuse(result, LENET5_MORE_THAN_ONE);
    result->box = prepare_box(parts->box);
    return 1;
}

/* The chosen digit's ink. Returns whether the reading is not that of all of it. */
static int read_chosen(const lenet5 *net, lenet5_context *context, ink_map *map, pixel_box box, lenet5_result *result) {
    const several_reader reader = {network_in(net), context->network, context->normalise, context->map};
    read_ink(net, context, map, box, result);
    const int had_line = read_foot(net, context, map, &box, result);
    const float ahead = result->score - net->rule.reject_threshold;
    if (ahead < CANCELLED_DOUBT && around_is_cancelled(map, box, likeliest(result))) {
        refuse(result, LENET5_CANCELLED);
        return 1;
    }
    if (ahead >= SEVERAL_DOUBT) return had_line;
    const several_parts parts = several_touching(map, box, result->score, &reader);
    return are_several(net, &parts, result) || had_line;
}

/* The ink with what looks like an underline, when that may be the foot of a 1: returns whether it reads as one. */
static int read_footed(const lenet5 *net, lenet5_context *context, const ink_map *map, lenet5_result *footed) {
    pixel_box box;
    if (!around_find_foot(map, context->map, &box)) return 0;
    read_ink(net, context, map, box, footed);
    return footed->digit == 1;
}

/* Takes the 1 with its foot where that is more like a digit than what stands on the line; the nearer both are, the less sure is
 * either. Returns whether it did. */
static int prefer_footed(lenet5_context *context, const lenet5_result *footed, lenet5_result *result) {
    const float ahead = footed->score - result->score, apart = ahead < 0 ? -ahead : ahead;
    if (result->status == LENET5_CANCELLED || result->status == LENET5_MORE_THAN_ONE) return 0;
    const int differ = result->digit >= 0 && result->digit != 1;
    if (ahead > 0) {
        *result = *footed;
        network_frame(footed->picture, context->input);
    }
    if (differ) lessen(result, 1 / (1 + maths_exp(apart)));
    return ahead > 0;
}

int examine_map(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result) {
    const several_reader reader = {network_in(net), context->network, context->normalise, context->map};
    lenet5_result footed;
    const int had_outline = around_remove_outlines(map, context->map, AROUND_DIGIT);
    const int may_be_footed = read_footed(net, context, map, &footed);
    const int had_underline = around_remove_underlines(map, context->map);
    const several_parts parts = several_beside(map, &reader);
    const pixel_box box = ink_choose_digit(map, context->map);
    if (box.width == 0) return prepare_none(result, LENET5_BLANK), 1;
    int is_part = read_chosen(net, context, map, box, result) || had_underline;
    if (may_be_footed && prefer_footed(context, &footed, result)) is_part = 0;
    return are_several(net, &parts, result) || had_outline || is_part;
}

int examine_drawn(const lenet5 *net, lenet5_context *context, ink_map *map, lenet5_result *result) {
    const int is_part = examine_map(net, context, map, result);
    if (!map->left_out) return is_part;
    if (result->status == LENET5_OK) refuse(result, LENET5_NOT_A_DIGIT);
    return 1;
}
