// Cells' texts by rows and columns, as the tests write down what they expect: "" for a blank.

export const textsOf = ({ rows, columns, cells }) =>
  Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => cells.find(({ row, column }) => row === y && column === x)?.text ?? ""),
  );
