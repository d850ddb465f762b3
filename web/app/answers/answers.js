// What can be done with answers. Comes when it is first used.

export { speakAnswers } from "./speech.js";
export { open } from "./take-away.js";
