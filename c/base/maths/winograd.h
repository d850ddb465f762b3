/* winograd: the kernels of C1 and C3, transformed for Winograd's convolutions (S. Winograd, "Arithmetic Complexity of
 * Computations", 1980; A. Lavin, S. Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
 *
 * F(m, 5) makes m neighbouring outputs of a correlation with five taps g from m + 4 inputs d by m + 4 products:
 * Aᵀ ((G g) ⊙ (Bᵀ d)). G is here; Aᵀ and Bᵀ are sums in the layers that use them. Everything is in doubles, and only by
 * + and ×, so that every host derives the same weights.
 */
#ifndef LENET5_BASE_WINOGRAD_H
#define LENET5_BASE_WINOGRAD_H

enum { WINOGRAD_TAPS = 5, WINOGRAD_2_POINTS = 6, WINOGRAD_4_POINTS = 8 };

/* F(4, 5) at 0, ±1, ±2, ±½, ∞: G taps. */
void winograd_4(const double taps[WINOGRAD_TAPS], double points[WINOGRAD_4_POINTS]);

/* F(2×2, 5×5) at 0, ±1, ±2, ∞ along each axis: G kernel Gᵀ, kernel [y][x] → points [y][x]. */
void winograd_2x2(double kernel[WINOGRAD_TAPS][WINOGRAD_TAPS], double points[WINOGRAD_2_POINTS][WINOGRAD_2_POINTS]);

#endif
