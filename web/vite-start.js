// How the page starts: of the engine's builds only the one that the browser will run is fetched with the page, and so
// are the weights; a program that is damaged does not run.

import { fileURLToPath } from "node:url";

import { bundled, sha256 } from "./vite-script.js";

const BUILDS = ["lenet5.relaxed.wasm", "lenet5.wasm", "lenet5.scalar.wasm"]; // RELAXED, SIMD, SCALAR of runnable.js
const BOOT = fileURLToPath(new URL("app/boot.js", import.meta.url));

export const start = {
  name: "start",
  transformIndexHtml: {
    order: "post",
    async handler(html, { bundle }) {
      if (!bundle) return html;
      const files = Object.values(bundle);
      const addressOf = (name) => `./${files.find(({ names }) => names?.includes(name)).fileName}`;
      const boot = await bundled(BOOT, { ENGINES: BUILDS.map(addressOf) });
      const weights = { rel: "preload", as: "fetch", crossorigin: true, href: addressOf("lenet5.safetensors") };
      return {
        html: withIntegrity(
          withBoot(html, boot),
          files.find(({ isEntry }) => isEntry),
        ),
        tags: [{ tag: "link", attrs: weights, injectTo: "head" }],
      };
    },
  },
};

/** Right behind the policy that allows it: after a style sheet a script waits. */
function withBoot(html, script) {
  return html.replace(
    /(<meta http-equiv="Content-Security-Policy" content="[^"]*script-src 'self')([^>]*>)/,
    (_, policy, rest) => `${policy} 'sha256-${sha256(script)}'${rest}<script>${script}</script>`,
  );
}

function withIntegrity(html, { fileName, code }) {
  return html.replace(`src="./${fileName}"`, (address) => `${address} integrity="sha256-${sha256(code)}"`);
}
