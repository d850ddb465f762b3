/** What went wrong outside the caller's code; `code` says which part: "unreachable", "bad-module" or "bad-weights". */
export class LeNet5Error extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = "LeNet5Error";
    this.code = code;
  }
}
