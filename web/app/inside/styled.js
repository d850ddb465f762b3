// The style sheet of the views that show the network, and their texts.

import { styled as withSheet } from "../element.js";
import words from "../words/en/inside.js";
import { english } from "../words/words.js";
import styles from "./inside.css?url";

english({ inside: words });

/** Resolves when it is there. */
export const styled = () => withSheet(styles);
