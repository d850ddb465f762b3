// Files, however they arrive: by the button, dropped or pasted.

import { say } from "./words/words.js";

/** Calls back with the files that the user picks, drops anywhere on the page or pastes. */
export class FileSource {
  #input;
  #onfiles;
  #onproblem;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} target shows that a drop is welcome
   * @param {{ onfiles: (files: File[]) => void, onproblem: (message: string) => void }} listeners
   */
  constructor(input, target, { onfiles, onproblem }) {
    this.#input = input;
    this.#onfiles = onfiles;
    this.#onproblem = onproblem;
    input.addEventListener("change", () => this.#picked());
    document.addEventListener("paste", (event) => this.#pasted(event));
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      target.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) target.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      target.classList.remove("dropping");
      this.#received(event.dataTransfer, say("read.notFile"));
    });
  }

  // Reset, so that the same file can be opened twice in a row.
  #picked() {
    const files = [...this.#input.files];
    if (files.length > 0) this.#onfiles(files);
    this.#input.value = "";
  }

  #pasted(event) {
    if (event.target.closest("dialog")) return;
    this.#received(event.clipboardData, say("read.noPicture"));
  }

  #received(transfer, otherwise) {
    const files = [...(transfer?.files ?? [])];
    if (files.length > 0) this.#onfiles(files);
    else this.#onproblem(otherwise);
  }
}
