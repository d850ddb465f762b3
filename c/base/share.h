/* share: a part compared with a share of a whole, exactly, in integers. */
#ifndef LENET5_BASE_SHARE_H
#define LENET5_BASE_SHARE_H

#include <stdint.h>

/* parts / of: {9, 10} is nine tenths. Parts and wholes stay below 2³¹ when multiplied with either. */
typedef struct share {
    int parts, of;
} share;

/* part > share · whole; part ≥ share · whole. */
static inline int exceeds(int part, share s, int whole) { return s.of * part > s.parts * whole; }
static inline int reaches(int part, share s, int whole) { return s.of * part >= s.parts * whole; }

/* The same for sums of ink. */
static inline int mass_exceeds(int64_t part, share s, int64_t whole) { return s.of * part > s.parts * whole; }
static inline int mass_is_below(int64_t part, share s, int64_t whole) { return s.of * part < s.parts * whole; }

/* share · whole, rounded towards 0. */
static inline int share_of(share s, int whole) { return s.parts * whole / s.of; }

#endif
