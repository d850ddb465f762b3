// The check of the folders' order, on small trees of sources.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

const TABLE = "<!-- order -->\n| folder | what |\n|---|---|\n| `base` | b |\n| `digit/ink` | i |\n<!-- /order -->\n";

/** The faults in a tree of these files, by their paths. */
function faults(t, files) {
  const root = mkdtempSync(join(tmpdir(), "lenet5-folders-"));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({
    "package.json": '{ "type": "module" }',
    "c/README.md": TABLE,
    ...files,
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const script = join(root, "tests/check/folders.js");
  cpSync(new URL("folders.js", import.meta.url), script);
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  assert.equal(status, stderr === "" ? 0 : 1);
  return stderr;
}

const HEADERS = { "c/base/box.h": "", "c/digit/ink/ink.h": '#include "../../base/box.h"\n#include <stdint.h>\n' };

test("includes of the own folder and of folders above are in order", (t) => {
  assert.equal(faults(t, { ...HEADERS, "c/digit/ink/ink.c": '#include "ink.h"\n' }), "");
});

test("an include of a folder below is named with its line", (t) => {
  const found = faults(t, { ...HEADERS, "c/base/box.c": '#include "box.h"\n#include "../digit/ink/ink.h"\n' });
  assert.match(found, /^c\/base\/box\.c:2: digit\/ink comes after base /);
});

test("a header that is not there is named", (t) => {
  assert.match(
    faults(t, { ...HEADERS, "c/base/a.c": '#include "none.h"\n' }),
    /^c\/base\/a\.c:1: base\/none\.h is not there/,
  );
});

test("a folder that the table leaves out is named", (t) => {
  assert.match(faults(t, { ...HEADERS, "c/model/json.c": "" }), /^c\/README\.md: model is missing/);
});

test("a page without the table is a fault", (t) => {
  assert.match(faults(t, { ...HEADERS, "c/README.md": "# c\n" }), /no table of folders/);
});
