/* Measures the features of an arc, which feature_table.h lists. */
#include "features.h"

#include <float.h>

#include "../../base/maths/maths.h"
#include "tuning.h"

static const float BODY = 1.0f / (float)SEGMENT_BODY, INK = 1.0f / 255; /* per pixel, per unit of ink */
static const float LEAST_LN = -16;                                      /* of a probability */

#define SCALE_OF(NAME, SCALE, LEAST, MOST, UNIT, MEANING) SCALE,
#define LEAST_OF(NAME, SCALE, LEAST, MOST, UNIT, MEANING) LEAST,
#define MOST_OF(NAME, SCALE, LEAST, MOST, UNIT, MEANING) MOST,
static const float SCALE[LATTICE_FEATURES] = {LATTICE_FEATURE_TABLE(SCALE_OF)};
static const float LEAST[LATTICE_FEATURES] = {LATTICE_FEATURE_TABLE(LEAST_OF)};
static const float MOST[LATTICE_FEATURES] = {LATTICE_FEATURE_TABLE(MOST_OF)};

static float within(float low, float x, float high) { return x < low ? low : x > high ? high : x; }

static float limited(lattice_feature feature, float measure) { return within(LEAST[feature], measure, MOST[feature]); }

/* ln softmax of logits / temperature, at least LEAST_LN. For the next training: decide has computed this
 * softmax already, but the logarithms of its probabilities differ from these in the last bits. */
static void log_softmax(const decide_rule *rule, const lenet5_result *read, float digit[LENET5_CLASSES]) {
    float peak = read->logits[0], exponentials[LENET5_CLASSES], sum = 0;
    for (int i = 1; i < LENET5_CLASSES; i++) peak = read->logits[i] > peak ? read->logits[i] : peak;
    for (int i = 0; i < LENET5_CLASSES; i++) exponentials[i] = digit[i] = (read->logits[i] - peak) / rule->temperature;
    maths_exp_each(exponentials);
    for (int i = 0; i < LENET5_CLASSES; i++) sum += exponentials[i];
    const float total = maths_log(sum);
    for (int i = 0; i < LENET5_CLASSES; i++) digit[i] = within(LEAST_LN, digit[i] - total, 0);
}

static float second_best(const float digit[LENET5_CLASSES]) {
    float best = LEAST_LN, second = LEAST_LN;
    for (int i = 0; i < LENET5_CLASSES; i++) {
        if (digit[i] > best) second = best, best = digit[i];
        else if (digit[i] > second) second = digit[i];
    }
    return second;
}

/* How far a step upwards leads along the ink to the right: the regression of its columns on its rows. */
static float lean_of(const lattice_crop *crop, pixel_box box) {
    int64_t sum = 0, across = 0, down = 0, both = 0, square = 0;
    for (int y = 0; y < box.height; y++) {
        const uint8_t *row = crop->ink + (box.y - crop->frame.y + y) * crop->frame.width + box.x - crop->frame.x;
        int64_t ink = 0, moment = 0;
        for (int x = 0; x < box.width; x++) ink += row[x], moment += x * row[x];
        sum += ink, across += moment, down += y * ink, both += y * moment, square += (int64_t)y * y * ink;
    }
    const int64_t variance = sum * square - down * down;
    return variance > 0 ? -(float)(sum * both - across * down) / (float)variance : 0;
}

typedef struct shape {
    float gap;          /* the widest run of empty columns inside, pixels */
    float runs;         /* strokes that a column with ink crosses, mean */
    float crossings;    /* strokes that a row with ink crosses, mean */
    float upper, lower; /* shares of the ink in the upper and lower third of the box */
} shape;

static float mean_runs(int runs, int lines) { return (float)runs / (float)(lines > 0 ? lines : 1); }

/* One pass, column by column; `left` says whether the column before has ink in a row. */
static shape shape_of(const lattice_crop *crop, pixel_box box) {
    const int x0 = box.x - crop->frame.x, y0 = box.y - crop->frame.y, third = (box.height + 2) / 3;
    int gap = 0, widest = 0, columns = 0, rows = 0, runs = 0, crossings = 0, upper = 0, lower = 0;
    uint8_t left[SEGMENT_HEIGHT] = {0}, inked[SEGMENT_HEIGHT] = {0};
    for (int x = x0; x < x0 + box.width; x++) {
        const uint8_t *column = crop->ink + y0 * crop->frame.width + x;
        int sum = 0, above = 0;
        for (int y = 0; y < box.height; y++) {
            const int ink = column[y * crop->frame.width], dark = ink >= FEATURE_STROKE_INK;
            sum += ink;
            runs += dark & !above;
            crossings += dark & !left[y];
            above = dark;
            left[y] = (uint8_t)dark;
            inked[y] |= (uint8_t)dark;
            if (y < third) upper += ink;
            if (y >= box.height - third) lower += ink;
        }
        columns += sum > FEATURE_COLUMN_INK;
        gap = sum > FEATURE_COLUMN_INK ? 0 : gap + 1;
        if (columns > 0 && gap > widest) widest = gap;
    }
    for (int y = 0; y < box.height; y++) rows += inked[y];
    const float mass = (float)(crop->mass > 0 ? crop->mass : 1);
    return (shape){(float)(widest - gap > 0 ? widest : 0), mean_runs(runs, columns), mean_runs(crossings, rows),
                   (float)upper / mass, (float)lower / mass};
}

/* Bodies of paper between the arc and the piece on one side of it; the most where there is none. */
static float gap_to(const segment_line_image *image, const lattice_arc *arc, int right) {
    const lattice_feature feature = right ? LATTICE_RIGHT_GAP : LATTICE_LEFT_GAP;
    if (right ? arc->to == image->pieces : arc->from == 0) return MOST[feature];
    const pixel_box other = image->at[right ? arc->to : arc->from - 1].box;
    const int gap = right ? other.x - arc->box.x - arc->box.width : arc->box.x - other.x - other.width;
    return limited(feature, BODY * (float)gap);
}

/* Whether a piece is separate, small and at the digits' feet, as points and commas are. */
static int is_point(const segment_line_image *image, int piece) {
    enum { FEET = SEGMENT_MARGIN + SEGMENT_BODY };
    const segment_piece *p = &image->at[piece];
    const int joined = p->cut > ARC_CUT_COST || (piece + 1 < image->pieces && image->at[piece + 1].cut > ARC_CUT_COST);
    return !joined && !reaches(p->box.height, FEATURE_POINT_HEIGHT, SEGMENT_BODY) &&
           !reaches(p->box.width, FEATURE_POINT_WIDTH, SEGMENT_BODY) &&
           !reaches(FEET - p->box.y, FEATURE_POINT_RISE, SEGMENT_BODY);
}

/* Whether an arc of several pieces begins or ends with a piece like a point. */
static int holds_point(const segment_line_image *image, const lattice_arc *arc) {
    return arc->to - arc->from > 1 && (is_point(image, arc->from) || is_point(image, arc->to - 1));
}

/* A 1 is one stroke in nearly every row: two bars beside each other are none, whatever the network takes them for. */
static void rule_out_one(const shape *form, float digit[LENET5_CLASSES]) {
    if (form->crossings > FEATURE_ONE_CROSSINGS && digit[1] > FEATURE_NO_ONE) digit[1] = FEATURE_NO_ONE;
}

void lattice_describe(const decide_rule *rule, const segment_line_image *image, const lattice_crop *crop,
                      const lenet5_result *read, lattice_arc *arc) {
    const pixel_box box = arc->box;
    const shape form = shape_of(crop, box);
    const float height = BODY * (float)box.height, width = BODY * (float)box.width;
    const float bottom = BODY * (float)(box.y + box.height - SEGMENT_MARGIN - SEGMENT_BODY);
    const float middle = bottom + 0.5f - 0.5f * height;
    const float left = BODY * INK * (float)image->at[arc->from].cut;
    const float right = arc->to < image->pieces ? BODY * INK * (float)image->at[arc->to].cut : 0;
    const float mass = BODY * BODY * INK * (float)crop->mass;
    const float threshold = rule->reject_threshold > -FLT_MAX ? rule->reject_threshold : 0;
    log_softmax(rule, read, arc->digit);
    const float measure[LATTICE_FEATURES] = {
        [LATTICE_BIAS] = 1,
        [LATTICE_SCORE] = limited(LATTICE_SCORE, read->score - threshold),
        [LATTICE_CONFIDENCE] = read->confidence,
        [LATTICE_SECOND] = second_best(arc->digit),
        [LATTICE_HEIGHT] = height,
        [LATTICE_HEIGHT_SQUARED] = height * height,
        [LATTICE_WIDTH] = width,
        [LATTICE_WIDTH_SQUARED] = width * width,
        [LATTICE_BOTTOM] = bottom,
        [LATTICE_MIDDLE] = middle,
        [LATTICE_MIDDLE_SQUARED] = middle * middle,
        [LATTICE_LEFT_CUT] = left,
        [LATTICE_RIGHT_CUT] = right,
        [LATTICE_IS_CUT_LEFT] = left > FEATURE_CUT ? 1.0f : 0.0f,
        [LATTICE_IS_CUT_RIGHT] = right > FEATURE_CUT ? 1.0f : 0.0f,
        [LATTICE_INNER_GAP] = BODY * form.gap,
        [LATTICE_MASS] = mass,
        [LATTICE_FILL] = mass / (width * height),
        [LATTICE_PIECES] = (float)(arc->to - arc->from - 1),
        [LATTICE_LEFT_GAP] = gap_to(image, arc, 0),
        [LATTICE_RIGHT_GAP] = gap_to(image, arc, 1),
        [LATTICE_COLUMN_RUNS] = form.runs,
        [LATTICE_ROW_RUNS] = form.crossings,
        [LATTICE_UPPER] = form.upper,
        [LATTICE_LOWER] = form.lower,
        [LATTICE_IS_WIDENED] = arc->last - arc->first > arc->to - arc->from ? 1.0f : 0.0f,
        [LATTICE_HOLDS_POINT] = holds_point(image, arc) ? 1.0f : 0.0f,
        [LATTICE_LEAN] = limited(LATTICE_LEAN, lean_of(crop, box)),
        [LATTICE_SLANT] = limited(LATTICE_SLANT, image->frame.slant - image->frame.turn),
    };
    for (int i = 0; i < LATTICE_FEATURES; i++) arc->feature[i] = SCALE[i] * measure[i];
    rule_out_one(&form, arc->digit);
}
