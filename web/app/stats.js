// One quiet line of measured figures.

import { decimal, say } from "./words/words.js";

export class Stats {
  #time;
  #size;
  #workerless;

  constructor(root) {
    this.#time = root.querySelector("[data-stat=time]");
    this.#size = root.querySelector("[data-stat=size]");
    this.#workerless = root.querySelector("[data-stat=workerless]");
  }

  /** @param {{ bytes: number }[]} files that the library fetched */
  showSize(files) {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > 0) this.#size.textContent = say("read.size", { size: Math.round(bytes / 1000) });
  }

  showWorkerless() {
    this.#workerless.textContent = say("read.workerless");
  }

  /** @param milliseconds from pixels to answer; browsers round their clocks, so that 0 means "too short to tell" */
  showTime(milliseconds) {
    const key = milliseconds < 0.1 ? "read.timeUnder" : "read.time";
    this.#time.textContent = say(key, { time: decimal(Math.max(0.1, milliseconds), milliseconds < 10 ? 1 : 0) });
  }
}
