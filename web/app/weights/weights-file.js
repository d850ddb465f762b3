// A weights file that somebody opens: what it is and what became of each tensor, in a dialog; the page then reads with it
// until one goes back. What tensors can't say is asked there.

import { element } from "../element.js";
import { styled } from "../inside/styled.js";
import words from "../words/en/weights.js";
import { always, decimal, english, say, sentences } from "../words/words.js";

const VERDICTS = ["used", "extra", "wrong-shape", "wrong-dtype"];

english({ weights: words });

let weightsFile = null;

/** @param {File} file @param {any} tools of the page */
export async function openWeights(file, tools) {
  weightsFile ??= new WeightsFile(tools);
  await weightsFile.open(file);
}

class WeightsFile {
  #tools;
  #note = null;

  constructor(tools) {
    this.#tools = tools;
  }

  /** @param {File} file */
  async open(file) {
    await styled().catch(console.warn); // it reads without its looks, too
    /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.weights"))?.close();
    const dialog = /** @type {HTMLDialogElement} */ (
      element("dialog", { class: "weights", "aria-labelledby": "weights-title" })
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    await this.#fill(dialog, file, {});
    dialog.showModal();
  }

  // before: what was found out about the file, should these options be refused.
  async #fill(dialog, file, options, before = null) {
    const { fault, report: found } = await this.#tools.engine
      .call("import", { file, options })
      .catch(({ message }) => ({ fault: message, report: null }));
    const report = found ?? before;
    const use = element("button", { type: "button", class: "primary" }, say("weights.use"));
    use.addEventListener("click", () => this.#use(dialog, file, report));
    const close = element("button", { type: "button" }, say(fault ? "weights.close" : "weights.cancel"));
    close.addEventListener("click", () => dialog.close());
    const buttons = element("p", { class: "buttons" });
    buttons.append(...(fault ? [] : [use]), close);
    const heading = element("h2", { id: "weights-title", tabindex: "-1" }, file.name || say("weights.weights"));
    dialog.replaceChildren(
      heading,
      ...(fault
        ? [element("p", { role: "alert", class: "fault" }, sentence(fault))]
        : [element("p", {}, accepted(report))]),
      ...(report ? reportOf(report) : []),
      ...(fault && !report?.tensors?.length ? [] : [this.#questions(dialog, file, options, report)]),
      buttons,
    );
    if (dialog.open) heading.focus(); // what was in the focus is gone
  }

  // What the tensors can't say.
  #questions(dialog, file, options, report) {
    const form = element("form", { class: "questions" });
    const given = { mean: 0, std: 1, invert: false, ...report?.options, ...options };
    const field = (name, text, attributes) => {
      const label = element("label", {}, text);
      label.append(element("input", { name, ...attributes }));
      return label;
    };
    const number = { type: "number", step: "any", required: "" };
    form.append(
      element("p", {}, say("weights.assumed")),
      field("mean", say("weights.mean"), { ...number, value: given.mean }),
      field("std", say("weights.std"), { ...number, value: given.std, min: "0.001" }),
      field("invert", say("weights.invert"), { type: "checkbox", ...(given.invert ? { checked: "" } : {}) }),
      element("button", { type: "submit" }, say("weights.try")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const data = new FormData(/** @type {any} */ (form));
      const asked = { mean: Number(data.get("mean")), std: Number(data.get("std")), invert: data.has("invert") };
      this.#fill(dialog, file, asked, report);
    });
    return form;
  }

  async #use(dialog, file, { calibrated }) {
    await this.#tools.engine.call("useImported");
    dialog.close();
    this.#tools.onweights();
    this.#note?.remove();
    this.#note = element("p", { class: "weights-note" });
    const text = element("span");
    const back = element("button", { type: "button" });
    always(() => {
      const name = file.name || say("weights.other");
      text.textContent = say(calibrated ? "weights.reading" : "weights.readingPlain", { name });
      back.textContent = say("weights.back");
    });
    this.#note.append(text, " ", back);
    back.addEventListener("click", async () => {
      const failed = await this.#tools.engine.call("useOwn").catch((error) => error);
      if (failed) return this.#tools.notice.show(say("weights.notBack"));
      this.#note.remove();
      this.#tools.onweights();
      await import("../answers/answers.js").then(({ resume }) => resume(this.#tools), console.warn);
    });
    document.querySelector("main").before(this.#note);
  }
}

const sentence = (fault) => `${fault[0].toUpperCase()}${fault.slice(1).replace(/\.$/, "")}.`;

function accepted({ container, arithmetic, checked, changed, border }) {
  const kind = container ? `${container[0].toUpperCase()}${container.slice(1)}.` : "";
  const compared = checked > 0 && say("weights.compared", { n: checked, changed });
  const answers = say(arithmetic === "int8" ? "weights.int8" : "weights.float");
  const edge = border > 0 && say("weights.border", { level: decimal(border, 2) });
  return sentences(kind, say("weights.complete"), compared, answers, edge);
}

function reportOf({ tensors, missing }) {
  const nodes = [];
  if (missing.length > 0) nodes.push(element("p", {}, say("weights.missing", { names: missing.join(", ") })));
  if (tensors.length === 0) return nodes;
  const scroller = element("div", {
    class: "table-scroller",
    tabindex: "0",
    role: "group",
    "aria-label": say("weights.tensors"),
  });
  const table = element("table", { class: "layer-table" });
  const head = element("thead");
  const line = (cells, name) => {
    const row = element("tr");
    row.append(
      ...cells.map((text, i) =>
        element(
          name === "th" || i === 0 ? "th" : "td",
          i === 0 && name === "td" ? { scope: "row" } : { class: "word" },
          text,
        ),
      ),
    );
    return row;
  };
  head.append(
    line(
      ["tensor", "type", "shape", "verdict", "as"].map((name) => say(`weights.head-${name}`)),
      "th",
    ),
  );
  const body = element("tbody");
  body.append(
    ...tensors.map(({ name, dtype, shape, verdict, as, note }) =>
      line(
        [
          name,
          dtype,
          shape.join(" × ") || "1",
          [VERDICTS.includes(verdict) ? say(`weights.verdict-${verdict}`) : verdict, note].filter(Boolean).join(", "),
          as ?? "–",
        ],
        "td",
      ),
    ),
  );
  table.append(head, body);
  scroller.append(table);
  return [...nodes, scroller];
}
