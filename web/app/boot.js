// Inside the page itself, before anything else of it has come: starts loading the engine, and says so when the page's
// program does not start. ENGINES: the addresses of the builds, by preferred().

import { MEMORY, preferred } from "../lib/preferred.js";
import { firstRunnable, RELAXED, SIMD } from "../lib/runnable.js";

const href = ENGINES[chosen()];
const preload = { rel: "preload", as: "fetch", crossOrigin: "", href };
document.head.append(Object.assign(document.createElement("link"), preload));

addEventListener("error", fail, true);
addEventListener("started", () => removeEventListener("error", fail, true));

/** Measured at the first visit only: a choice that wavers would cost 36 kB each time, and there may be no network. */
function chosen() {
  const name = `lenet5-wasm.build from ${firstRunnable()}`;
  try {
    const build = localStorage.getItem(name);
    if (build === String(RELAXED) || build === String(SIMD)) globalThis[MEMORY] = Number(build);
    localStorage.setItem(name, String(preferred()));
  } catch {} // nothing may be kept here
  return preferred();
}

/** @param {{ target: any }} event */
function fail({ target }) {
  if (target !== window && target.localName !== "script") return;
  const verdict = "Could not start";
  const detail =
    "The page’s program is damaged or did not arrive, or this browser is too old for it. Check the connection.";
  /** @type {HTMLElement} */
  const answer = document.querySelector(".answer");
  answer.dataset.state = "failure";
  answer.querySelector(".verdict span").textContent = verdict;
  answer.querySelector(".detail").textContent = detail;
  document.querySelector("#status").textContent = `${verdict}. ${detail}`;
  Object.assign(answer.querySelector("button"), { hidden: false, onclick: startAnew });
}

async function startAnew() {
  const { src } = /** @type {HTMLScriptElement} */ (document.querySelector("script[src]"));
  await fetch(src, { cache: "reload" }).catch(() => {});
  location.reload();
}
