// The pad as large as the screen of a phone, with the tools and the answer about it. Left by its button, Escape, or the
// browser's way back. Comes when it is first asked for.

import { styled } from "../element.js";
import styles from "./full-pad.css?url";

const STATE = "full-pad"; // of the browser's history

/** @param {HTMLButtonElement} button that leads there, and back */
export async function fullPadOf(button) {
  await styled(styles);
  return new FullPad(button);
}

class FullPad {
  #button;

  constructor(button) {
    this.#button = button;
    addEventListener("popstate", ({ state }) => this.#show(state === STATE));
    addEventListener("hashchange", () => this.#show(history.state === STATE));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#shown && this.toggle());
  }

  get #shown() {
    return document.body.classList.contains("full-pad");
  }

  toggle() {
    if (this.#shown) return history.back();
    history.pushState(STATE, "");
    this.#show(true);
  }

  #show(shown) {
    document.body.classList.toggle("full-pad", shown);
    this.#button.ariaPressed = String(shown);
  }
}
