// Every line of what was written or opened, one reading each.

/** @typedef {{ reading: object, soFar: object | null }} Line  soFar: the digits on a line of the wrong length */

/**
 * Reads the main line at once and the others one after another, each in a task of its own, so that a sheet that is no
 * longer wanted can be left.
 *
 * @param {(options: object) => any} read the library's read() or readStrokes() with what it is to read
 * @param {"auto" | "digits" | "zip" | "amount"} format
 * @param {AbortSignal} signal ends it
 * @param {any} first the main line's reading
 * @param {(lines: (Line | null)[], main: number) => void} onupdate called with each line that was
 *     read; null stands for one that is still to come
 */
export async function readLines(read, format, signal, first, onupdate) {
  if (first.lines <= 1 || first.line === null) return onupdate([described(first, read)], 0);
  const lines = Array(first.lines).fill(null);
  lines[first.line] = described(first, read);
  onupdate([...lines], first.line);
  for (let line = 0; line < lines.length; line++) {
    if (lines[line]) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
    lines[line] = described(read({ format, line }), read);
    onupdate([...lines], first.line);
  }
}

function described(reading, read) {
  const short = reading.reason === "wrong-length";
  return { reading, soFar: short ? read({ format: "digits", line: reading.line }) : null };
}
