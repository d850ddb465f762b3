// The style sheet of the views that show the network.

import { element } from "../element.js";
import styles from "./inside.css?url";

/** Resolves when it is there, which it is once a page. */
export async function styled() {
  if (document.querySelector(`link[href="${styles}"]`)) return;
  const link = element("link", { rel: "stylesheet", href: styles });
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`${styles} did not arrive`));
    };
    document.head.append(link);
  });
}
