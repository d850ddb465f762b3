/* random: SplitMix64, and the distributions drawn from its bits. */
#include "random.h"

#include "maths/maths.h"

static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

random_stream random_start(uint64_t seed, uint64_t a, uint64_t b) {
    return (random_stream){mix(mix(mix(seed) + a) + b)};
}

uint64_t random_bits(random_stream *stream) {
    stream->state += 0x9E3779B97F4A7C15u;
    return mix(stream->state);
}

uint32_t random_below(random_stream *stream, uint32_t bound) {
    return (uint32_t)(((random_bits(stream) >> 32) * bound) >> 32);
}

float random_unit(random_stream *stream) { return (float)(random_bits(stream) >> 40) * 0x1p-24f; }

float random_between(random_stream *stream, float low, float high) { return low + (high - low) * random_unit(stream); }

int random_whole(random_stream *stream, int low, int high) {
    return low + (int)random_below(stream, (uint32_t)(high - low + 1));
}

int random_chance(random_stream *stream, float probability) { return random_unit(stream) < probability; }

/* Box and Muller, one of the pair. */
float random_normal(random_stream *stream) {
    float radius = maths_sqrt(-2.0f * maths_log(1.0f - random_unit(stream)));
    return radius * maths_cos(6.2831853f * random_unit(stream));
}
