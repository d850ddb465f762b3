// Which of the engine's builds this host's WebAssembly can run, found by small functions of one instruction each, its code
// after the prefix 0xfd, that are only validated.

/** The builds, from the one that needs most to the one that every host runs. */
export const RELAXED = 0;
export const SIMD = 1;
export const SCALAR = 2;

/** @returns {number} the first of the builds that runs here; those after it do, too */
export function firstRunnable() {
  const knows = (operands, ...code) => {
    const get = Array.from({ length: operands }, (_, i) => [0x20, i]).flat();
    const v128 = 0x7b;
    const body = [0, ...get, 0xfd, ...code, 0x0b];
    // biome-ignore format: a section of the module a line
    const module = Uint8Array.of(
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
      1, 5 + operands, 1, 0x60, operands, ...Array(operands).fill(v128), 1, v128,
      3, 2, 1, 0,
      10, 2 + body.length, 1, body.length, ...body,
    );
    return WebAssembly.validate(module);
  };
  if (!knows(2, 0xba, 1)) return SCALAR; // i32x4.dot_i16x8_s
  return knows(3, 0x93, 2) ? RELAXED : SIMD; // i32x4.relaxed_dot_i8x16_i7x16_add_s
}
