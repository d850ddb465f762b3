import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// The engine and the weights start loading with the page, not only once its script runs.
const preloadEngine = {
  name: "preload-engine",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      const files = Object.keys(bundle ?? {}).filter((name) => /\.(wasm|safetensors)$/.test(name));
      return files.map((name) => ({
        tag: "link",
        attrs: { rel: "preload", as: "fetch", crossorigin: true, href: `./${name}` },
        injectTo: "head",
      }));
    },
  },
};

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
    globPatterns: ["**/*.{html,js,css,wasm,safetensors,svg}"],
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
  plugins: [preloadEngine, offline],
  resolve: { alias: { "lenet5-wasm": inRepository("dist/lib/lenet5.js") } },
  build: {
    outDir: inRepository("dist/site"),
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        assetFileNames: ({ names }) => (names.includes("lenet5.wasm") ? "lenet5.wasm" : "assets/[name]-[hash][extname]"),
      },
    },
  },
});
