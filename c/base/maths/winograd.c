/* Kernels → the points of Winograd's minimal filtering, in doubles. */
#include "winograd.h"

static void multiply(const double (*rows)[WINOGRAD_TAPS], int count, const double taps[WINOGRAD_TAPS], double *points) {
    for (int p = 0; p < count; p++) {
        points[p] = 0;
        for (int i = 0; i < WINOGRAD_TAPS; i++) points[p] += rows[p][i] * taps[i];
    }
}

void winograd_4(const double taps[WINOGRAD_TAPS], double points[WINOGRAD_4_POINTS]) {
    static const double G[WINOGRAD_4_POINTS][WINOGRAD_TAPS] = {{1, 0, 0, 0, 0},
                                                               {-2. / 9, -2. / 9, -2. / 9, -2. / 9, -2. / 9},
                                                               {-2. / 9, 2. / 9, -2. / 9, 2. / 9, -2. / 9},
                                                               {1. / 90, 2. / 90, 4. / 90, 8. / 90, 16. / 90},
                                                               {1. / 90, -2. / 90, 4. / 90, -8. / 90, 16. / 90},
                                                               {32. / 45, 16. / 45, 8. / 45, 4. / 45, 2. / 45},
                                                               {32. / 45, -16. / 45, 8. / 45, -4. / 45, 2. / 45},
                                                               {0, 0, 0, 0, 1}};
    multiply(G, WINOGRAD_4_POINTS, taps, points);
}

void winograd_2x2(double kernel[WINOGRAD_TAPS][WINOGRAD_TAPS], double points[WINOGRAD_2_POINTS][WINOGRAD_2_POINTS]) {
    static const double G[WINOGRAD_2_POINTS][WINOGRAD_TAPS] = {{1. / 4, 0, 0, 0, 0},
                                                               {-1. / 6, -1. / 6, -1. / 6, -1. / 6, -1. / 6},
                                                               {-1. / 6, 1. / 6, -1. / 6, 1. / 6, -1. / 6},
                                                               {1. / 24, 2. / 24, 4. / 24, 8. / 24, 16. / 24},
                                                               {1. / 24, -2. / 24, 4. / 24, -8. / 24, 16. / 24},
                                                               {0, 0, 0, 0, 1}};
    double half[WINOGRAD_2_POINTS][WINOGRAD_TAPS]; /* [x][y] */
    for (int y = 0; y < WINOGRAD_TAPS; y++) {
        double line[WINOGRAD_2_POINTS];
        multiply(G, WINOGRAD_2_POINTS, kernel[y], line);
        for (int x = 0; x < WINOGRAD_2_POINTS; x++) half[x][y] = line[x];
    }
    for (int x = 0; x < WINOGRAD_2_POINTS; x++) {
        double column[WINOGRAD_2_POINTS];
        multiply(G, WINOGRAD_2_POINTS, half[x], column);
        for (int y = 0; y < WINOGRAD_2_POINTS; y++) points[y][x] = column[y];
    }
}
