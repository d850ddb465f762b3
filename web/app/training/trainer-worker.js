// The trainer's own worker: it trains in slices, between which it hears what the page wants.
//
//   page → worker   { load: true }                       fetches the module, so that a training begins at once
//                   { start: Lesson, checkpoint }        the only training of this worker; checkpoint: to go on from, or null
//                   { pause: boolean }
//   worker → page   { began: { steps, perEpoch, done } } done: of the checkpoint, where it is one of this training
//                   { slice: { done, loss, kernels } }   several times a second; loss: the mean since the last
//                   { measured: { done, errors, count, drawn, checkpoint } }    before the first step, and at the end of
//                                                        each epoch
//                   { finished: { weights, figures } }   the last
//                   { fault: string }                    likewise: the code of a TrainingProblem, or "unreachable"

import { TrainerModule, TrainingProblem } from "./module.js";

const SLICE = 120; // ms

const port = /** @type {any} */ (globalThis);
const between = new MessageChannel();

let module = null;
let paused = false;
let goOn = () => {};

addEventListener("message", ({ data: { load, start, checkpoint, pause } }) => {
  if (load) fetched().catch(() => {}); // it is told when there is something to train
  if (start) train(start, checkpoint).catch(fail);
  if (pause === undefined) return;
  paused = pause;
  if (!pause) goOn();
});

/** @returns {Promise<WebAssembly.Module>} what has failed is tried again */
function fetched() {
  module ??= fetch(new URL("../../../build/browser/lenet5.train.wasm", import.meta.url))
    .then(async (response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return WebAssembly.compile(await response.arrayBuffer());
    })
    .catch((cause) => {
      module = null;
      throw new TrainingProblem("unreachable", cause.message);
    });
  return module;
}

async function train(lesson, checkpoint) {
  const training = await TrainerModule.start(await fetched(), lesson);
  if (checkpoint) goOnFrom(training, checkpoint);
  const { steps, stepsPerEpoch } = training;
  port.postMessage({ began: { steps, perEpoch: stepsPerEpoch, done: training.done } });
  if (training.done === 0) measure(training);
  while (training.done < steps) {
    await turn();
    slice(training);
    if (training.done % stepsPerEpoch === 0) measure(training);
  }
  port.postMessage({ finished: training.finish() });
}

// Of another training: this one begins anew.
function goOnFrom(training, checkpoint) {
  try {
    training.resume(checkpoint);
  } catch (error) {
    if (error.code !== "other") throw error;
  }
}

/** Makes steps for a while, at most until the epoch ends. */
function slice(training) {
  const end = performance.now() + SLICE;
  let sum = 0;
  let count = 0;
  do {
    sum += training.step();
    count++;
  } while (performance.now() < end && training.done % training.stepsPerEpoch !== 0);
  port.postMessage({ slice: { done: training.done, loss: sum / count, kernels: training.kernels() } });
}

function measure(training) {
  const measured = training.measure();
  const checkpoint = training.done > 0 && training.done < training.steps ? training.save() : null;
  port.postMessage({ measured: { done: training.done, ...measured, checkpoint } });
}

/** Resolves when what the page has sent was heard, and the training is not paused. Timers would wait in hidden tabs. */
async function turn() {
  await new Promise((resolve) => {
    between.port1.onmessage = resolve;
    between.port2.postMessage(null);
  });
  if (paused) await new Promise((resolve) => (goOn = () => resolve(undefined)));
}

function fail(error) {
  console.warn(error);
  port.postMessage({ fault: codeOf(error) });
}

// A module that traps has run out of memory or of its stack.
function codeOf(error) {
  if (error instanceof TrainingProblem) return error.code;
  return error instanceof RangeError || error instanceof WebAssembly.RuntimeError ? "memory" : "unreachable";
}
