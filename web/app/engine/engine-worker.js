// The page's worker: everything slower than a stroke. Its name is what chosen-build.js has kept.

import { MEMORY } from "../../lib/preferred.js";
import { firstRunnable, RELAXED, SIMD } from "../../lib/runnable.js";
import { startHost } from "./host.js";

const port = /** @type {any} */ (globalThis);
const [first, build] = port.name.split(" ").map(Number);
if (first === firstRunnable() && (build === RELAXED || build === SIMD)) port[MEMORY] = build;
const handle = startHost((message, transfer = []) => port.postMessage(message, transfer));
addEventListener("message", ({ data }) => handle(data));
port.postMessage("started");
