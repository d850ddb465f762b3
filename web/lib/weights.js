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
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => ({
        name,
        shape,
        data: floatsOf(dtype, file.slice(start + from, start + to).buffer),
      }),
    ),
  };
}

/** Of a number type that the engine reads; every number is a float exactly. */
function floatsOf(dtype, buffer) {
  if (dtype === "F32") return new Float32Array(buffer);
  const [codes, exponentBits, mantissaBits] =
    dtype === "F16" ? [new Uint16Array(buffer), 5, 10] : [new Uint8Array(buffer), 4, 3];
  const one = 1 << mantissaBits;
  const bias = (1 << (exponentBits - 1)) - 1;
  return Float32Array.from(codes, (code) => {
    const exponent = (code >> mantissaBits) & (2 * bias + 1);
    const mantissa = (code & (one - 1)) + (exponent ? one : 0);
    const sign = code >> (exponentBits + mantissaBits) ? -1 : 1;
    return (sign * mantissa * 2 ** ((exponent || 1) - bias)) / one;
  });
}
