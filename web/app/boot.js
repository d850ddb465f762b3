// Inside the page itself, before anything else of it has come: starts the worker, which loads the engine, and says so
// when the page's program does not start. WORKER: the worker's address.

import { chosenBuild } from "./engine/chosen-build.js";
import { STARTED, started } from "./engine/worker-start.js";
import { markSettings, setting } from "./settings.js";
import { trusted } from "./trusted.js";

globalThis[STARTED] = started(() => new Worker(trusted(WORKER), { type: "module", name: chosenBuild() }));

const { dataset } = document.documentElement;
markSettings();
// Until it is known which language and region: nothing is seen in another one before.
if (navigator.languages[0] !== "en-US" || setting("language") || setting("region")) dataset.waiting = "";

addEventListener("error", fail, true);
addEventListener("started", () => removeEventListener("error", fail, true));

/** @param {{ target: any }} event */
function fail({ target }) {
  if (target !== window && target.localName !== "script") return;
  const verdict = "Could not start";
  const detail =
    "The page’s program is damaged or did not arrive, or this browser is too old for it. Check the connection.";
  delete dataset.waiting;
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
