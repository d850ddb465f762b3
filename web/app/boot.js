// Inside the page itself, before anything else of it has come: starts loading the engine, and says so when the page's
// program does not start. ENGINES: the addresses of the builds, by 2 − vectors().

import { vectors } from "../lib/vectors.js";

const href = ENGINES[2 - vectors()];
const preload = { rel: "preload", as: "fetch", crossOrigin: "", href };
document.head.append(Object.assign(document.createElement("link"), preload));

addEventListener("error", fail, true);
addEventListener("started", () => removeEventListener("error", fail, true));

function fail({ target }) {
  if (target !== window && target.localName !== "script") return;
  const verdict = "Could not start";
  const detail =
    "The page’s program is damaged or did not arrive, or this browser is too old for it. Check the connection.";
  const answer = document.querySelector(".answer");
  answer.dataset.state = "failure";
  answer.querySelector(".verdict span").textContent = verdict;
  answer.querySelector(".detail").textContent = detail;
  document.querySelector("#status").textContent = `${verdict}. ${detail}`;
  Object.assign(answer.querySelector("button"), { hidden: false, onclick: startAnew });
}

async function startAnew() {
  await fetch(document.querySelector("script[src]").src, { cache: "reload" }).catch(() => {});
  location.reload();
}
