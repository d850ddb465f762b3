/* random: reproducible random numbers, one independent stream a seed.
 *
 * SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): the state is one
 * counter, so that a stream can be started for any (seed, epoch, sample) and the order in which workers draw from
 * different streams does not matter.
 */
#ifndef LENET5_BASE_RANDOM_H
#define LENET5_BASE_RANDOM_H

#include <stdint.h>

typedef struct random_stream {
    uint64_t state;
} random_stream;

/* A stream that depends on all three numbers. */
random_stream random_start(uint64_t seed, uint64_t a, uint64_t b);

uint64_t random_bits(random_stream *stream);
uint32_t random_below(random_stream *stream, uint32_t bound);       /* 0 … bound − 1, bound ≥ 1 */
float random_unit(random_stream *stream);                           /* [0, 1) in steps of 2^-24 */
float random_between(random_stream *stream, float low, float high); /* [low, high) */
int random_whole(random_stream *stream, int low, int high);         /* low … high */
int random_chance(random_stream *stream, float probability);        /* 1 or 0 */
float random_normal(random_stream *stream);                         /* mean 0, variance 1 */

#endif
