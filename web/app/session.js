// What is on the pad is there again at once after a reload, which a new version asks for, and in a tab that the system put to
// sleep. It is kept with the tab, and gone when the tab is closed; what outlives that, and its history, comes from keep/.

const KEY = "lenet5-sheet";
const MAX_FILE_BYTES = 2_500_000; // a tab may keep some 5 million characters: larger pictures are not kept

export class Session {
  #ink;
  #file = null; // what #url is of
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
   * @returns {{ file: Blob, look: any } | undefined} a kept picture, which is still to be opened
   */
  restore() {
    try {
      const { strokes, frame, url, exact, look } = JSON.parse(sessionStorage.getItem(KEY));
      if (url) return { file: Object.assign(decoded(url), { exact }), look };
      if (!isSize(frame) || !strokes.length || !strokes.every(isStroke)) return;
      this.#ink.restore({ strokes, picture: null, frame });
    } catch {
      // Nothing was kept, or the browser allows no storage: the pad is blank.
    }
  }

  // Ahead of time: while a page is being left there is none to read a file.
  #encode(picture) {
    const file = picture?.file ?? null;
    if (file === this.#file) return;
    this.#file = file;
    this.#url = null;
    if (!file || file.size > MAX_FILE_BYTES) return;
    const reader = new FileReader();
    reader.onload = () => file === this.#file && (this.#url = reader.result);
    reader.readAsDataURL(file);
  }

  #keep() {
    try {
      sessionStorage.removeItem(KEY);
      const { strokes, frame, picture } = this.#ink;
      const look = picture && { turns: picture.turns, region: picture.region };
      const sheet = { strokes, frame, url: this.#url, exact: this.#file?.exact, look };
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
