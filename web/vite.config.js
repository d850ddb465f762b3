import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

import { engines } from "./engines.js";

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const engine = engines(inRepository("dist/lib"));

// A new version waits until the user accepts it (web/app/update.js registers the worker).
const offline = VitePWA({
  registerType: "prompt",
  injectRegister: null,
  filename: "sw.js",
  includeManifestIcons: false, // whoever installs the page fetches them; nobody else needs them
  manifest: {
    id: "./",
    name: "LeNet-5 reads handwriting",
    short_name: "LeNet-5",
    description: "Write a digit, a number, a ZIP code or an amount; LeNet-5 reads it on your device.",
    lang: "en",
    start_url: "./",
    scope: "./",
    display: "standalone",
    theme_color: "#eef1f6",
    background_color: "#eef1f6",
    categories: ["education", "utilities"],
    icons: [
      { src: "icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  },
  workbox: {
    globPatterns: ["**/*.{html,js,css,safetensors,svg}"],
    ...engine.workbox,
    navigateFallback: "index.html",
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
  },
});

// The page uses the library as the package has it, so dist/lib/ is built first (build.sh does).
export default defineConfig({
  root: inRepository(""),
  base: "./",
  appType: "mpa",
  publicDir: inRepository("web/app/public"),
  plugins: [engine.plugin, offline],
  resolve: { alias: { "lenet5-wasm": inRepository("dist/lib/lenet5.js") } },
  build: {
    outDir: inRepository("dist/site"),
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        assetFileNames: ({ names }) => (engine.names.includes(names[0]) ? names[0] : "assets/[name]-[hash][extname]"),
      },
    },
  },
});
