// Makes elements of HTML and of SVG, with attributes and text.

const SVG = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, text = "") {
  return filled(document.createElement(name), attributes, text);
}

export function drawing(name, attributes = {}, text = "") {
  return filled(document.createElementNS(SVG, name), attributes, text);
}

function filled(node, attributes, text) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}
