// Reports as text for people, on a terminal and in Markdown.
/** @type {[string, number][]} */
const COLUMNS = [
  ["set", 22],
  ["count", 7],
  ["errors", 7],
  ["right", 8],
  ["accepted", 9],
  ["answered", 9],
  ["ECE", 7],
  ["NLL", 7],
  ["error at 0.5/1/2/5 % rejected", 30],
  ["worst digit", 11],
];

export function percent(share, digits = 2) {
  return share === null ? "–" : `${(100 * share).toFixed(digits)}%`;
}

function row(cells) {
  return cells
    .map((cell, i) => (i === 0 ? String(cell).padEnd(COLUMNS[i][1]) : String(cell).padStart(COLUMNS[i][1])))
    .join(" ");
}

function worstDigit(perDigit) {
  const known = perDigit.map((share, digit) => ({ share, digit })).filter(({ share }) => share !== null);
  const worst = known.reduce((a, b) => (b.share < a.share ? b : a));
  return `${worst.digit}: ${percent(worst.share, 1)}`;
}

export function digitTable(reports) {
  const lines = [row(COLUMNS.map(([title]) => title))];
  for (const report of reports) {
    const curve = report.rejectCurve
      .slice(1)
      .map(({ error }) => (100 * error).toFixed(2))
      .join(" / ");
    lines.push(
      row([
        report.name,
        report.count,
        report.errors,
        percent(report.accuracy),
        percent(report.accepted),
        percent(report.answeredRight),
        percent(report.ece),
        report.nll.toFixed(4),
        curve,
        worstDigit(report.perDigit),
      ]),
    );
    if (report.agreement !== undefined) {
      lines.push(
        `  strokes and their picture: same answer ${percent(report.agreement)}, same guess ${percent(report.sameGuess)}`,
      );
    }
  }
  return lines.join("\n");
}

const STRING_COLUMNS = [22, 7, 7, 8, 9, 9, 7, 34];

/** Numbers of several digits: a number is right when all its digits are. */
/** Tables and their cells: how many of each are right. */
export function cellTable(reports) {
  const rows = reports.map(({ name, tables, whole, count, right, wrong, blanks, blanksRight }) =>
    [name, tables, whole, count, percent(right), percent(wrong), blanks, percent(blanksRight)]
      .map((cell, i) => (i === 0 ? String(cell).padEnd(16) : String(cell).padStart(8)))
      .join(" "),
  );
  const titles = ["cells", "tables", "whole", "filled", "right", "wrong", "blank", "right"]
    .map((title, i) => (i === 0 ? title.padEnd(16) : title.padStart(8)))
    .join(" ");
  return [titles, ...rows].join("\n");
}

export function stringTable(reports) {
  const line = (cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(STRING_COLUMNS[0]) : String(cell).padStart(STRING_COLUMNS[i])))
      .join(" ");
  const titles = [
    "numbers",
    "count",
    "errors",
    "right",
    "accepted",
    "answered",
    "wrong",
    "% read at 0.5/1/2/5 % of errors",
  ];
  const rows = reports.map(({ name, count, errors, accuracy, accepted, answeredRight, answeredWrong, readCurve }) => [
    name,
    count,
    errors,
    percent(accuracy),
    percent(accepted),
    percent(answeredRight),
    percent(answeredWrong),
    readCurve.map(({ read }) => (100 * read).toFixed(1)).join(" / "),
  ]);
  return [titles, ...rows].map(line).join("\n");
}

const SHOWN = 4; // worst values of a condition

/** The worst values of every condition but the writer, by what is answered right. */
export function conditionTable(reports) {
  return reports
    .filter(({ conditions }) => Object.keys(conditions).length > 0)
    .flatMap(({ name, conditions: { writer, ...conditions } }) =>
      Object.entries(conditions).map(([condition, values]) => {
        const worst = Object.entries(values)
          .sort(([, a], [, b]) => a.answeredRight - b.answeredRight)
          .slice(0, SHOWN);
        return `${name}, ${condition}: ${worst
          .map(([value, { answeredRight, count }]) => `${value} ${percent(answeredRight, 1)} of ${count}`)
          .join("; ")}`;
      }),
    )
    .join("\n");
}

const WORST_WRITERS = 10;

/** The writers of whose digits least is read right, set by set. */
export function writerTable(reports) {
  return reports
    .filter(({ conditions }) => conditions.writer)
    .map(({ name, conditions }) => {
      const worst = Object.entries(conditions.writer)
        .sort(([, a], [, b]) => a.accuracy - b.accuracy)
        .slice(0, WORST_WRITERS);
      const rows = worst.map(
        ([writer, { count, accuracy, answeredRight }]) =>
          `  ${writer.padEnd(24)} ${String(count).padStart(5)} ${percent(accuracy).padStart(8)} ${percent(answeredRight).padStart(9)}`,
      );
      return [`${name}, worst writers: digits, right, answered right`, ...rows].join("\n");
    })
    .join("\n");
}

/** What is no digit, the values of a condition that are refused least. */
function leastRefused({ name, refusedOf }) {
  return Object.entries(refusedOf ?? {}).map(([condition, values]) => {
    const worst = Object.entries(values)
      .sort(([, a], [, b]) => a.refused - b.refused)
      .slice(0, WORST_WRITERS);
    return `  ${name}, ${condition}: ${worst.map(([value, { refused, count }]) => `${value} ${percent(refused, 0)} of ${count}`).join("; ")}`;
  });
}

function refusalRow({ name, count, refused, blank, counted, rightReason = null, confident = 0 }) {
  const asBlank = blank > 0 ? `, ${percent(blank, 1)} as blank` : "";
  const why = rightReason === null ? "" : `, ${percent(rightReason, 1)} for the right reason`;
  const sure = rightReason === null ? "" : `, ${percent(confident, 1)} answered with over 0.9`;
  const remark = counted ? "" : " (not in the total)";
  const start = `${name.padEnd(22)} ${String(count).padStart(7)} ${percent(refused, 1).padStart(8)} refused`;
  return `${start}${asBlank}${why}${sure}${remark}`;
}

/** How much of a kind is refused, and where least. */
export const refusalRows = (kind) => [refusalRow(kind), ...leastRefused(kind)];

export function refusalTable({ kinds, total, auroc, refusedAt99 }) {
  const sum = refusalRow({ ...total, name: "total", blank: 0, counted: true });
  const lines = [...kinds.flatMap(refusalRows), `${sum} (mean of the kinds: ${percent(total.meanOfKinds, 1)})`];
  if (auroc !== null) {
    const refused = `refused where 99 % of those are accepted: ${percent(refusedAt99, 1)}`;
    lines.push(`against MNIST's test digits: AUROC ${auroc.toFixed(4)}, ${refused}`);
  }
  return lines.join("\n");
}

function markdown(titles, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(titles), line(titles.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** The tables that the weights' card holds. */
export function cardTables({ sets, strings, nonDigits }) {
  const digits = sets.map((report) => [
    report.name,
    report.count,
    report.errors,
    percent(report.accuracy),
    percent(report.accepted),
    percent(report.rejectCurve.find(({ reject }) => reject === 0.01).error),
    percent(report.ece),
  ]);
  const titles = ["set", "pictures", "errors", "right", "accepted", "error at 1 % rejected", "ECE"];
  const tables = [markdown(titles, digits)];
  if (strings.length > 0) tables.push(stringCard(strings));
  if (nonDigits) {
    const kinds = [
      ...nonDigits.kinds.filter(({ counted }) => counted),
      { name: "all", ...nonDigits.total },
      ...nonDigits.kinds.filter(({ real }) => real),
    ];
    tables.push(
      markdown(
        ["what is no digit", "pictures", "refused"],
        kinds.map(({ name, count, refused }) => [name, count, percent(refused, 1)]),
      ),
    );
  }
  return tables.join("\n\n");
}

function stringCard(reports) {
  const rows = reports.map(({ name, count, accuracy, answeredRight, answeredWrong, readCurve }) => [
    name,
    count,
    percent(accuracy),
    percent(answeredRight),
    percent(answeredWrong),
    ...readCurve.map(({ read }) => percent(read, 1)),
  ]);
  const curve = reports[0].readCurve.map(({ error }) => `read at ${100 * error} % errors`);
  return markdown(["numbers", "count", "right", "answered right", "answered wrong", ...curve], rows);
}

/** Right answers of each reader, and wrong ones, set by set, in Markdown; the rest got no answer. */
export function peerTable(rows) {
  const names = Object.keys(rows[0]?.peers ?? {});
  return markdown(
    ["pictures", "count", ...names.map((name) => `${name}: right / wrong`)],
    rows.map(({ name, count, peers }) => [
      name,
      count,
      ...names.map((peer) => `${percent(peers[peer].right, 1)} / ${percent(peers[peer].wrong, 1)}`),
    ]),
  );
}
