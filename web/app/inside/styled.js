// The style sheet of the views that show the network.

import { styled as withSheet } from "../element.js";
import styles from "./inside.css?url";

/** Resolves when it is there. */
export const styled = () => withSheet(styles);
