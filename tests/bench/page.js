// The benchmark's part in a page. page.html has loaded tfjs.

import { BATCH, canvas, onnxruntime, otherBuilds, ours, tfjs } from "./contestants.js";
import { rowsOf } from "./rows.js";

const PEERS = "/build/bench/node_modules/";

const bytesOf = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());

function picturesOf(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return Array.from({ length: bytes.length / 784 }, (_, i) => bytes.subarray(i * 784, (i + 1) * 784));
}

/** host: its name. digits, dense: pictures of 784 bytes, in base64. values: the weights' tensors as lists, by name. */
export async function inPage(host, digits, dense, values) {
  const { tf } = /** @type {any} */ (globalThis);
  const weights = await bytesOf("/dist/lib/lenet5.safetensors");
  const tensors = Object.fromEntries(Object.entries(values).map(([name, list]) => [name, Float32Array.from(list)]));
  const module = await WebAssembly.compileStreaming(fetch("/dist/lib/lenet5.wasm"));
  const compile = (build) => WebAssembly.compileStreaming(fetch(`/dist/lib/lenet5.${build}.wasm`));
  const others = { "relaxed SIMD": await compile("relaxed"), scalar: await compile("scalar") };
  tf.wasm.setWasmPaths(`${PEERS}@tensorflow/tfjs-backend-wasm/dist/`);
  const ort = await import(`${PEERS}onnxruntime-web/dist/ort.wasm.min.mjs`);
  ort.env.wasm.numThreads = 1;
  const models = Object.fromEntries(
    await Promise.all([1, BATCH].map(async (batch) => [batch, await bytesOf(`/build/bench/lenet5-${batch}.onnx`)])),
  );
  const pictures = picturesOf(digits);
  const [denseOne] = await ours(module, weights, picturesOf(dense));
  return rowsOf(host, [
    ...(await ours(module, weights, pictures)),
    { ...denseOne, name: "lenet5-wasm, no background", logits: null },
    ...(await canvas(module, weights, pictures, "lenet5-wasm")),
    ...(await otherBuilds(others, weights, pictures)),
    ...(await tfjs(tf, tensors, pictures)),
    ...(await onnxruntime("onnxruntime-web", ort, models, pictures, { executionProviders: ["wasm"] })),
  ]);
}
