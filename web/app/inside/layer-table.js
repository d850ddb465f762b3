// The layers in numbers, counted from the networks themselves: a table for each network.

import { element } from "../element.js";
import { decimal, say } from "../words/words.js";
import { sizesOf } from "./arithmetic.js";
import { shapeOf } from "./network.js";
import { bodyOf, headOf } from "./workings.js";

const COLUMNS = ["layer", "kind", "shape", "units", "parameters", "connections", "multiplications"];
const COUNTS = ["units", "parameters", "connections", "multiplications"];

/** @param {import("./network.js").Network} network */
export function layerTable(network) {
  const scroller = element("div", {
    class: "table-scroller",
    tabindex: "0",
    role: "group",
    "aria-label": say("inside.inNumbers", { network: network.name }),
  });
  const table = element("table", { class: "layer-table" });
  const sizes = network.layers.map(sizesOf);
  const total = (count) => sizes.reduce((sum, size) => sum + size[count], 0);
  table.append(
    element("caption", {}, say("inside.inNumbersCounted", { network: network.name })),
    headOf(COLUMNS.map((name) => say(`inside.head-${name}`))),
    bodyOf(network.layers.map((layer, i) => line([layer.name, layer.what, shapeOf(layer)], sizes[i]))),
  );
  const foot = element("tfoot");
  foot.append(line([say("inside.all"), "", ""], Object.fromEntries(COUNTS.map((count) => [count, total(count)]))));
  table.append(foot);
  scroller.append(table);
  return scroller;
}

function line([name, ...words], sizes) {
  const row = element("tr");
  row.append(
    element("th", { scope: "row" }, name),
    ...words.map((word) => element("td", { class: "word" }, word)),
    ...COUNTS.map((count) => element("td", {}, decimal(sizes[count], 0))),
  );
  return row;
}
