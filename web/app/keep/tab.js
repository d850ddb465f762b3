// Which tab this is, for what is kept of it: a name that lasts over reloads, and that no other tab has while it lives.

import { DATABASE } from "./database.js";

const KEY = "lenet5-tab";
const PREFIX = `${DATABASE} `;

export class Tab {
  #held = "";
  #release = () => {};

  name = crypto.getRandomValues(new Uint32Array(2)).join("-");

  /** Becomes the tab of that name. @param {string} name @returns {Promise<boolean>} false: it lives */
  async take(name) {
    if (!(await this.#hold(name))) return false;
    this.name = name;
    return true;
  }

  /** Stays who it is. */
  async settle() {
    await this.#hold(this.name);
    // A page that holds a lock could not be shown again as it was when one comes back to it.
    addEventListener("pagehide", () => this.#release());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#hold(this.name));
  }

  /** Is of that name after a reload, too: from now on something is kept under it. */
  remember() {
    try {
      sessionStorage.setItem(KEY, this.name);
    } catch {} // after a reload it is a new one
  }

  // Where there are no locks nothing tells whether a tab lives.
  #hold(name) {
    if (!navigator.locks || name === this.#held) return true;
    return new Promise((resolve) => {
      const hold = (lock) => {
        resolve(lock !== null);
        if (lock === null) return null;
        this.#release();
        this.#held = name;
        return new Promise((release) => (this.#release = () => release((this.#held = ""))));
      };
      navigator.locks.request(PREFIX + name, { ifAvailable: true }, hold).catch(() => resolve(false));
    });
  }
}

/** The name that this tab had before the page was loaded anew; null of a new one. */
export function nameBefore() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
