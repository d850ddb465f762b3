// The view "Inside": all layers for the ink on the pad, and how a chosen output comes about.

import { Stage } from "./stage.js";
import { styled } from "./styled.js";

/** @param {HTMLElement} root @param {any} tools of the page @returns {Promise<import("../views.js").View>} */
export async function open(root, tools) {
  await styled();
  const stage = new Stage(root, tools, ["inside"]);
  return {
    go: (path) => stage.go(path),
    show: (answer) => stage.show(answer),
    leave: () => stage.leave(),
  };
}
