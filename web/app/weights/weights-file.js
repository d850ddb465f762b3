// A weights file that somebody opens: what it is and what became of each tensor, in a dialog; the page then reads with it
// until one goes back. What tensors can't say is asked there.

import { element } from "../element.js";
import { styled } from "../inside/styled.js";

const VERDICTS = {
  used: "used",
  extra: "not needed",
  "wrong-shape": "of another shape",
  "wrong-dtype": "of another type",
};

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
    const use = element("button", { type: "button", class: "primary" }, "Read with these weights");
    use.addEventListener("click", () => this.#use(dialog, file, report));
    const close = element("button", { type: "button" }, fault ? "Close" : "Cancel");
    close.addEventListener("click", () => dialog.close());
    const buttons = element("p", { class: "buttons" });
    buttons.append(...(fault ? [] : [use]), close);
    const heading = element("h2", { id: "weights-title", tabindex: "-1" }, file.name || "Weights");
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
      element("p", {}, "Assumed, as tensors can’t say it:"),
      field("mean", "mean", { ...number, value: given.mean }),
      field("std", "standard deviation", { ...number, value: given.std, min: "0.001" }),
      field("invert", "paper is 1", { type: "checkbox", ...(given.invert ? { checked: "" } : {}) }),
      element("button", { type: "submit" }, "Try so"),
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
    const back = element("button", { type: "button" }, "Back to the page’s own");
    this.#note.append(
      `Reading with ${file.name || "other weights"}${calibrated ? "" : ": its confidence is plain softmax, not calibrated"}. `,
      back,
    );
    back.addEventListener("click", async () => {
      const failed = await this.#tools.engine.call("useOwn").catch((error) => error);
      if (failed) return this.#tools.notice.show("The page’s own weights did not arrive. Check the connection.");
      this.#note.remove();
      this.#tools.onweights();
      await import("../answers/answers.js").then(({ resume }) => resume(this.#tools), console.warn);
    });
    document.querySelector("main").before(this.#note);
  }
}

const sentence = (fault) => `${fault[0].toUpperCase()}${fault.slice(1).replace(/\.$/, "")}.`;

function accepted({ container, arithmetic, checked, changed, border }) {
  const kind = container ? `${container[0].toUpperCase()}${container.slice(1)}. ` : "";
  const compared =
    checked > 0 ? ` Of ${checked} drawn digits, whole numbers read ${changed} otherwise than floats.` : "";
  const with_ = arithmetic === "int8" ? " Whole numbers will answer, as always here." : " Floats will answer.";
  const edge = border > 0 ? ` Around the picture it sees ${border.toFixed(2)}.` : "";
  return `${kind}All layers are there.${compared}${with_}${edge}`;
}

function reportOf({ tensors, missing }) {
  const nodes = [];
  if (missing.length > 0) nodes.push(element("p", {}, `Missing: ${missing.join(", ")}.`));
  if (tensors.length === 0) return nodes;
  const scroller = element("div", { class: "table-scroller", tabindex: "0", role: "group", "aria-label": "Tensors" });
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
  head.append(line(["tensor", "type", "shape", "what became of it", "as"], "th"));
  const body = element("tbody");
  body.append(
    ...tensors.map(({ name, dtype, shape, verdict, as, note }) =>
      line(
        [name, dtype, shape.join(" × ") || "1", `${VERDICTS[verdict] ?? verdict}${note ? `, ${note}` : ""}`, as ?? "–"],
        "td",
      ),
    ),
  );
  table.append(head, body);
  scroller.append(table);
  return [...nodes, scroller];
}
