// The page's one policy of Trusted Types: addresses of programs are of the page's own folder. The script within the page
// and the page's program share it.

const POLICY = Symbol.for("lenet5-wasm.policy");
const NAME = "lenet5"; // as the content security policy has it

const RULES = { createScriptURL: own, createHTML: (/** @type {string} */ text) => text };

function policy() {
  const page = /** @type {any} */ (globalThis);
  page[POLICY] ??= page.trustedTypes?.createPolicy(NAME, RULES) ?? RULES;
  return page[POLICY];
}

/** The address of a program to run. @param {string} url @returns {any} @throws {TypeError} it lies elsewhere */
export const trusted = (url) => policy().createScriptURL(url);

/** Markup for a document of its own that is looked through and never shown. @param {string} text @returns {any} */
export const inert = (text) => policy().createHTML(text);

function own(url) {
  const { href } = new URL(url, location.href);
  if (href.startsWith(new URL(".", location.href).href)) return href;
  throw new TypeError(`${href} is no program of this page`);
}
