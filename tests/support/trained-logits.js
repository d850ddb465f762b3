// What a network says of a picture that is prepared as it was when the network was trained.

import * as onnxruntime from "onnxruntime-web";

import { onnxModel } from "./onnx.js";

/** The logits that onnxruntime gets from the network as it was trained: 28×28 bytes → its own input. */
export async function trainedLogits(arrays, picture, { mean = 0, std = 1, invert = false, input: side = 32 }) {
  const input = new Float32Array(1024);
  for (let y = 0; y < 32; y++) {
    for (let x = 0; x < 32; x++) {
      const border = y < 2 || x < 2 || y > 29 || x > 29;
      const ink = border ? 0 : picture[(y - 2) * 28 + x - 2] / 255;
      if (!border || side === 32) input[y * 32 + x] = ((invert ? 1 - ink : ink) - mean) / std;
    }
  }
  const session = await onnxruntime.InferenceSession.create(onnxModel(arrays, 1));
  const { logits } = await session.run({ input: new onnxruntime.Tensor("float32", input, [1, 1, 32, 32]) });
  await session.release();
  return Array.from(/** @type {Float32Array} */ (logits.data));
}
