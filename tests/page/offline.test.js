// Installed and offline: one visit is enough and fetches nothing twice, what is damaged heals, and a new version comes
// when the user wants it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { isOfLanguage, ON_USE } from "../../web/vite-lazy.js";
import { HASH } from "../../web/vite-offline.js";
import { launchChromium, launchChromiumProfile, skipWithoutChromium } from "../support/browsers.js";
import { FIRST_VISIT, IDLE, kB } from "../support/budgets.js";
import { drawnPicture } from "../support/drawn-pictures.js";
import { answered, draw, noticed, openWatched, SITE, stored, until } from "../support/page-driver.js";
import { serveFolder } from "../support/static-server.js";
import { STROKES } from "../support/strokes.js";

const CHROMIUM = { skip: skipWithoutChromium };
const PAGE = /^\/$/;
const PROGRAM = /^\/assets\/index-.*\.js$/;
const STYLE = /^\/assets\/.*\.css$/;
const ICON = "/icon.svg";
const WEIGHTS = /^\/assets\/.*\.safetensors$/;
const ENGINE = /^\/assets\/.*\.wasm$/;
const WORKER = /engine-worker.*\.js$/;
const LAZY = /^\/views\//;
const PARTS = { page: PAGE, program: PROGRAM, worker: WORKER, "style sheet": STYLE, weights: WEIGHTS, engine: ENGINE };

let browser;
let folder;

before(async () => {
  if (skipWithoutChromium) return;
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), "lenet5-site-"));
});

beforeEach(async () => {
  if (skipWithoutChromium) return;
  await rm(folder, { recursive: true });
  await cp(SITE, folder, { recursive: true });
});

after(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true });
});

/**
 * The page from a server of its own; both end with the test. sent: the path and the bytes of each answer.
 * @param {import("node:test").TestContext} t
 * @param {any} [options] of serveFolder(), and the query of the page's address
 * @param {() => void} [script] runs in each page before the page's own
 */
async function visit(t, { query = "", ...options } = {}, script = () => {}) {
  const sent = [];
  const site = await serveFolder(folder, { sent: (path, bytes) => sent.push({ path, bytes }), ...options });
  t.after(() => site.close());
  const context = await browser.newContext();
  t.after(() => context.close());
  await context.addInitScript(script);
  return { site, sent, context, ...(await openWatched(context, site.url + query, site.url)) };
}

const installed = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** Resolves when the page reads, whatever was on the pad. */
async function reads(page, digit = 3) {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[data-tool=clear]")).click());
  await draw(page, STROKES[digit]);
  await answered(page, digit);
}

async function worksOffline(page, site, faults) {
  await site.close();
  await page.reload();
  await reads(page);
  assert.deepEqual(faults, []);
}

/** The load that an action leads to. */
const loaded = (page, action) => Promise.all([page.waitForEvent("load"), action()]);

/** What is kept: the path of each file, and the SHA-256 of its contents. */
const kept = (page) =>
  page.evaluate(async () => {
    const files = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const digest = await crypto.subtle.digest("SHA-256", await (await cache.match(request)).arrayBuffer());
        const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
        files[new URL(request.url).pathname] = hex;
      }
    }
    return files;
  });

/** Waits until the files that are kept are the folder's, and all that the page needs are. */
async function healed(page) {
  const expected = await filesOf(folder, await engineOf(page));
  const same = (found) => Object.entries(expected).every(([path, hash]) => found[path] === hash);
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (same(await kept(page))) return;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  assert.deepEqual(await kept(page), expected);
}

/** The path of the engine that the page's worker has fetched. */
const engineOf = async (page) =>
  page.workers()[0].evaluate(() => {
    const { name } = performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".wasm"));
    return new URL(name).pathname;
  });

/** Of the build: the path and the SHA-256 of each file that must be kept; of the lazy ones all but other languages' texts and the trainer. */
async function filesOf(folder, engine) {
  const inFolder = async (name) => (await readdir(join(folder, name))).map((file) => `/${name}/${file}`);
  const all = [...(await inFolder("assets")), ...(await inFolder("views"))].filter(
    (path) => !isOfLanguage(path.slice(1)) && !ON_USE.test(path),
  );
  const needed = all.filter((path) => LAZY.test(path) || !ENGINE.test(path) || path === engine);
  const hashed = async (path) => {
    const contents = await readFile(join(folder, path === "/" ? "index.html" : path));
    return [path, createHash("sha256").update(contents).digest("hex")];
  };
  return Object.fromEntries(await Promise.all(["/", ICON, "/manifest.webmanifest", ...needed].map(hashed)));
}

/** Flips a bit in the middle of a kept file, or leaves nothing of it. */
const damage = (page, part, how = "bit") =>
  page.evaluate(
    async ([part, how]) => {
      let count = 0;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          if (!new RegExp(part).test(new URL(request.url).pathname)) continue;
          const response = await cache.match(request);
          const bytes = new Uint8Array(await response.arrayBuffer());
          bytes[bytes.length >> 1] ^= 1;
          await cache.put(request, new Response(how === "bit" ? bytes : "", { headers: response.headers }));
          count++;
        }
      }
      if (count !== 1) throw new Error(`${count} files are ${part}`);
    },
    [part.source, how],
  );

describe("one visit", CHROMIUM, () => {
  for (const policy of ["no-cache", "max-age=600", undefined]) {
    test(`is at most ${FIRST_VISIT / kB} kB and ${IDLE / kB} kB in idle time, and nothing comes twice (cache-control: ${policy})`, async (t) => {
      const headers = { "cache-control": policy };
      const { page, site, sent, faults } = await visit(t, { headers, brotli: true });
      await installed(page);
      await healed(page);
      const list = sent.map(({ path, bytes }) => `  ${path} ${bytes}`).join("\n");
      const paths = sent.map(({ path }) => path);
      assert.deepEqual(
        paths.filter((path, i) => paths.indexOf(path) !== i),
        [],
        `these came twice:\n${list}`,
      );
      for (const kind of Object.values(PARTS))
        assert.ok(
          paths.some((path) => kind.test(path)),
          list,
        );
      const bytesOf = (files) => files.reduce((sum, { bytes }) => sum + bytes, 0);
      const idle = sent.filter(({ path }) => LAZY.test(path));
      const first = sent.filter(({ path }) => path !== ICON && !LAZY.test(path));
      assert.ok(bytesOf(first) <= FIRST_VISIT, list);
      assert.ok(idle.length > 0 && bytesOf(idle) <= IDLE, list);
      await worksOffline(page, site, faults);
    });
  }

  test("is enough to correct what is misread", async (t) => {
    const { site, page, faults } = await visit(t);
    await installed(page);
    await healed(page);
    await site.close();
    await page.reload();
    await reads(page, 7);
    await page.getByRole("button", { name: "Not right?" }).click();
    await page.getByRole("button", { name: "Not a digit" }).click();
    await page.getByRole("heading", { name: /^(Learned|Not yet)$/ }).waitFor();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await page.getByText("Undone: it reads as before.").waitFor();
    assert.deepEqual(faults, []);
  });

  test("by an address with a query is enough, and the page's own addresses work afterwards", async (t) => {
    const { site, sent, page, faults } = await visit(t, { query: "?utm_source=mail" });
    await installed(page);
    assert.equal(sent.filter(({ path }) => path === "/").length, 1);
    await site.close();
    for (const address of ["", "index.html?from=home-screen", "?utm_source=mail"]) {
      await page.goto(site.url + address);
      await reads(page, 7);
    }
    assert.deepEqual(faults, []);
  });

  test("fetches nothing in idle time where the user saves data, and a view that was opened stays", async (t) => {
    const { page, site, sent, faults } = await visit(t, {}, () =>
      Object.defineProperty(navigator, "connection", { value: { saveData: true } }),
    );
    await installed(page);
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await reads(page);
    const lazy = () => sent.filter(({ path }) => LAZY.test(path));
    assert.deepEqual(lazy(), []);
    await page.reload();
    await page.getByRole("link", { name: "Inside" }).click();
    await page.locator(".stage .layer").first().waitFor();
    assert.ok(lazy().length > 0);
    await site.close();
    await page.reload();
    await page.locator(".stage .layer").first().waitFor();
    await page.getByRole("link", { name: "Lesson" }).click();
    await page.getByText("This part of the page did not arrive").waitFor();
    await reads(page, 7);
    faults.splice(0); // the browser itself reports what did not arrive
  });

  test("fetches and keeps one of the engine's builds", async (t) => {
    const { page, sent, faults } = await visit(t);
    await installed(page);
    const engine = await engineOf(page);
    assert.deepEqual(
      sent.filter(({ path }) => ENGINE.test(path)).map(({ path }) => path),
      [engine],
    );
    assert.deepEqual(
      Object.keys(await kept(page)).filter((path) => ENGINE.test(path)),
      [engine],
    );
    assert.deepEqual(faults, []);
  });

  test("chooses the engine for the next ones", async (t) => {
    const { page, faults } = await visit(t);
    await installed(page);
    const build = () => page.evaluate(() => localStorage.getItem("lenet5-wasm.build"));
    const other = { "0 0": "0 1", "0 1": "0 0" }[await build()];
    const first = await engineOf(page);
    await page.evaluate((build) => localStorage.setItem("lenet5-wasm.build", build), other);
    await page.reload();
    await reads(page);
    assert.notEqual(await engineOf(page), first);
    assert.equal(await build(), other);
    assert.deepEqual(faults, []);
  });

  test("is enough where the first build calculates wrongly", async (t) => {
    await replace(
      folder,
      WORKER,
      (script) => `{${setWrong}
      setWrong();}${script}`,
    );
    const { site, page, faults } = await visit(t);
    await installed(page);
    assert.equal(Object.keys(await kept(page)).filter((path) => ENGINE.test(path)).length, 2);
    await worksOffline(page, site, faults);
  });

  test("that breaks off while a file is kept is made good by the next one", async (t) => {
    let down = true;
    let asked = 0;
    const { page, site, faults } = await visit(t, { refuse: (path) => down && /manifest/.test(path) && ++asked > 0 });
    await reads(page);
    // The installation has failed when the browser has dropped it.
    await until(page, async () => !(await navigator.serviceWorker.getRegistration()));
    assert.ok(asked > 0);
    down = false;
    faults.splice(0); // the browser itself reports the 503
    await page.reload();
    await installed(page);
    await worksOffline(page, site, faults);
  });

  test("works where nothing may be kept", async (t) => {
    const profile = await mkdtemp(join(tmpdir(), "lenet5-profile-"));
    await mkdir(join(profile, "Default"));
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
    await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(settings));
    const site = await serveFolder(folder);
    t.after(() => site.close());
    const context = await launchChromiumProfile(profile);
    t.after(async () => {
      await context.close();
      await rm(profile, { recursive: true, maxRetries: 5 });
    });
    const { page, faults } = await openWatched(context, site.url);
    assert.equal(
      await page.evaluate(() =>
        caches.keys().then(
          () => "allowed",
          () => "denied",
        ),
      ),
      "denied",
    );
    await reads(page);
    assert.deepEqual(faults, []);
  });

  test("works where there is no room", async (t) => {
    const site = await serveFolder(folder);
    t.after(() => site.close());
    const context = await browser.newContext();
    t.after(() => context.close());
    const blank = await context.newPage();
    await blank.goto(`${site.url}icon.svg`);
    const session = await context.newCDPSession(blank);
    await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 50_000 });
    const { page, faults } = await openWatched(context, site.url);
    await reads(page);
    await until(page, async () => !(await navigator.serviceWorker.getRegistration()));
    await page.reload();
    await reads(page, 7);
    assert.deepEqual(faults, []);
  });
});

describe("what is kept", CHROMIUM, () => {
  for (const [name, part] of Object.entries(PARTS)) {
    for (const [how, words] of [
      ["bit", "with a wrong bit"],
      ["empty", "emptied"],
    ]) {
      test(`heals with the network: the ${name} ${words}`, async (t) => {
        const { page, site, sent, faults } = await visit(t);
        await installed(page);
        await healed(page);
        await damage(page, part, how);
        sent.length = 0;
        await page.reload();
        await reads(page);
        await healed(page);
        assert.deepEqual(
          sent.filter(({ path }) => path !== "/sw.js").map(({ path }) => part.test(path)),
          [true],
        );
        await worksOffline(page, site, faults);
      });
    }
  }

  test("is filled again when it was deleted", async (t) => {
    const { page, site, faults } = await visit(t);
    await installed(page);
    await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
    await page.reload();
    await reads(page);
    await healed(page);
    await worksOffline(page, site, faults);
  });

  const TITLES = { program: "Could not start", weights: "Could not load", engine: "Could not load" };
  for (const [name, title] of Object.entries(TITLES)) {
    const part = PARTS[name];
    test(`is said to be damaged without the network, and heals by Try again with it: the ${name}`, async (t) => {
      const { page, site, faults } = await visit(t);
      await installed(page);
      await healed(page);
      await damage(page, part);
      await site.close();
      await page.reload();
      await answered(page, "failure");
      const words = await page.locator(".message").innerText();
      assert.ok(words.includes(title) && words.includes("damaged or did not arrive"), words);
      await site.open();
      faults.splice(0); // the browser itself reports what did not arrive
      const again = () => page.getByRole("button", { name: "Try again" }).click();
      await (part === PROGRAM ? loaded(page, again) : again());
      await reads(page);
      await healed(page);
      await worksOffline(page, site, faults);
    });
  }

  test("gives way to the next version when the server has this one no more", async (t) => {
    const { page, faults } = await visit(t);
    await installed(page);
    await healed(page);
    await publish(folder, "LeNet-5, the next version");
    const program = (await readdir(join(folder, "assets"))).find((name) => PROGRAM.test(`/assets/${name}`));
    await cp(join(folder, "assets", program), join(folder, "assets", "next.js"));
    await rm(join(folder, "assets", program));
    const next = (await readFile(join(folder, "index.html"), "utf8")).replace(program, "next.js");
    await writeFile(join(folder, "index.html"), next);
    await damage(page, PROGRAM);
    await page.reload();
    await answered(page, "failure");
    faults.splice(0); // the browser itself reports the 404
    await loaded(page, () => page.getByRole("button", { name: "Try again" }).click());
    assert.equal(await page.title(), "LeNet-5, the next version");
    await reads(page);
  });
});

test("a program that comes damaged from the server is said to, and Try again fetches it anew", CHROMIUM, async (t) => {
  let damaged = true;
  const { page, faults } = await visit(t, {
    change: (path, file) => (damaged && PROGRAM.test(path) ? Buffer.alloc(0) : file),
    headers: { "cache-control": "max-age=600" },
  });
  await answered(page, "failure");
  assert.match(await page.locator("#status").textContent(), /^Could not start/);
  damaged = false;
  faults.splice(0); // the browser itself reports the wrong hash
  await loaded(page, () => page.getByRole("button", { name: "Try again" }).click());
  await reads(page);
  assert.deepEqual(faults, []);
});

describe("a new version", CHROMIUM, () => {
  const OFFER = { name: "New version: reload" };
  const NOW = "LeNet-5 reads handwriting";
  const NEXT = "LeNet-5, the next version";
  const look = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

  test("is never hidden by the HTTP cache", async (t) => {
    const { page, faults } = await visit(t);
    const mode = await page.evaluate(async () => (await navigator.serviceWorker.ready).updateViaCache);
    assert.equal(mode, "none");
    assert.deepEqual(faults, []);
  });

  test("is offered, waits, and takes over when it is accepted", async (t) => {
    const { page, site, sent, faults } = await visit(t);
    await installed(page);
    await page.reload();
    const offer = page.getByRole("button", OFFER);
    await answered(page, "blank");
    assert.equal(await offer.isVisible(), false);

    await healed(page);
    await publish(folder, NEXT);
    sent.length = 0;
    await look(page);
    await offer.waitFor();
    assert.deepEqual(new Set(sent.map(({ path }) => path)), new Set(["/sw.js", "/"]), "only what is new is fetched");
    await reads(page, 7);
    assert.equal(await page.title(), NOW, "it took over unasked");
    await stored(page, "sheets", "(all) => all.some(({ sheet }) => sheet?.strokes.length === 1)");
    await page.reload();
    assert.equal(await page.title(), NOW, "a reload alone must not change the version");

    await offer.waitFor();
    await loaded(page, () => offer.click());
    assert.equal(await page.title(), NEXT);
    await answered(page, 7);
    const undo = page.getByRole("button", { name: "Undo" }).first();
    await page.locator("[data-tool=undo][aria-disabled=false]").waitFor();
    await undo.click();
    await answered(page, "blank");
    await reads(page);
    assert.equal(await offer.isVisible(), false);
    await worksOffline(page, site, faults);
    assert.equal(await page.title(), NEXT);
  });

  test("leaves nothing of the old ones, and keeps the engine that the page uses", async (t) => {
    const { page, faults } = await visit(t);
    await installed(page);
    await page.reload();
    await page.evaluate(async () => {
      for (const name of [`workbox-precache-v2-${new URL("./", location.href)}`, "engine-0123abcd", "another page's"]) {
        await (await caches.open(name)).put(name.slice(0, 6), new Response(name));
      }
    });
    await publish(folder, NEXT);
    await look(page);
    await loaded(page, () => page.getByRole("button", OFFER).click());
    assert.equal(await page.title(), NEXT);
    await until(page, async () => (await caches.keys()).length === 2);
    const files = await kept(page);
    const expected = await filesOf(folder, await engineOf(page));
    assert.deepEqual(Object.keys(files).sort(), [...Object.keys(expected), "/engines", "/anothe"].sort());
    for (const [path, hash] of Object.entries(expected)) assert.equal(files[path], hash, path);
    const count = await page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name !== "another page's");
      return (await (await caches.open(names[0])).keys()).length;
    });
    assert.equal(count, Object.keys(expected).length + 1, "the old version's page is gone");
    assert.deepEqual(faults, []);
  });

  test("that one tab has accepted comes to the other by the same button", async (t) => {
    const { page, site, context, faults } = await visit(t);
    await installed(page);
    await page.reload();
    const other = await openWatched(context, site.url);
    await publish(folder, NEXT);
    await look(page);
    const offers = [page, other.page].map((one) => one.getByRole("button", OFFER));
    await Promise.all(offers.map((offer) => offer.waitFor()));
    await loaded(page, () => offers[0].click());
    assert.equal(await page.title(), NEXT);
    assert.equal(await other.page.title(), NOW);
    await reads(other.page);
    await loaded(other.page, () => offers[1].click());
    assert.equal(await other.page.title(), NEXT);
    await reads(other.page, 7);
    assert.deepEqual([...faults, ...other.faults], []);
  });
});

describe("what other programs hand over is read", CHROMIUM, () => {
  const seven = (page) =>
    drawnPicture(page, { width: 300, height: 300, rows: [{ text: "7", x: 100, y: 60, height: 180, pen: 16 }] });

  /** As a system shares files with the installed page: a form that is posted to it, by nobody of the page's own. */
  async function share(page, site, files) {
    await page.goto(`${site.url}manifest.webmanifest`); // a document of the origin without the page's policy
    await page.evaluate(
      ({ files, action }) => {
        const form = Object.assign(document.createElement("form"), { action, method: "post" });
        form.enctype = "multipart/form-data";
        const input = Object.assign(document.createElement("input"), { type: "file", name: "picture", multiple: true });
        const transfer = new DataTransfer();
        for (const { name, type, bytes } of files)
          transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
        input.files = transfer.files;
        form.append(input);
        document.documentElement.append(form);
        form.submit();
      },
      { files, action: `${site.url}share` },
    );
  }

  test("shared, without the server too; what was on the pad is kept", async (t) => {
    const { page, site, faults } = await visit(t);
    await draw(page, STROKES[3]);
    await answered(page, 3);
    await installed(page);
    await healed(page);
    const bytes = [...(await seven(page))];
    await site.close();
    await share(page, site, [{ name: "ä?&7.png", type: "image/png", bytes }]);
    await answered(page, 7);
    assert.equal(page.url(), site.url);
    await page.keyboard.press("Control+Z");
    await answered(page, 3);
    assert.equal(
      (await page.evaluate(() => caches.keys())).some((name) => name.includes("shared")),
      false,
    );
    await share(page, site, [
      { name: "notes.txt", type: "text/plain", bytes: [104, 105] },
      { name: "7.png", type: "image/png", bytes },
    ]);
    await answered(page, 7);
    assert.match(await noticed(page), /notes\.txt is not a picture/);
    await page.goto(`${site.url}?shared`); // of which nothing was kept
    assert.match(await noticed(page), /did not arrive.*Share it again/);
    // The browser itself reports that the document that shares has no icon without the server.
    assert.deepEqual(
      faults.filter((fault) => !fault.includes("ERR_CONNECTION_REFUSED")),
      [],
    );
  });

  test("opened with the installed page", async (t) => {
    const { page, site, faults } = await visit(t, { query: "?opened" }, () => {
      const svg =
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><path fill="none" stroke="#000" stroke-width="14" d="M60 40h80l-40 120"/></svg>';
      const handle = { getFile: async () => new File([svg], "seven.svg", { type: "image/svg+xml" }) };
      const launchQueue = { setConsumer: (consume) => consume({ files: [handle] }) };
      Object.defineProperty(globalThis, "launchQueue", { value: launchQueue });
    });
    await answered(page, 7);
    assert.equal(page.url(), site.url);
    assert.deepEqual(faults, []);
  });

  test("as the manifest says", async (t) => {
    const { page } = await visit(t);
    const manifest = JSON.parse(await readFile(join(folder, "manifest.webmanifest"), "utf8"));
    const { action, method, enctype, params } = manifest.share_target;
    assert.deepEqual(
      [new URL(action, page.url()).href, method, enctype],
      [`${page.url()}share`, "POST", "multipart/form-data"],
    );
    assert.deepEqual(params.files, [{ name: "picture", accept: ["image/*"] }]);
    const [{ action: opened, accept }] = manifest.file_handlers;
    assert.equal(new URL(opened, page.url()).href, `${page.url()}?opened`);
    assert.ok(accept["image/jpeg"].includes(".jpg") && accept["image/png"].includes(".png"));
    assert.equal(manifest.launch_handler.client_mode[0], "navigate-existing");
  });
});

test("the manifest makes the page installable", CHROMIUM, async (t) => {
  const { page, context, faults } = await visit(t);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.equal(manifest.display, "standalone");
  for (const { src, sizes, type } of manifest.icons.filter(({ sizes }) => sizes !== "any")) {
    const size = await page.evaluate(
      async ([url, type]) => {
        const response = await fetch(url);
        if (response.headers.get("content-type") !== type) return response.headers.get("content-type");
        const { width, height } = await createImageBitmap(await response.blob());
        return `${width}x${height}`;
      },
      [src, type],
    );
    assert.equal(size, sizes, src);
  }
  assert.deepEqual(faults, []);
});

/** In the page's worker: the first engine that starts calculates wrongly. */
function setWrong() {
  const start = WebAssembly.instantiate;
  let engines = 0;
  WebAssembly.instantiate = /** @type {any} */ (
    async (module, imports) => {
      const { exports } = /** @type {any} */ (await start(module, imports));
      return { exports: engines++ ? exports : { ...exports, check: () => -4 } };
    }
  );
}

/** Puts another build into the folder: a page with another title. */
const publish = (folder, title) =>
  replace(folder, /index\.html$/, (html) => html.replace(/<title[^>]*>.*<\/title>/, `<title>${title}</title>`));

/** Puts another file into the folder, which the service worker knows by its hash. */
async function replace(folder, name, change) {
  const names = await readdir(folder, { recursive: true });
  const file = join(
    folder,
    names.find((one) => name.test(`/${one}`)),
  );
  const worker = join(folder, "sw.js");
  const text = await readFile(file, "utf8");
  const next = change(text);
  const hash = (contents) => createHash("sha256").update(contents).digest("base64").slice(0, HASH);
  const script = await readFile(worker, "utf8");
  assert.ok(script.includes(hash(text)), `the service worker knows ${file} by its hash`);
  await writeFile(file, next);
  await writeFile(worker, script.replace(hash(text), hash(next)));
}
