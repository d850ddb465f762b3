// The texts in Spanish that there are; what is missing is English.

export { default as page } from "./es/page.js";
export { default as read } from "./es/read.js";
