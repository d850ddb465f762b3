/* The elementary functions for tests/maths.test.js: records of { int32 function, float x, float y } on stdin, a float
 * for each on stdout. */
#include <stdint.h>
#include <stdio.h>

#include "../c/maths/maths.h"

typedef struct request {
    int32_t function;
    float x, y;
} request;

static float compute(const request *r) {
    switch (r->function) {
    case 0: return maths_exp(r->x);
    case 1: return maths_log(r->x);
    case 2: return maths_tanh(r->x);
    case 3: return maths_sin(r->x);
    case 4: return maths_cos(r->x);
    case 5: return maths_atan2(r->y, r->x);
    default: return maths_sqrt(r->x);
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
