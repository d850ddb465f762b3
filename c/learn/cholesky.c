/* cholesky: matrix = L · Lᵀ; forward and back substitution of all columns at once. */
#include "steps.h"

static void factor(double *matrix, int n) {
    for (int j = 0; j < n; j++) {
        double *row = matrix + j * n, pivot = row[j];
        for (int k = 0; k < j; k++) pivot -= row[k] * row[k];
        row[j] = __builtin_sqrt(pivot);
        for (int i = j + 1; i < n; i++) {
            double *below = matrix + i * n, sum = below[j];
            for (int k = 0; k < j; k++) sum -= below[k] * row[k];
            below[j] = sum / row[j];
        }
    }
}

static void subtract(double *from, const double *row, double times, int columns) {
    for (int c = 0; c < columns; c++) from[c] -= times * row[c];
}

static void divide(double *row, double by, int columns) {
    for (int c = 0; c < columns; c++) row[c] /= by;
}

void cholesky_solve(double *matrix, int n, double *right, int columns) {
    factor(matrix, n);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++) subtract(right + i * columns, right + k * columns, matrix[i * n + k], columns);
        divide(right + i * columns, matrix[i * n + i], columns);
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) subtract(right + i * columns, right + k * columns, matrix[k * n + i], columns);
        divide(right + i * columns, matrix[i * n + i], columns);
    }
}
