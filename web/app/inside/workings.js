// How one output of a layer comes about, written out: the parts of the panel under the layers, one for each kind.
// Each gives its elements, and update(), which fills in the numbers of an answer for an output of the map.

import { element } from "../element.js";
import { parts } from "../words/parts.js";
import { decimal, say, sentences } from "../words/words.js";
import { indexOf, isBorder, pooledAt, productsAt, softmax, TANH_REACHES } from "./arithmetic.js";
import { signed } from "./flow.js";
import { colourOf, largestOf, MapCanvas } from "./maps.js";
import { nameOf } from "./network.js";
import { Surface } from "./surface.js";

const DECIMALS = 4; // of sums and outputs
const PRODUCT_DECIMALS = 3;
const FACTOR_DECIMALS = 2;
const CODE = [7, 12]; // width and height of a code of 1998
const MOST_ROWS = 8; // of the contributions to a unit
const NAMES = { relu: "ReLU", tanh: "tanh", none: "" }; // of the functions that follow a sum

/**
 * @typedef {object} Workings
 * @property {HTMLElement[]} nodes
 * @property {(outputs: import("./arithmetic.js").Outputs | null, row: number, column: number, answer: any) => string} update
 *     the numbers; returns them in a sentence
 *
 * @typedef {object} Asked what is to be shown
 * @property {import("./network.js").Layer} layer
 * @property {import("./network.js").Layer} source the layer before
 * @property {number} map
 * @property {(row: number, column: number) => void} onmove another output of the map was chosen
 */

const partOf = (values, { side }, map) => values?.subarray(map * side * side, (map + 1) * side * side) ?? null;

/** @param {Asked} asked @returns {Workings} */
export function convolution({ layer, source, map, onmove }) {
  const { kernel, side, inputs, activation } = layer;
  const channels = inputs(map);
  let chosen = 0;
  let latest = /** @type {any[]} */ ([null, 0, 0]);
  const from = new Surface(nameOf(source, channels[0]), source.side);
  const to = side > 1 ? new Surface(nameOf(layer, map), side, onmove) : null;
  const table = new ProductTable(kernel);
  const list = channels.length > 1 ? new ChannelList(layer, source, map, choose) : null;
  const equation = element("p", { class: "equation" });
  const row = element("div", { class: "workings" });
  row.append(...(channels.length > 0 ? [from.element, table.element] : []), ...(to ? [to.element] : []));

  function choose(i) {
    chosen = i;
    from.caption = nameOf(source, channels[i]);
    update(...latest);
  }

  function update(outputs, row, column) {
    latest = [outputs, row, column];
    from.picture.showOf(source, partOf(outputs?.[source.id], source, channels[chosen]), largest(outputs?.[source.id]));
    from.mark(row, column, kernel);
    to?.picture.showOf(layer, partOf(outputs?.[layer.id], layer, map), largest(outputs?.[layer.id]));
    to?.mark(row, column);
    const products = productsAt(
      layer,
      source,
      outputs?.[source.id] ?? new Float32Array(source.maps * source.side ** 2),
      map,
      row,
      column,
    );
    if (channels.length > 0) table.show(products.channels[chosen], nameOf(source, channels[chosen]));
    list?.show(products.channels, chosen);
    const output = outputs ? outputs[layer.id][indexOf(layer, map, row, column)] : null;
    const sums = products.channels.map(({ channel, sum }) => ({
      sum,
      of: source.maps > 1 ? `${source.name} ${channel}` : say("inside.products"),
    }));
    return writeEquation(equation, { sums, products, output, activation, to, place: { row, column, map }, layer });
  }
  return { nodes: [...(list ? [list.element] : []), row, equation], update };
}

/** @param {Asked} asked @returns {Workings} */
export function pooling({ layer, source, map, onmove }) {
  const { kernel, side } = layer;
  const from = new Surface(nameOf(source, map), source.side);
  const to = new Surface(nameOf(layer, map), side, onmove);
  const table = element("table", { class: "products pooled" });
  table.append(element("caption", {}, say("inside.window", { n: kernel * kernel, of: nameOf(source, map) })));
  const cells = tableCells(table, kernel);
  const equation = element("p", { class: "equation" });
  const row = element("div", { class: "workings" });
  row.append(from.element, table, to.element);

  function update(outputs, row, column) {
    from.picture.showOf(source, partOf(outputs?.[source.id], source, map), largest(outputs?.[source.id]));
    from.mark(row * kernel, column * kernel, kernel);
    to.picture.showOf(layer, partOf(outputs?.[layer.id], layer, map), largest(outputs?.[layer.id]));
    to.mark(row, column);
    if (!outputs) {
      to.label = nameOf(layer, map);
      return emptied(cells, equation);
    }
    const { values, winner } = pooledAt(layer, source, outputs[source.id], map, row, column);
    cells.forEach((cell, i) => {
      cell.classList.toggle("winner", i === winner);
      cell.replaceChildren(element("b", {}, signed(values[i], DECIMALS)));
      if (i === winner) cell.append(element("span", {}, say("inside.largest")));
    });
    const output = signed(outputs[layer.id][indexOf(layer, map, row, column)], DECIMALS);
    const four = values.map((value) => signed(value, DECIMALS)).join(say("inside.comma"));
    equation.replaceChildren(...parts("inside.largestOf", { output: element("output", {}, output) }, { four }));
    const sentence = say("inside.largestIs", { at: placeIn(layer, { map, row, column }), four, output });
    to.label = sentences(sentence, say("inside.arrowsMove"));
    return sentence;
  }
  return { nodes: [row, equation], update };
}

/** @param {Asked} asked @returns {Workings} */
export function subsampling({ layer, source, map, onmove }) {
  const { kernel, side, coefficient, bias } = layer;
  const from = new Surface(nameOf(source, map), source.side);
  const to = new Surface(nameOf(layer, map), side, onmove);
  const table = element("table", { class: "products pooled" });
  table.append(element("caption", {}, say("inside.window", { n: kernel * kernel, of: nameOf(source, map) })));
  const cells = tableCells(table, kernel);
  const equation = element("p", { class: "equation" });
  const row = element("div", { class: "workings" });
  row.append(from.element, table, to.element);

  function update(outputs, row, column) {
    from.picture.showOf(source, partOf(outputs?.[source.id], source, map), largest(outputs?.[source.id]));
    from.mark(row * kernel, column * kernel, kernel);
    to.picture.showOf(layer, partOf(outputs?.[layer.id], layer, map), largest(outputs?.[layer.id]));
    to.mark(row, column);
    if (!outputs) {
      to.label = nameOf(layer, map);
      return emptied(cells, equation);
    }
    const { values } = pooledAt(layer, source, outputs[source.id], map, row, column);
    cells.forEach((cell, i) => cell.replaceChildren(element("b", {}, signed(values[i], DECIMALS))));
    const sum = values.reduce((total, value) => total + value, 0);
    const before = signed(sum * coefficient[map] + bias[map], DECIMALS);
    const output = signed(outputs[layer.id][indexOf(layer, map, row, column)], DECIMALS);
    const made = say("inside.theirSum", {
      ...{ sum: signed(sum, DECIMALS), coefficient: signed(coefficient[map], DECIMALS) },
      ...{ bias: signed(bias[map], DECIMALS), before },
    });
    equation.replaceChildren(`${made} → tanh → `, element("output", {}, output));
    const sentence = say("inside.tanhGives", { at: placeIn(layer, { map, row, column }), made, output });
    to.label = sentences(sentence, say("inside.arrowsMove"));
    return sentence;
  }
  return { nodes: [row, equation], update };
}

/** How far F6 is from a digit's code, pixel by pixel. @param {Asked} asked @returns {Workings} */
export function rbf({ layer, source, map }) {
  const [width, height] = CODE;
  const code = new Surface(say("inside.codeOf", { digit: map }), width, null, height);
  const is = new Surface(say("inside.f6OfInk"), width, null, height);
  const apart = new Surface(say("inside.differences"), width, null, height);
  const equation = element("p", { class: "equation" });
  const row = element("div", { class: "workings codes" });
  row.append(code.element, is.element, apart.element);
  code.picture.showBetween(layer.codes[map], -1, 1);

  function update(outputs) {
    is.picture.showBetween(outputs?.[source.id] ?? null, -TANH_REACHES, TANH_REACHES);
    apart.picture.show(null, 1);
    if (!outputs) return emptied([], equation);
    const squares = Array.from(outputs[source.id], (value, i) => (value - layer.codes[map][i]) ** 2);
    apart.picture.show(squares, largestOf(squares));
    const output = signed(outputs[layer.id][map], DECIMALS);
    equation.replaceChildren(
      ...parts("inside.distance", { output: element("output", {}, output) }, { n: squares.length }),
    );
    return say("inside.distanceIs", { digit: map, output });
  }
  return { nodes: [row, equation], update };
}

/** @param {Asked} asked @returns {Workings} */
export function dense({ layer, source, map }) {
  const table = element("table", { class: "contributions" });
  const equation = element("p", { class: "equation" });
  const caption = say("inside.contributions", { name: layer.name, map });

  function update(outputs) {
    if (!outputs) return emptied([], equation, table);
    const products = productsAt(layer, source, outputs[source.id], map, 0, 0);
    const terms = products.channels.map(({ channel, terms: [term] }) => ({ channel, ...term }));
    const ranked = terms.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product));
    const shown = ranked.slice(0, MOST_ROWS);
    const rest = ranked.slice(MOST_ROWS).reduce((sum, { product }) => sum + product, 0);
    const scale = largestOf([...shown.map(({ product }) => product), rest]);
    const line = (name, input, weight, product) => contribution(name, input, weight, product, scale);
    table.replaceChildren(
      element("caption", {}, caption),
      headOf([source.name, ...["output", "weight", "product"].map((name) => say(`inside.dense-${name}`))]),
      bodyOf([
        ...shown.map(({ channel, input, weight, product }) =>
          line(
            say("inside.unit", { n: channel }),
            signed(input, PRODUCT_DECIMALS),
            signed(weight, PRODUCT_DECIMALS),
            product,
          ),
        ),
        line(say("inside.others", { n: ranked.length - shown.length }), "", "", rest),
      ]),
    );
    const sums = [{ sum: products.total - products.bias, of: say("inside.nProducts", { n: terms.length }) }];
    const output = outputs[layer.id][map];
    const place = { row: 0, column: 0, map };
    return writeEquation(equation, { sums, products, output, activation: layer.activation, to: null, place, layer });
  }
  return { nodes: [table, equation], update };
}

/**
 * The ten logits, what softmax makes of them, and what the page answers.
 *
 * @param {{ temperature: number | null, inFloats: boolean }} rule temperature: null where the weights came without one
 * @returns {Workings}
 */
export function softmaxOf(rule) {
  const table = element("table", { class: "contributions" });
  const text = element("p", { class: "explanation" });

  function update(outputs, _row, _column, answer) {
    if (!outputs) return emptied([], text, table);
    const { probabilities, logits } = answer.result;
    const plain = softmax(outputs.f7);
    const peak = Math.max(...outputs.f7);
    const powers = Array.from(outputs.f7, (logit) => Math.exp(logit - peak));
    table.replaceChildren(
      element("caption", {}, say("inside.softmaxCaption")),
      headOf(["digit", "f7", "power", "softmax", "answer"].map((name) => say(`inside.softmax-${name}`))),
      bodyOf(
        Array.from({ length: 10 }, (_, digit) => {
          const line = element("tr", plain[digit] === Math.max(...plain) ? { class: "best" } : {});
          line.append(
            element("th", { scope: "row" }, String(digit)),
            element("td", {}, signed(outputs.f7[digit], DECIMALS)),
            element("td", {}, decimal(powers[digit], DECIMALS)),
            element("td", {}, decimal(plain[digit], DECIMALS)),
            element("td", {}, decimal(probabilities[digit], DECIMALS)),
          );
          return line;
        }),
      ),
    );
    const sum = powers.reduce((total, power) => total + power, 0);
    const apart = Math.max(...logits.map((logit, i) => Math.abs(logit - outputs.f7[i])));
    text.textContent = sentences(
      say("inside.divides", { sum: decimal(sum, DECIMALS) }),
      ...answerOf(rule, decimal(apart, 2)),
    );
    const best = plain.indexOf(Math.max(...plain));
    const values = { share: decimal(plain[best], DECIMALS), answer: decimal(probabilities[best], DECIMALS) };
    return say("inside.softmaxGives", { best, ...values });
  }
  return { nodes: [table, text], update };
}

/**
 * How the page's answer differs from plain softmax, in sentences.
 *
 * @param {{ temperature: number | null, inFloats: boolean }} rule
 * @param {string} apart how far its F7 is from the floats' here
 */
function answerOf({ temperature, inFloats }, apart) {
  const whole = inFloats ? "" : say("inside.whole8", { apart });
  if (temperature === null) return [say("inside.plainToo"), whole];
  return [say("inside.differently"), whole, say("inside.temperature", { temperature: decimal(temperature, 3) })];
}

/** The picture and its border. @param {Asked} asked @returns {Workings} */
export function input({ layer, onmove }) {
  const picture = new Surface(say("inside.inputSized"), layer.side, onmove);
  const text = element("p", { class: "explanation" });
  const row = element("div", { class: "workings" });
  picture.element.classList.add("bordered");
  row.append(picture.element, text);

  function update(outputs, row, column) {
    picture.picture.show(outputs?.input ?? null, 1);
    picture.mark(row, column);
    const value = outputs ? outputs.input[indexOf(layer, 0, row, column)] : 0;
    const key = isBorder(row, column) ? "inside.pixelOfBorder" : "inside.pixel";
    const where = say(key, { row, column, value: signed(value, DECIMALS) });
    text.textContent = sentences(
      say("inside.inputText", { paper: levelOf(layer.paper), ink: levelOf(layer.ink) }),
      where,
    );
    picture.label = sentences(say("inside.inputLabel"), where, say("inside.arrowsMovePixel"));
    return where;
  }
  return { nodes: [row], update };
}

/** The products of a kernel with the window under it, as a square of cells. */
class ProductTable {
  #cells;
  #caption = element("caption");

  constructor(side) {
    this.element = element("table", { class: "products" });
    this.element.append(this.#caption);
    this.#cells = tableCells(this.element, side).map((cell) => {
      const parts = [element("span"), element("span"), element("b")];
      cell.append(...parts);
      return { cell, parts };
    });
  }

  show({ terms, sum }, name) {
    this.#caption.textContent = say("inside.windowTimes", { name, sum: signed(sum, DECIMALS) });
    const largest = largestOf(terms.map(({ weight }) => weight));
    terms.forEach(({ input, weight, product }, i) => {
      const { cell, parts } = this.#cells[i];
      cell.style.setProperty("--tint", colourOf(weight, largest));
      cell.classList.toggle("nothing", input === 0);
      const texts = [
        signed(input, FACTOR_DECIMALS),
        `× ${signed(weight, FACTOR_DECIMALS)}`,
        signed(product, PRODUCT_DECIMALS),
      ];
      texts.forEach((text, k) => parts[k].textContent !== text && (parts[k].textContent = text));
    });
  }
}

/** The kernels of a map, one for each map of the layer before, with what each adds; one may be chosen. */
class ChannelList {
  #sums;
  #inputs;

  constructor(layer, source, map, onchoose) {
    const { weight, kernel, inputs, kernelAt } = layer;
    const channels = inputs(map);
    const kernels = channels.map((_, i) => weight.subarray(kernelAt(map, i), kernelAt(map, i) + kernel * kernel));
    const largest = Math.max(0, ...kernels.map(largestOf));
    this.element = element("fieldset", { class: "channels" });
    this.element.append(
      element(
        "legend",
        {},
        say("inside.kernels", { map: nameOf(layer, map), n: channels.length, source: source.name }),
      ),
    );
    const items = channels.map((channel, i) => {
      const label = element("label");
      const input = element("input", { type: "radio", name: "channel", value: i, class: "visually-hidden" });
      const canvas = element("canvas", { "aria-hidden": "true" });
      new MapCanvas(/** @type {any} */ (canvas), kernel, kernel).showSigned(kernels[i], largest);
      const sum = element("span", { class: "sum" });
      label.append(input, element("span", {}, `${source.name} ${channel}`), canvas, sum);
      input.addEventListener("change", () => onchoose(i));
      this.element.append(label);
      return { input, sum };
    });
    this.#sums = items.map(({ sum }) => sum);
    this.#inputs = items.map((item) => /** @type {any} */ (item.input));
  }

  show(channels, chosen) {
    channels.forEach(({ sum }, i) => (this.#sums[i].textContent = signed(sum, DECIMALS)));
    this.#inputs[chosen].checked = true;
  }
}

function writeEquation(equation, { sums, products, output, activation, to, place, layer }) {
  if (output === null) {
    if (to) to.label = nameOf(layer, place.map);
    return emptied([], equation);
  }
  const { total, bias } = products;
  const shown = signed(output, DECIMALS);
  const shape = `${sums.map(({ of }) => of)} ${activation}`;
  if (equation.dataset.shape !== shape) buildEquation(equation, sums, NAMES[activation]);
  equation.dataset.shape = shape;
  const values = [...sums.map(({ sum }) => sum), bias, ...(NAMES[activation] ? [total] : [])];
  equation.querySelectorAll(".term").forEach((term, i) => {
    const text = signed(values[i], DECIMALS);
    if (term.firstChild.data !== text) term.firstChild.data = text;
  });
  equation.lastElementChild.textContent = shown;
  const terms = sums.map(({ sum, of }) => say("inside.from", { sum: signed(sum, DECIMALS), of }));
  const sentence = sentences(
    say("inside.make", {
      ...{ at: placeIn(layer, place), terms: terms.join(say("inside.comma")) || say("inside.unconnected") },
      ...{ bias: signed(bias, DECIMALS), total: signed(total, DECIMALS) },
    }),
    NAMES[activation] && say("inside.gives", { activation: NAMES[activation], output: shown }),
  );
  if (to) to.label = sentences(sentence, say("inside.arrowsMove"));
  return sentence;
}

/** Sums, bias, and perhaps their total and the function that follows; the numbers are still to come. */
function buildEquation(equation, sums, name) {
  const term = (of, kind = "") => {
    const span = element("span", { class: `term ${kind}` }, "0");
    if (of) span.append(element("small", {}, of));
    return span;
  };
  const operator = (text) => element("span", { class: "operator" }, text);
  equation.replaceChildren(
    ...sums.flatMap(({ of }) => [term(of), operator("+")]),
    term(say("inside.bias")),
    operator("="),
    ...(name ? [term("", "total"), operator(`→ ${name} →`)] : []),
    element("output"),
  );
}

function emptied(cells, equation, table) {
  delete equation.dataset.shape;
  for (const cell of cells) {
    cell.classList.remove("winner");
    cell.replaceChildren();
  }
  equation.textContent = say("inside.empty");
  table?.replaceChildren();
  return "";
}

function tableCells(table, side) {
  const body = element("tbody");
  const cells = [];
  for (let i = 0; i < side; i++) {
    const line = element("tr");
    for (let k = 0; k < side; k++) cells.push(line.appendChild(element("td")));
    body.append(line);
  }
  table.append(body);
  return cells;
}

function contribution(name, input, weight, product, scale) {
  const line = element("tr");
  const last = element(
    "td",
    { class: product < 0 ? "bar-cell negative" : "bar-cell" },
    signed(product, PRODUCT_DECIMALS),
  );
  last.style.setProperty("--p", (scale > 0 ? Math.abs(product) / scale : 0).toFixed(3));
  line.append(element("th", { scope: "row" }, name), element("td", {}, input), element("td", {}, weight), last);
  return line;
}

export function headOf(names) {
  const head = element("thead");
  const line = element("tr");
  line.append(...names.map((name) => element("th", { scope: "col" }, name)));
  head.append(line);
  return head;
}

export function bodyOf(lines) {
  const body = element("tbody");
  body.append(...lines);
  return body;
}

/** With as many decimals as it has. */
const levelOf = (value) => signed(value, (String(value).split(".")[1] ?? "").length);

/** "C1, map 3, row 4, column 5"; "F6, unit 12" */
const placeIn = ({ name, side }, place) => say(side > 1 ? "inside.atMap" : "inside.unitOf", { name, ...place });

const largest = (values) => (values ? largestOf(values) : 0);
