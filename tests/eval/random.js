// Reproducible random numbers for the evaluation's own pictures: mulberry32 (Tommy Ettinger, public domain), 32 bits of
// state, good enough for jitter. A stream a picture, named by what the picture is, so that adding one changes no other.

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function hash(text) {
  let state = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), FNV_PRIME);
  return state >>> 0;
}

export class Random {
  #state;

  constructor(...names) {
    this.#state = hash(names.join("/"));
  }

  /** @returns {number} in [0, 1) */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low, high) {
    return low + (high - low) * this.unit();
  }

  below(bound) {
    return Math.floor(this.unit() * bound);
  }

  chance(probability) {
    return this.unit() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Normal, mean 0, variance 1 (Box and Muller 1958). */
  normal() {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }
}
