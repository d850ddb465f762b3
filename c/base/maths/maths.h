/* maths: the elementary functions, by IEEE additions and multiplications only: the same bits on every host.
 *
 * The C library's differ from host to host. Errors are below 2 units in the last place over the stated range.
 */
#ifndef LENET5_BASE_MATHS_H
#define LENET5_BASE_MATHS_H

enum { MATHS_EACH = 10 }; /* even */

float maths_exp(float x);                 /* e^x; 0 below −87.3, FLT_MAX above 88.7 */
void maths_exp_each(float x[MATHS_EACH]); /* in place, the same bits */
float maths_log(float x);                 /* ln x for x > 0 */
float maths_log_add(float a, float b); /* ln(e^a + e^b); the larger one where the other is less than e⁻⁸⁰ of it */
float maths_tanh(float x);
float maths_sin(float x); /* |x| ≤ 1000 */
float maths_cos(float x);
float maths_atan2(float y, float x);
float maths_sqrt(float x); /* correctly rounded, x ≥ 0 */

#endif
