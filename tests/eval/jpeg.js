// A picture as its JPEG shows it. Apart from canvas.js, which pages import, too.
import jpeg from "jpeg-js";

/** As it comes back after it was stored as JPEG. */
export function throughJpeg({ width, height, data }, quality) {
  return jpeg.decode(jpeg.encode({ width, height, data }, quality).data, { useTArray: true });
}
