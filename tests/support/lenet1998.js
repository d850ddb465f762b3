// LeNet-5 of 1998 as the paper describes it, in double precision, unit by unit and connection by connection: slow and plain.

export const SHAPES_1998 = {
  "c1.weight": [6, 1, 5, 5],
  "c1.bias": [6],
  "s2.coefficient": [6],
  "s2.bias": [6],
  "c3.weight": [60, 5, 5],
  "c3.bias": [16],
  "s4.coefficient": [16],
  "s4.bias": [16],
  "c5.weight": [120, 16, 5, 5],
  "c5.bias": [120],
  "f6.weight": [84, 120],
  "f6.bias": [84],
};

const product = (numbers) => numbers.reduce((a, b) => a * b, 1);

/** Where each tensor begins among the parameters, one after another; and how many there are. */
export const OFFSETS_1998 = {};
export let COUNT_1998 = 0;
for (const [name, shape] of Object.entries(SHAPES_1998)) {
  OFFSETS_1998[name] = COUNT_1998;
  COUNT_1998 += product(shape);
}

// The paper's Table I as it is printed: rows are maps of S2, columns maps of C3.
const TABLE = [
  "X...XXX..XXXX.XX",
  "XX...XXX..XXXX.X",
  "XXX...XXX..X.XXX",
  ".XXX..XXXX..X.XX",
  "..XXX..XXXX.XX.X",
  "...XXX..XXXX.XXX",
];

/** [map of S2, map of C3], by C3's map, then S2's. */
export const CONNECTIONS = Array.from({ length: 16 }, (_, to) =>
  TABLE.flatMap((row, from) => (row[to] === "X" ? [[from, to]] : [])),
).flat();

const CODES = [
  ".#####. ....... ..###.. .##.##. ##...## ##...## ##...## ##...## .##.##. ..###.. ....... .......",
  "...##.. ..###.. .####.. ...##.. ...##.. ...##.. ...##.. ...##.. ...##.. .###### ....... .......",
  ".#####. ....... .#####. ##...## #....## ....##. ..###.. .##.... ##..... ####### ....... .......",
  "####### .....## ....##. ...##.. ..####. .....## .....## .....## ##...## .#####. ....... .......",
  ".#####. ....... ....... .##..## .##..## ###..## ##...## ##...## ##..### .###### .....## .....##",
  ".#####. ....... ####### ##..... ##..... .####.. ..####. .....## ##...## .#####. ....... .......",
  "..####. .##.... ##..... ##..... ######. ###..## ##...## ##...## ###..## .#####. ....... .......",
  "####### .....## .....## ....##. ...##.. ...##.. ..##... ..##... ..##... ..##... ....... .......",
  ".#####. ##...## ##...## ##...## .#####. ##...## ##...## ##...## ##...## .#####. ....... .......",
  ".#####. ##..### ##...## ##...## ##..### .###### .....## .....## ....##. .####.. ....... .......",
].map((rows) => Array.from(rows.replaceAll(" ", ""), (pixel) => (pixel === "#" ? 1 : -1)));

export { CODES as CODES_1998 };

const A = 1.7159;
const S = 2 / 3;
const squash = (sum) => A * Math.tanh(S * sum);
const slope = (value) => (S / A) * (A * A - value * value);

/**
 * Every unit with a bias as a list of [index of the parameter, its inputs' indices]: from it, forward and backward passes are
 * a few lines that know nothing of convolutions.
 * @typedef {{ terms: { parameter: number, inputs: number[] }[], bias: number }} Unit
 */

/** The layers of units, each over the outputs of the one before. @returns {{ name: string, units: Unit[] }[]} */
export function describeUnits() {
  const at = (name, ...place) => {
    const shape = SHAPES_1998[name];
    return OFFSETS_1998[name] + place.reduce((index, p, i) => index * shape[i] + p, 0);
  };
  const pixels = (side) => Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side]);
  const five = pixels(5);
  const convolution = (maps, side, from, terms, bias) =>
    Array.from({ length: maps }, (_, m) =>
      pixels(side).map(([y, x]) => ({
        terms: terms(m).flatMap(({ map, weight }) =>
          five.map(([v, u]) => ({ parameter: weight(v, u), inputs: [(map * from + y + v) * from + x + u] })),
        ),
        bias: at(bias, m),
      })),
    ).flat();
  const subsampling = (maps, side, layer) =>
    Array.from({ length: maps }, (_, m) =>
      pixels(side).map(([y, x]) => ({
        terms: [
          {
            parameter: at(`${layer}.coefficient`, m),
            inputs: pixels(2).map(([v, u]) => (m * 2 * side + 2 * y + v) * 2 * side + 2 * x + u),
          },
        ],
        bias: at(`${layer}.bias`, m),
      })),
    ).flat();
  const full = (outputs, inputs, layer) =>
    Array.from({ length: outputs }, (_, o) => ({
      terms: Array.from({ length: inputs }, (_, i) => ({ parameter: at(`${layer}.weight`, o, i), inputs: [i] })),
      bias: at(`${layer}.bias`, o),
    }));
  return [
    {
      name: "c1",
      units: convolution(6, 28, 32, (m) => [{ map: 0, weight: (v, u) => at("c1.weight", m, 0, v, u) }], "c1.bias"),
    },
    { name: "s2", units: subsampling(6, 14, "s2") },
    {
      name: "c3",
      units: convolution(
        16,
        10,
        14,
        (m) =>
          CONNECTIONS.flatMap(([from, to], i) =>
            to === m ? [{ map: from, weight: (v, u) => at("c3.weight", i, v, u) }] : [],
          ),
        "c3.bias",
      ),
    },
    { name: "s4", units: subsampling(16, 5, "s4") },
    {
      name: "c5",
      units: convolution(
        120,
        1,
        5,
        (m) => Array.from({ length: 16 }, (_, map) => ({ map, weight: (v, u) => at("c5.weight", m, map, v, u) })),
        "c5.bias",
      ),
    },
    { name: "f6", units: full(84, 120, "f6") },
  ];
}

const LAYERS = describeUnits();

/** picture: 32×32 of 0 … 255. → every layer's outputs; rbf are the ten distances. */
export function forward1998(parameters, picture) {
  const input = Float64Array.from(picture, (ink) => -0.1 + (1.275 * ink) / 255);
  const outputs = { input };
  let before = input;
  for (const { name, units } of LAYERS) {
    before = Float64Array.from(units, ({ terms, bias }) => {
      let sum = parameters[bias];
      for (const { parameter, inputs } of terms) {
        let inside = 0;
        for (const i of inputs) inside += before[i];
        sum += parameters[parameter] * inside;
      }
      return squash(sum);
    });
    outputs[name] = before;
  }
  outputs.rbf = CODES.map((code) => code.reduce((sum, pixel, k) => sum + (before[k] - pixel) ** 2, 0));
  return outputs;
}

export function posteriors1998(distances, rubbish) {
  const least = Math.min(rubbish, ...distances);
  const all = [...distances, rubbish].map((y) => Math.exp(least - y));
  const sum = all.reduce((a, b) => a + b);
  return all.map((e) => e / sum);
}

export function loss1998(parameters, picture, label, rubbish) {
  const { rbf } = forward1998(parameters, picture);
  return -Math.log(posteriors1998(rbf, rubbish)[label]);
}

/**
 * The diagonal second derivatives by the paper's recursion (appendix C), connection by connection: those by F6's outputs are
 * given, f″ is left out.
 */
export function curvature1998(parameters, picture, byOutput) {
  const outputs = forward1998(parameters, picture);
  const result = new Float64Array(COUNT_1998);
  let by = byOutput;
  for (let l = LAYERS.length - 1; l >= 0; l--) {
    const before = outputs[l === 0 ? "input" : LAYERS[l - 1].name];
    const values = outputs[LAYERS[l].name];
    const next = new Float64Array(before.length);
    LAYERS[l].units.forEach(({ terms, bias }, u) => {
      const bySum = by[u] * slope(values[u]) ** 2;
      result[bias] += bySum;
      for (const { parameter, inputs } of terms) {
        let inside = 0;
        for (const i of inputs) {
          inside += before[i];
          next[i] += bySum * parameters[parameter] ** 2;
        }
        result[parameter] += bySum * inside ** 2;
      }
    });
    by = next;
  }
  return result;
}
