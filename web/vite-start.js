// How the page starts: its worker, which loads the engine and the weights, is on its way before the page's program; a
// program that is damaged does not run.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { bundled, sha256 } from "./vite-script.js";

const BOOT = fileURLToPath(new URL("app/boot.js", import.meta.url));
const WORKER = /(^|\/)engine-worker-[^/]*\.js$/;

export const start = {
  name: "start",
  transformIndexHtml: {
    order: "post",
    async handler(html, { bundle }) {
      if (!bundle) return html;
      const files = Object.values(bundle);
      const worker = files.find(({ fileName }) => WORKER.test(fileName));
      return withBoot(bare(html), await bundled(BOOT, { WORKER: `./${worker.fileName}` }));
    },
  },
  // Only what is written is final.
  writeBundle: {
    sequential: true,
    async handler({ dir }, bundle) {
      const { fileName } = Object.values(bundle).find(({ isEntry }) => isEntry);
      const html = await readFile(`${dir}/index.html`, "utf8");
      const hash = sha256(await readFile(`${dir}/${fileName}`));
      const src = `src="./${fileName}"`;
      await writeFile(`${dir}/index.html`, html.replace(src, `${src} integrity="sha256-${hash}"`));
    },
  },
};

/** Without comments and indents, for which there is no room in the budget. */
const bare = (html) => html.replace(/<!--.*?-->/gs, "").replace(/\n\s+/g, "\n");

/** Right behind the policy that allows it: after a style sheet a script waits. */
function withBoot(html, script) {
  return html.replace(
    /(<meta http-equiv="Content-Security-Policy" content="[^"]*script-src 'self')([^>]*>)/,
    (_, policy, rest) => `${policy} 'sha256-${sha256(script)}'${rest}<script>${script}</script>`,
  );
}
