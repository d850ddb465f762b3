// How the library is used, for the TypeScript compiler: what must be accepted, and what must not.

import type { Box, Format, Layer, LeNet5, Prediction } from "lenet5-wasm";
import { LeNet5Error, loadLeNet5 } from "lenet5-wasm";
import type { ImportReport } from "lenet5-wasm/import";
import { importWeights } from "lenet5-wasm/import";
import type { Example, LearnReport } from "lenet5-wasm/learn";
import { learn } from "lenet5-wasm/learn";

export async function use(context: CanvasRenderingContext2D, file: File, module: WebAssembly.Module): Promise<string> {
  const lenet5: LeNet5 = await loadLeNet5();
  await loadLeNet5({ wasm: module, weights: file });
  await loadLeNet5({ wasm: fetch("/lenet5.wasm"), weights: new URL("https://example.com/own.safetensors") });
  await loadLeNet5({ weights: new Uint8Array(8) });

  const imported: { weights: Uint8Array; report: ImportReport } = await importWeights(file, {
    mean: 0.1307,
    std: 0.3081,
    input: 28,
  });
  await loadLeNet5({ weights: imported.weights });
  // @ts-expect-error the engine runs no other activation function
  await importWeights(file, { activation: "tanh" });

  const result: Prediction = lenet5.predict(context.getImageData(0, 0, 28, 28));
  lenet5.predict({ data: new Uint8ClampedArray(4), width: 1, height: 1 });
  lenet5.predictStrokes([
    [
      { x: 1, y: 2 },
      { x: 3, y: 4, pressure: 0.7 },
    ],
  ]);
  lenet5.predictNormalised(new Uint8Array(784));
  const digits: (number | null)[] = lenet5.predictBatch([new Uint8Array(784)]).map(({ digit }) => digit);
  console.log(digits, lenet5.predictBatch(new Uint8Array(2 * 784)).length);
  if (result.picture) {
    const examples: Example[] = [{ picture: result.picture, digit: 7 }];
    const learned: { weights: Uint8Array; report: LearnReport } = await learn([...examples, ...examples], {
      weights: file,
    });
    await lenet5.loadWeights(learned.weights);
    // @ts-expect-error no digit is null
    await learn([{ picture: result.picture, digit: -1 }]);
  }
  const layers: Layer[] = lenet5.layers();
  const pixels = context.getImageData(0, 0, 28, 28);
  const asked: { format: Format; length: number | null } = { format: "zip", length: null };
  console.log(lenet5.read(pixels, asked).text, lenet5.sweep(pixels, { line: null }).width);
  lenet5.readStrokes([[{ x: 1, y: 2, pressure: null }]], null);

  // @ts-expect-error a picture is not text
  lenet5.predict("3.png");
  // @ts-expect-error a point needs y
  lenet5.predictStrokes([[{ x: 1 }]]);
  // @ts-expect-error there may be no digit
  const digit: number = result.digit;
  // @ts-expect-error there may be no box
  const box: Box = result.box;
  // @ts-expect-error no such option
  await loadLeNet5({ model: "lenet5.onnx" });
  // @ts-expect-error no such option
  lenet5.read(pixels, { lenght: 5 });
  // @ts-expect-error options are an object
  await loadLeNet5("lenet5.wasm");
  // @ts-expect-error no such reason
  if (result.reason === "horse") return "";

  try {
    await lenet5.loadWeights(file);
  } catch (error) {
    if (error instanceof LeNet5Error && error.code === "bad-weights") return error.message;
  }
  return `${digit} ${box.width} ${layers.length} ${result.digit === null ? "-" : result.digit.toFixed()}`;
}
