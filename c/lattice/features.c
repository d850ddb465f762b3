/* What is known of an arc, and the log-linear model of what it is. */
#include "../maths/maths.h"
#include "scratch.h"

void lattice_describe(const decide_rule *rule, const segment_field *field, const lenet5_result *read, int32_t mass,
                      int gap, lattice_arc *arc)
{
    const float body = 1.0f / SEGMENT_BODY;
    float height = body * (float)arc->box.height, width = body * (float)arc->box.width;
    float bottom = body * (float)(arc->box.y + arc->box.height - SEGMENT_MARGIN - SEGMENT_BODY);
    float middle = body * ((float)arc->box.y + 0.5f * (float)arc->box.height - SEGMENT_MARGIN - 0.5f * SEGMENT_BODY);
    int32_t right = arc->to < field->pieces ? field->at[arc->to].cut : 0;
    float cut = body * (1.0f / 255) * (float)(field->at[arc->from].cut + right);
    float margin = rule->reject_threshold > -100 ? rule->reject_threshold : 0;
    float energy = 0.2f * (read->score - margin);
    float feature[LATTICE_FEATURES] = {
        1, energy, energy * energy, read->confidence, height, height * height, width, width * width,
        bottom, bottom * bottom, middle * middle, cut, body * (float)gap, body * body * (1.0f / 255) * (float)mass,
        width * height, middle
    };
    for (int i = 0; i < LATTICE_FEATURES; i++) arc->feature[i] = feature[i];
    for (int i = 0; i < LENET5_CLASSES; i++) arc->digit[i] = maths_log(read->probabilities[i] + 1e-7f);
}
