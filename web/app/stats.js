// One quiet line of measured figures.

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
    if (bytes > 0) this.#size.textContent = `${Math.round(bytes / 1000)} kB of engine and weights`;
  }

  showWorkerless() {
    this.#workerless.textContent = "Without a worker, which this browser denies, it may stutter.";
  }

  /** @param milliseconds from pixels to answer; browsers round their clocks, so that 0 means "too short to tell" */
  showTime(milliseconds) {
    const text = milliseconds < 0.1 ? "under 0.1" : milliseconds.toFixed(milliseconds < 10 ? 1 : 0);
    this.#time.textContent = `last answer in ${text}\u00a0ms`;
  }
}
