/* What is known of an arc: lengths are in bodies (SEGMENT_BODY pixels). */
#include "features.h"

#include <float.h>

#include "../../base/maths/maths.h"

static const float BODY = 1.0f / (float)SEGMENT_BODY, INK = 1.0f / 255;

static float within(float low, float x, float high) { return x < low ? low : x > high ? high : x; }

/* ln softmax of logits / temperature. */
static void digits_of(const decide_rule *rule, const lenet5_result *read, float digit[LENET5_CLASSES]) {
    float peak = read->logits[0], exponentials[LENET5_CLASSES], sum = 0;
    for (int i = 1; i < LENET5_CLASSES; i++) peak = read->logits[i] > peak ? read->logits[i] : peak;
    for (int i = 0; i < LENET5_CLASSES; i++) exponentials[i] = digit[i] = (read->logits[i] - peak) / rule->temperature;
    maths_exp_each(exponentials);
    for (int i = 0; i < LENET5_CLASSES; i++) sum += exponentials[i];
    const float total = maths_log(sum);
    for (int i = 0; i < LENET5_CLASSES; i++) digit[i] = within(-16, digit[i] - total, 0);
}

static float second_of(const float digit[LENET5_CLASSES]) {
    float best = -16, second = -16;
    for (int i = 0; i < LENET5_CLASSES; i++) {
        if (digit[i] > best) second = best, best = digit[i];
        else if (digit[i] > second) second = digit[i];
    }
    return second;
}

typedef struct shape {
    float gap;          /* the widest run of empty columns inside, pixels */
    float runs;         /* how many strokes a column with ink crosses, mean */
    float crossings;    /* the same of rows */
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
            const int ink = column[y * crop->frame.width], dark = ink >= 128;
            sum += ink;
            runs += dark & !above;
            crossings += dark & !left[y];
            above = dark;
            left[y] = (uint8_t)dark;
            inked[y] |= (uint8_t)dark;
            if (y < third) upper += ink;
            if (y >= box.height - third) lower += ink;
        }
        columns += sum > 255;
        gap = sum > 255 ? 0 : gap + 1;
        if (columns > 0 && gap > widest) widest = gap;
    }
    for (int y = 0; y < box.height; y++) rows += inked[y];
    const float mass = (float)(crop->mass > 0 ? crop->mass : 1);
    return (shape){(float)(widest - gap > 0 ? widest : 0), mean_runs(runs, columns), mean_runs(crossings, rows),
                   (float)upper / mass, (float)lower / mass};
}

/* Columns of paper between the arc and what stands on one side of it; 1.5 bodies where nothing does. */
static float gap_to(const segment_line_image *image, const lattice_arc *arc, int right) {
    if (right ? arc->to == image->pieces : arc->from == 0) return 1.5f;
    const pixel_box other = image->at[right ? arc->to : arc->from - 1].box;
    const int gap = right ? other.x - arc->box.x - arc->box.width : arc->box.x - other.x - other.width;
    return within(-0.5f, BODY * (float)gap, 1.5f);
}

/* Whether a piece stands apart, small and at the line's feet, as points and commas do. */
static int is_point(const segment_line_image *image, int piece) {
    enum { FEET = SEGMENT_MARGIN + SEGMENT_BODY, LEAST_CUT = 2 * 255 };
    const segment_piece *p = &image->at[piece];
    const int joined = p->cut > LEAST_CUT || (piece + 1 < image->pieces && image->at[piece + 1].cut > LEAST_CUT);
    return !joined && 5 * p->box.height < 2 * SEGMENT_BODY && 2 * p->box.width < SEGMENT_BODY &&
           5 * (FEET - p->box.y) < 2 * SEGMENT_BODY;
}

/* Whether an arc of several pieces begins or ends with what looks like a point. */
static int holds_point(const segment_line_image *image, const lattice_arc *arc) {
    return arc->to - arc->from > 1 && (is_point(image, arc->from) || is_point(image, arc->to - 1));
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
    digits_of(rule, read, arc->digit);
    const float feature[LATTICE_FEATURES] = {
        1,
        within(-2, 0.2f * (read->score - threshold), 2),
        read->confidence,
        0.2f * second_of(arc->digit),
        height,
        height * height,
        width,
        width * width,
        bottom,
        middle,
        middle * middle,
        2 * left,
        2 * right,
        left > 0.02f ? 1.0f : 0.0f,
        right > 0.02f ? 1.0f : 0.0f,
        2 * BODY * form.gap,
        2 * mass,
        mass / (width * height),
        0.3f * (float)(arc->to - arc->from - 1),
        gap_to(image, arc, 0),
        gap_to(image, arc, 1),
        0.5f * form.runs,
        0.5f * form.crossings,
        form.upper,
        form.lower,
        arc->last - arc->first > arc->to - arc->from ? 1.0f : 0.0f,
        holds_point(image, arc) ? 1.0f : 0.0f,
    };
    for (int i = 0; i < LATTICE_FEATURES; i++) arc->feature[i] = feature[i];
}

