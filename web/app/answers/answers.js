// What can be done with answers. Comes when it is first used.

import { styled } from "../element.js";
import { openHelp } from "../help/help.js";
import { openTeaching } from "../teach/teach.js";
import { missing } from "../views.js";
import answersWords from "../words/en/answers.js";
import helpWords from "../words/en/help.js";
import teachWords from "../words/en/teach.js";
import { english } from "../words/words.js";
import styles from "./answers.css?url";
import { openHistory } from "./history.js";
import { openTakeAway } from "./take-away.js";

english({ answers: answersWords, help: helpWords, teach: teachWords });

export { resume } from "../teach/teach.js";
export { writeSample } from "./samples.js";
export { speakAnswers } from "./speech.js";

/** What can be done with the answer on the page. @param {any} tools of the page */
export const takeAway = (tools) => openStyled(tools, openTakeAway);

/** The last answers. @param {any} tools of the page */
export const lastAnswers = (tools) => openStyled(tools, openHistory);

/** What the answer on the page ought to be. @param {any} tools of the page */
export const teach = (tools) => openStyled(tools, openTeaching);

/** Settings and help. @param {any} tools of the page */
export const help = (tools) => openStyled(tools, openHelp);

async function openStyled(tools, open) {
  try {
    await styled(styles);
  } catch (error) {
    console.warn(error);
    return tools.notice.show(missing());
  }
  await open(tools);
}
