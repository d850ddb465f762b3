// All texts in 简体中文: one file, so that it is whole where it is.

export { default as answers } from "./zh-Hans/answers.js";
export { default as camera } from "./zh-Hans/camera.js";
export { default as cells } from "./zh-Hans/cells.js";
export { default as gallery } from "./zh-Hans/gallery.js";
export { default as game } from "./zh-Hans/game.js";
export { default as help } from "./zh-Hans/help.js";
export { default as idx } from "./zh-Hans/idx.js";
export { default as inside } from "./zh-Hans/inside.js";
export { default as lesson } from "./zh-Hans/lesson.js";
export { default as page } from "./zh-Hans/page.js";
export { default as pictures } from "./zh-Hans/pictures.js";
export { default as read } from "./zh-Hans/read.js";
export { default as stages } from "./zh-Hans/stages.js";
export { default as teach } from "./zh-Hans/teach.js";
export { default as training } from "./zh-Hans/training.js";
export { default as weights } from "./zh-Hans/weights.js";
