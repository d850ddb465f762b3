// The one training of the page, which goes on while other views are shown: its worker, what it has come to, and what is kept
// of it on the device.

import { database, TRAININGS } from "../keep/database.js";
import { trusted } from "../trusted.js";
import program from "./trainer-worker.js?worker&url";

const KEPT = "mnist"; // the name of the one that is kept
const PACE = 0.2; // share of the latest slice in the pace that is told

/**
 * @typedef {{ done: number, loss: number }} Loss
 * @typedef {{ done: number, errors: number, count: number, drawn: boolean }} Errors
 * @typedef {import("./module.js").Lesson} Lesson
 */

/** Fires "change" when its state is another, "slice" while it trains, and "measured" when errors were counted. */
export class Trainer extends EventTarget {
  #worker = null;
  #time = 0; // of the last slice
  #pace = 0; // ms a step

  /** @type {"idle" | "starting" | "running" | "paused" | "done" | "failed"} */
  state = "idle";
  /** The code of a TrainingProblem, where it has failed. */
  fault = "";
  /** @type {Lesson | null} */
  lesson = null;
  steps = 0;
  perEpoch = 0;
  done = 0;
  /** The step from which it went on; 0 where it began anew. */
  from = 0;
  /** @type {Loss[]} */
  losses = [];
  /** @type {Errors[]} */
  measured = [];
  /** @type {Float32Array | null} */
  kernels = null;
  /** @type {{ weights: Uint8Array<ArrayBuffer>, figures: string } | null} */
  result = null;

  get isBusy() {
    return ["starting", "running", "paused"].includes(this.state);
  }

  get epochs() {
    return this.steps / this.perEpoch;
  }

  /** Whole epochs done. */
  get epoch() {
    return Math.floor(this.done / this.perEpoch);
  }

  /** null while it can't be told. */
  get secondsLeft() {
    return this.#pace > 0 ? ((this.steps - this.done) * this.#pace) / 1000 : null;
  }

  /** Has the module fetched, for the training that is to come. */
  prepare() {
    this.#workerOf().postMessage({ load: true });
  }

  /** @param {Lesson} lesson @param {boolean} [anew] not from what was kept of it */
  async start(lesson, anew = false) {
    this.cancel();
    Object.assign(this, {
      lesson,
      fault: "",
      result: null,
      kernels: null,
      losses: [],
      measured: [],
      steps: 0,
      done: 0,
    });
    this.from = this.#pace = this.#time = 0;
    this.#become("starting");
    const kept = lesson.mnist && !anew ? await keptOf(lesson) : null;
    if (this.lesson !== lesson || this.state !== "starting") return; // it was cancelled meanwhile
    if (kept) Object.assign(this, { losses: kept.losses, measured: kept.measured });
    this.#workerOf().postMessage({ start: lesson, checkpoint: kept?.checkpoint ?? null });
  }

  pause() {
    if (this.state === "running") this.#wait(true);
  }

  resume() {
    if (this.state === "paused") this.#wait(false);
  }

  /** Ends it, whatever was learned; what is kept of it stays. */
  cancel() {
    if (!this.isBusy) return;
    this.#worker.terminate();
    this.#worker = null;
    this.lesson = null;
    this.#become("idle");
  }

  /** Done with its result. */
  close() {
    if (this.isBusy) return;
    this.lesson = this.result = null;
    this.#become("idle");
  }

  #wait(pause) {
    this.#time = 0;
    this.#worker.postMessage({ pause });
    this.#become(pause ? "paused" : "running");
  }

  #workerOf() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(trusted(program), { type: "module" });
    worker.onmessage = ({ data }) => worker === this.#worker && this.#hear(data);
    worker.onerror = () => worker === this.#worker && this.#end("failed", "unreachable");
    this.#worker = worker;
    return worker;
  }

  #hear({ began, slice, measured, finished, fault }) {
    if (began) this.#begin(began);
    if (slice) this.#hearSlice(slice);
    if (measured) this.#hearErrors(measured);
    if (finished) {
      this.result = finished;
      forget();
      this.#end("done");
    }
    if (fault) this.#end("failed", fault);
  }

  // What was kept is of another training: nothing of it counts.
  #begin({ steps, perEpoch, done }) {
    if (done === 0) this.losses = this.measured = [];
    Object.assign(this, { steps, perEpoch, done, from: done });
    this.#become("running");
  }

  #hearSlice({ done, loss, kernels }) {
    const now = performance.now();
    if (this.#time > 0) {
      const pace = (now - this.#time) / (done - this.done);
      this.#pace = this.#pace > 0 ? this.#pace + PACE * (pace - this.#pace) : pace;
    }
    this.#time = now;
    this.done = done;
    this.kernels = kernels;
    this.losses = [...this.losses, { done, loss }];
    this.dispatchEvent(new Event("slice"));
  }

  #hearErrors({ checkpoint, done, errors, count, drawn }) {
    this.#time = 0; // measuring is no step
    this.measured = [...this.measured, { done, errors, count, drawn }];
    this.dispatchEvent(new Event("measured"));
    if (checkpoint && this.lesson.mnist)
      keepUntil(this.lesson, { checkpoint, losses: this.losses, measured: this.measured });
  }

  // A worker is for one training.
  #end(state, fault = "") {
    this.#worker.terminate();
    this.#worker = null;
    this.fault = fault;
    if (!this.isBusy) return; // what could not be prepared is tried again
    this.#become(state);
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

/** What was kept of a training as long as this; the module says whether it is of these files. */
async function keptOf(/** @type {Lesson} */ { mnist, seed }) {
  try {
    const kept = await (await database()).get(TRAININGS, KEPT);
    const fits = kept?.epochs === mnist.epochs && kept.seed === seed && kept.checkpoint instanceof Uint8Array;
    return fits && Array.isArray(kept.losses) && Array.isArray(kept.measured) ? kept : null;
  } catch {
    return null;
  }
}

async function keepUntil(/** @type {Lesson} */ { mnist, seed }, reached) {
  try {
    await (await database()).put(TRAININGS, { epochs: mnist.epochs, seed, ...reached }, KEPT);
  } catch {} // it can't go on at another visit
}

async function forget() {
  try {
    await (await database()).delete(TRAININGS, KEPT);
  } catch {}
}
