// What is kept on the device, the page itself too: comes at once where something may have been kept, and else when the page reads.

export { isTaught } from "./database.js";
export { keep } from "./keeper.js";
export { Recorder } from "./recorder.js";
export { Update } from "./update.js";
