// The library, one small module: fetched as it is, it costs one round trip. Its lines are short and its functions keep
// their names, for whoever meets one in an error message; the source map has the rest.

import { fileURLToPath } from "node:url";

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// An error is of the same class whichever module throws it.
const errorOfLibrary = {
  name: "error-of-library",
  resolveId: (id) => (id === "./error.js" ? { id: "./lenet5.js", external: true } : null),
};

const bundle = (name, plugins) => ({
  external: ["./network-1998.js"], // fetched by who asks for it
  input: inRepository(`web/lib/${name}.js`),
  plugins,
  output: {
    file: inRepository(`dist/lib/${name}.js`),
    format: "esm",
    sourcemap: true,
    comments: false,
    // Bundlers find the package's files by new URL("…", import.meta.url), some of them only if "…" is a plain string.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: false } },
  },
});

export default [
  bundle("lenet5", []),
  ...["import", "learn", "network-1998", "stages"].map((name) => bundle(name, [errorOfLibrary])),
];
