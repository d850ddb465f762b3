// The machine's own bounds: how long LeNet-5's 416,520 multiply-adds take when nothing but the multiplications counts.
//
// Eight independent sums stay in registers; two operands are loaded for every eight products. The module is assembled
// here, instruction by instruction, so that no compiler can do better or worse with it.

export const MULTIPLY_ADDS = 416520;

const SUMS = 8;
const WEIGHTS = 4;
const OPERANDS = 2;
const VECTOR = 16;
const STEPS = 16;
const PARAMETER = 0;
const INDEX = 1 + SUMS + WEIGHTS + OPERANDS;

const V128 = 0x7b;
const I32 = 0x7f;
const get = (local) => [0x20, local];
const set = (local) => [0x21, local];
const constant = (value) => [0x41, ...signed(value)];
const simd = (code) => [0xfd, ...unsigned(code)];
const load = (offset) => [...simd(0x00), 4, ...unsigned(offset)];
const store = (offset) => [...simd(0x0b), 4, ...unsigned(offset)];

/** How each product is added to its sum, by instruction: [sum, operand, weight] on the stack or taken from locals. */
const KINDS = {
  f32: { lanes: 4, add: (sum, a, b) => [...get(sum), ...get(a), ...get(b), ...simd(0xe6), ...simd(0xe4)] },
  dot: { lanes: 8, add: (sum, a, b) => [...get(sum), ...get(a), ...get(b), ...simd(0xba), ...simd(0xae)] },
  relaxed: { lanes: 16, add: (sum, a, b) => [...get(a), ...get(b), ...get(sum), ...simd(0x113)] },
};

function unsigned(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}

function signed(value) {
  const bytes = [];
  for (; value > 63; value >>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

const section = (id, ...parts) => [id, ...unsigned(parts.flat().length), ...parts.flat()];
const vector = (items) => [...unsigned(items.length), ...items.flat()];
const name = (text) => vector([...text].map((letter) => letter.charCodeAt(0)));

function body({ add }) {
  const sum = (i) => 1 + i;
  const weight = (i) => 1 + SUMS + i;
  const operand = (i) => 1 + SUMS + WEIGHTS + i;
  const each = (count, make) => Array.from({ length: count }, (_, i) => make(i)).flat();
  const address = [...get(INDEX), ...constant(STEPS - 1), 0x71, ...constant(OPERANDS * VECTOR), 0x6c];
  const code = [
    ...each(WEIGHTS, (i) => [...constant(0), ...load(i * VECTOR), ...set(weight(i))]),
    0x03,
    0x40, // loop
    ...each(OPERANDS, (i) => [...address, ...load((WEIGHTS + i) * VECTOR), ...set(operand(i))]),
    ...each(SUMS, (i) => [...add(sum(i), operand(i % OPERANDS), weight(Math.floor(i / OPERANDS))), ...set(sum(i))]),
    ...get(INDEX),
    ...constant(1),
    0x6a,
    0x22,
    INDEX,
    ...get(PARAMETER),
    0x49,
    0x0d,
    0, // next while below the parameter
    0x0b,
    ...each(SUMS, (i) => [...constant(0), ...get(sum(i)), ...store(1024 + i * VECTOR)]),
    0x0b,
  ];
  const locals = vector([
    [INDEX - 1, V128],
    [1, I32],
  ]);
  return [...unsigned(locals.length + code.length), ...locals, ...code];
}

function assemble(kind) {
  return Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, vector([[0x60, 1, I32, 0]])),
    ...section(3, vector([0])),
    ...section(5, vector([[0, 1]])),
    ...section(
      7,
      vector([
        [...name("memory"), 2, 0],
        [...name("run"), 0, 0],
      ]),
    ),
    ...section(10, vector([body(kind)])),
  ]);
}

/** A contestant for every bound that the runtime has an instruction for. */
export async function bounds() {
  const found = [];
  for (const [key, kind] of Object.entries(KINDS)) {
    const bytes = assemble(kind);
    if (!WebAssembly.validate(bytes)) continue;
    const { exports } = /** @type {{ exports: any }} */ ((await WebAssembly.instantiate(bytes)).instance);
    new Float32Array(exports.memory.buffer, 0, 256).fill(0.5);
    const rounds = Math.round(MULTIPLY_ADDS / kind.lanes / SUMS);
    found.push({ key, name: `bound: ${key}`, one: () => exports.run(rounds) });
  }
  return found;
}
