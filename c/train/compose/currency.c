/* Templates of € £ ¥, their points shaken, their bars sometimes left out. */
#include "currency.h"

typedef struct template_point {
    float x, y;
    int stroke;
} template_point;

enum { OPTIONAL_BAR = 9 }; /* the stroke that some hands leave out */

static const template_point EURO[] = {{0.62f, 0.12f, 0},
                                      {0.45f, 0, 0},
                                      {0.25f, 0.08f, 0},
                                      {0.12f, 0.3f, 0},
                                      {0.1f, 0.55f, 0},
                                      {0.15f, 0.8f, 0},
                                      {0.3f, 0.97f, 0},
                                      {0.48f, 1, 0},
                                      {0.62f, 0.9f, 0},
                                      {-0.02f, 0.39f, 1},
                                      {0.48f, 0.36f, 1},
                                      {-0.02f, 0.6f, OPTIONAL_BAR},
                                      {0.42f, 0.58f, OPTIONAL_BAR}};
static const template_point POUND[] = {{0.6f, 0.16f, 0},  {0.5f, 0.02f, 0},  {0.36f, 0, 0},     {0.25f, 0.12f, 0},
                                       {0.26f, 0.4f, 0},  {0.28f, 0.7f, 0},  {0.2f, 0.9f, 0},   {0.03f, 1, 0},
                                       {0.12f, 0.92f, 0}, {0.35f, 0.97f, 0}, {0.62f, 0.96f, 0}, {0.04f, 0.53f, 1},
                                       {0.5f, 0.5f, 1}};
static const template_point YEN[] = {{0, 0, 0},
                                     {0.3f, 0.47f, 0},
                                     {0.62f, 0, 1},
                                     {0.3f, 0.47f, 1},
                                     {0.3f, 1, 1},
                                     {0.04f, 0.55f, 2},
                                     {0.56f, 0.54f, 2},
                                     {0.04f, 0.76f, OPTIONAL_BAR},
                                     {0.56f, 0.74f, OPTIONAL_BAR}};

size_t currency_strokes(random_stream *stream, lattice_kind kind, lenet5_point points[CURRENCY_MAX_POINTS]) {
    const template_point *from = kind == LATTICE_EURO ? EURO : kind == LATTICE_POUND ? POUND : YEN;
    const size_t size = kind == LATTICE_EURO    ? sizeof EURO / sizeof *EURO
                        : kind == LATTICE_POUND ? sizeof POUND / sizeof *POUND
                                                : sizeof YEN / sizeof *YEN;
    const float loose = random_between(stream, 0.01f, 0.04f), wide = random_between(stream, 0.75f, 1.35f);
    const float lean = random_between(stream, -0.1f, 0.3f), first = random_between(stream, -0.12f, 0.12f);
    const int leaves_out = random_chance(stream, 0.15f);
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        const float x = wide * from[i].x + lean * (1 - from[i].y) + loose * random_normal(stream);
        const float bars = from[i].stroke > 0 && kind != LATTICE_YEN ? first : 0;
        const float y = from[i].y + bars + loose * random_normal(stream);
        if (leaves_out && from[i].stroke == OPTIONAL_BAR) continue;
        points[count++] = (lenet5_point){x, y, 0.5f, from[i].stroke};
    }
    return count;
}
