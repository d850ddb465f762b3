// The texts in German that there are; what is missing is English.

export { default as page } from "./de/page.js";
export { default as read } from "./de/read.js";
