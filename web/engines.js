// The page's engine: of the three builds, only the one that the browser will run is fetched with the page and put by for
// when there is no network.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { rolldown } from "rolldown";

const BUILDS = ["lenet5.relaxed.wasm", "lenet5.wasm", "lenet5.scalar.wasm"]; // by preferred()
const WORKER = "sw-engine.js";

const sha256 = (text) => createHash("sha256").update(text).digest("base64");

const ADDRESSES = JSON.stringify(BUILDS.map((name) => `./${name}`));

/** The text of an expression: the address of the build for this browser. */
const CHOSEN = `${ADDRESSES}[${await chooser()}.preferred()]`;

const PRELOAD = `(() => {
  const href = ${CHOSEN};
  document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }));
})();`;

/** web/lib/preferred.js as the text of an expression, for where no module is yet. */
async function chooser() {
  const bundle = await rolldown({ input: fileURLToPath(new URL("lib/preferred.js", import.meta.url)) });
  const { output } = await bundle.generate({ format: "iife", name: "builds", minify: true });
  await bundle.close();
  return `(() => { ${output[0].code} return builds; })()`;
}

/** Right behind the policy that allows it: after a style sheet a script waits. */
const withPreload = (html) =>
  html.replace(
    /(<meta http-equiv="Content-Security-Policy" content="[^"]*script-src 'self')([^>]*>)/,
    (_, policy, rest) => `${policy} 'sha256-${sha256(PRELOAD)}'${rest}<script>${PRELOAD}</script>`,
  );

// A build's name stays while its contents change, so each version of the page has a cache of its own.
const worker = (cache) => `const engine = ${CHOSEN};
addEventListener("install", (event) => {
  event.waitUntil(caches.open("${cache}").then((cache) => cache.add(new Request(engine, { cache: "no-cache" }))));
});
addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("engine-") && name !== "${cache}";
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});
`;

/** folder: with the builds, as the package has them. */
export function engines(folder) {
  const hash = createHash("sha256");
  for (const name of BUILDS) if (existsSync(`${folder}/${name}`)) hash.update(readFileSync(`${folder}/${name}`));
  const cacheName = `engine-${hash.digest("hex").slice(0, 8)}`;
  return {
    names: BUILDS,
    /** For workbox's generateSW. */
    workbox: {
      globIgnores: [WORKER],
      importScripts: [WORKER],
      runtimeCaching: [{ urlPattern: /\.wasm$/, handler: "CacheFirst", options: { cacheName } }],
    },
    /** For Vite. The engine and the weights start loading with the page, not only once its script runs. */
    plugin: {
      name: "engines",
      generateBundle() {
        this.emitFile({ type: "asset", fileName: WORKER, source: worker(cacheName) });
      },
      transformIndexHtml: {
        order: "post",
        handler(html, { bundle }) {
          if (!bundle) return html;
          const weights = Object.keys(bundle).filter((name) => name.endsWith(".safetensors"));
          return {
            html: withPreload(html),
            tags: weights.map((name) => ({
              tag: "link",
              attrs: { rel: "preload", as: "fetch", crossorigin: true, href: `./${name}` },
              injectTo: "head",
            })),
          };
        },
      },
    },
  };
}
