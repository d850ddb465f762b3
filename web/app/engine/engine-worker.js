// The page's worker: everything slower than a stroke. Its name is what chosen-build.js has kept. Where there can be no
// worker the page itself imports this, for startHost alone.

import { MEMORY } from "../../lib/preferred.js";
import { firstRunnable, RELAXED, SIMD } from "../../lib/runnable.js";
import { startHost } from "./host.js";
import { HOST } from "./worker-start.js";

const port = /** @type {any} */ (globalThis);
const isSecond = HOST in port; // WebKit runs a worker's program once more where a part of it imports that
if (typeof document !== "undefined") {
  port[HOST] = startHost;
} else if (!isSecond) {
  port[HOST] = null;
  const [first, build] = port.name.split(" ").map(Number);
  if (first === firstRunnable() && (build === RELAXED || build === SIMD)) port[MEMORY] = build;
  const handle = startHost((message, transfer = []) => port.postMessage(message, transfer));
  addEventListener("message", ({ data }) => handle(data));
  port.postMessage("started");
}
