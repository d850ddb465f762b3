// The library, one small module: fetched as it is, it costs one round trip. Its lines are short and its functions keep
// their names, for whoever meets one in an error message; the source map has the rest.

import { fileURLToPath } from "node:url";

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default {
  input: inRepository("web/lib/lenet5.js"),
  output: {
    file: inRepository("dist/lib/lenet5.js"),
    format: "esm",
    sourcemap: true,
    comments: false,
    // Bundlers find the package's files by new URL("…", import.meta.url), some of them only if "…" is a plain string.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: false } },
  },
};
