// How Vite builds the page into dist/site/, and serves it.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { gallery } from "./vite-gallery.js";
import { hostHeaders } from "./vite-headers.js";
import { output, plainImports, together, workerName, workerSplitting } from "./vite-lazy.js";
import { offline } from "./vite-offline.js";
import { start } from "./vite-start.js";

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// The page uses the library as the package has it, so dist/lib/ is built first (build.sh does).
export default defineConfig({
  root: inRepository(""),
  base: "./",
  appType: "mpa",
  publicDir: inRepository("web/app/public"),
  plugins: [plainImports, together, gallery, start, offline, hostHeaders],
  resolve: {
    alias: [
      { find: /^lenet5-wasm$/, replacement: inRepository("dist/lib/lenet5.js") },
      { find: /^lenet5-wasm\/(import|learn|stages)$/, replacement: inRepository("dist/lib/$1.js") },
    ],
  },
  build: {
    outDir: inRepository("dist/site"),
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    modulePreload: false,
    rollupOptions: { output, checks: { pluginTimings: false } }, // the gallery takes its time
  },
  worker: {
    format: "es",
    rollupOptions: { output: { ...output, entryFileNames: workerName, codeSplitting: workerSplitting } },
  },
});
