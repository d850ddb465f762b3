// Makes elements of HTML and of SVG, with attributes and text; brings style sheets.

const SVG = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, text = "") {
  return filled(document.createElement(name), attributes, text);
}

export function drawing(name, attributes = {}, text = "") {
  return filled(document.createElementNS(SVG, name), attributes, text);
}

/** Resolves when a style sheet is in use, which it is once a page. @param {string} address */
export async function styled(address) {
  if (document.querySelector(`link[href="${address}"]`)) return;
  const link = element("link", { rel: "stylesheet", href: address });
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`${address} did not arrive`));
    };
    document.head.append(link);
  });
}

function filled(node, attributes, text) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}
