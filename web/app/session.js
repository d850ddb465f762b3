// What is on the pad is there again at once after a reload, which a new version asks for, and in a tab that the system put to
// sleep. It is kept with the tab, and gone when the tab is closed; what outlives that, and its history, comes from keep/.

const KEY = "lenet5-sheet";
const MAX_FILE_BYTES = 2_500_000; // a tab may keep some 5 million characters: larger pictures are not kept

export class Session {
  #ink;
  #picture = null; // what #url is of
  #url = null;

  /** @param {import("./ink.js").Ink} ink */
  constructor(ink) {
    this.#ink = ink;
    ink.addEventListener("change", () => this.#encode(ink.picture));
    window.addEventListener("pagehide", () => this.#keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.#keep());
  }

  /**
   * Puts kept strokes back on the pad.
   * @returns {Blob | undefined} a kept picture, which is still to be opened
   */
  restore() {
    try {
      const { strokes, frame, url, exact } = JSON.parse(sessionStorage.getItem(KEY));
      if (url) return Object.assign(decoded(url), { exact });
      if (!isSize(frame) || !strokes.length || !strokes.every(isStroke)) return;
      this.#ink.restore({ strokes, picture: null, frame });
    } catch {
      // Nothing was kept, or the browser allows no storage: the pad is blank.
    }
  }

  // Ahead of time: while a page is being left there is none to read a file.
  #encode(picture) {
    if (picture === this.#picture) return;
    this.#picture = picture;
    this.#url = null;
    if (!picture || picture.file.size > MAX_FILE_BYTES) return;
    const reader = new FileReader();
    reader.onload = () => picture === this.#picture && (this.#url = reader.result);
    reader.readAsDataURL(picture.file);
  }

  #keep() {
    try {
      sessionStorage.removeItem(KEY);
      const sheet = {
        strokes: this.#ink.strokes,
        frame: this.#ink.frame,
        url: this.#url,
        exact: this.#picture?.file.exact,
      };
      sessionStorage.setItem(KEY, JSON.stringify(sheet));
    } catch {
      // No storage, or no room in it.
    }
  }
}

function decoded(url) {
  const [, type, base64] = /^data:(.*);base64,(.*)$/.exec(url);
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
}

const areFinite = (...numbers) => numbers.every(Number.isFinite);

const isSize = ({ width, height }) => width > 0 && height > 0 && areFinite(width, height);

const isStroke = ({ points }) => points.length && points.every(({ x, y, width }) => areFinite(x, y, width));
