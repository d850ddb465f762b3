// All texts in 简体中文: one file, so that it is whole where it is.

export { default as page } from "./zh-Hans/page.js";
export { default as read } from "./zh-Hans/read.js";
