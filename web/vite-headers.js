// What a static host should send with the page, in the form that Netlify, Cloudflare Pages and others read. Hosts that send
// no headers of one's own have the policy from the page itself.

import { readFile, writeFile } from "node:fs/promises";

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/;

// No COOP and no COEP: no memory is shared between threads.
const headers = (policy) => `# Written by the build, from the page's own policy.

/*
  Content-Security-Policy: ${policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer

# Named by their contents.
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/views/*
  Cache-Control: public, max-age=31536000, immutable

# Of these there are new versions under the same name.
/
  Cache-Control: no-cache
/index.html
  Cache-Control: no-cache
/sw.js
  Cache-Control: no-cache
/manifest.webmanifest
  Cache-Control: no-cache
`;

export const hostHeaders = {
  name: "headers",
  writeBundle: {
    sequential: true,
    async handler({ dir }) {
      const [, policy] = POLICY.exec(await readFile(`${dir}/index.html`, "utf8"));
      await writeFile(`${dir}/_headers`, headers(policy));
    },
  },
};
