// The command on its two hosts, natively and under WASI, in a folder of its own: both must do the same, to the byte.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const NATIVE = fileURLToPath(new URL("../../build/lenet5", import.meta.url));
export const WASI = fileURLToPath(new URL("../../web/cli.js", import.meta.url));

/** By name: what to start, and the arguments before the command's own. */
export const HOSTS = { native: [NATIVE], WASI: [process.execPath, WASI] };

export class CommandFolder {
  constructor(name) {
    this.path = mkdtempSync(path.join(tmpdir(), `lenet5-${name}-`));
  }

  remove() {
    rmSync(this.path, { recursive: true });
  }

  /** → the name again */
  save(name, content) {
    writeFileSync(path.join(this.path, name), content);
    return name;
  }

  /**
   * @param {string} host a key of HOSTS
   * @param {string[]} args
   * @param {{ cwd?: string, input?: string | Uint8Array }} [options]
   */
  runOn(host, args, { cwd = this.path, input } = {}) {
    const [program, ...before] = HOSTS[host];
    const { status, stdout, stderr } = spawnSync(program, [...before, ...args], { cwd, input, maxBuffer: 1 << 28 });
    return { status, stdout: stdout.toString(), stderr: stderr.toString() };
  }

  /** Both hosts, which must agree. */
  run(args, options) {
    const native = this.runOn("native", args, options);
    assert.deepEqual(this.runOn("WASI", args, options), native);
    return native;
  }

  /** The objects on stdout, one a line, of a run that is all right. */
  json(args, options) {
    const { status, stdout, stderr } = this.run([...args, "--json"], options);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  }

  /** Exit 2, nothing on stdout, and one line on stderr that matches. */
  refused(args, line, options) {
    const { status, stdout, stderr } = this.run(args, options);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^lenet5: [^\n]*\n$/);
    assert.match(stderr, line);
  }
}
