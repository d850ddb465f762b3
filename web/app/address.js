// Where one is, as the fragment of the page's address, which no server sees: "#inside/c3/7", "#number", and perhaps the
// ink on the pad: "#lesson/3?ink=…". What comes from outside may be anything.

const INK = "?ink=";

/** Fires "change" when one is elsewhere. */
export class Address extends EventTarget {
  constructor() {
    super();
    addEventListener("hashchange", () => this.#changed());
  }

  /** ["inside", "c3", "7"]; [""] at the start. */
  get path() {
    return location.hash.slice(1).split("?")[0].split("/");
  }

  /** The ink in a link, not looked at yet; null where there is none. */
  get ink() {
    const at = location.hash.indexOf(INK);
    return at < 0 ? null : location.hash.slice(at + INK.length);
  }

  /** No step in the history. @param {string[]} path */
  replace(path) {
    const fragment = path.join("/");
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
    this.#changed();
  }

  /** Takes the ink out of the address, when it is no longer what is on the pad. */
  forgetInk() {
    if (this.ink !== null) history.replaceState(null, "", location.href.slice(0, location.href.indexOf(INK)));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
