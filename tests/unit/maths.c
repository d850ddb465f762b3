/* The elementary functions for tests/unit/maths.test.js: records of { int32 function, float x, float y } on stdin, a
 * float for each on stdout. */
#include <stdint.h>
#include <stdio.h>

#include "../../c/base/maths/maths.h"

typedef struct request {
    int32_t function;
    float x, y;
} request;

/* The exponential of x, in company of others. */
static float exp_of_each(float x, int place) {
    float each[MATHS_EACH];
    for (int i = 0; i < MATHS_EACH; i++) each[i] = x + 3.7f * (float)(i - place);
    maths_exp_each(each);
    return each[place];
}

static float compute(const request *r) {
    switch (r->function) {
    case 0: return maths_exp(r->x);
    case 1: return maths_log(r->x);
    case 2: return maths_tanh(r->x);
    case 3: return maths_sin(r->x);
    case 4: return maths_cos(r->x);
    case 5: return maths_atan2(r->y, r->x);
    case 6: return maths_sqrt(r->x);
    default: return exp_of_each(r->x, (int)r->y);
    }
}

int main(void) {
    request r;
    while (fread(&r, sizeof r, 1, stdin) == 1) {
        float result = compute(&r);
        fwrite(&result, sizeof result, 1, stdout);
    }
    return 0;
}
