// A safetensors file that the engine has accepted → what is in it.

/** @param {Uint8Array} file */
export function weightsIn(file) {
  const start = 8 + new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  const { __metadata__: metadata = {}, ...tensors } = JSON.parse(new TextDecoder().decode(file.subarray(8, start)));
  return {
    metadata,
    tensors: Object.entries(tensors).map(
      ([
        name,
        {
          shape,
          data_offsets: [from, to],
        },
      ]) => ({
        name,
        shape,
        data: new Float32Array(file.slice(start + from, start + to).buffer),
      }),
    ),
  };
}
