// WebKit by the W3C's WebDriver: Debian's WebKitGTK with its MiniBrowser, on a screen of its own that nobody sees.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";

const DRIVER = process.env.WEBKIT_DRIVER || "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/Xvfb";
const LIBRARIES = "/usr/lib";
const PATIENCE = 30_000; // ms for an answer of the driver's
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // as the standard names a reference

/** Debian has it in a folder of the machine's kind and the library's version. */
function browserPath() {
  const inside = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []);
  const folders = inside(LIBRARIES)
    .filter((path) => /-linux-gnu/.test(path))
    .flatMap(inside);
  return folders
    .filter((path) => /\/webkit2gtk-[\d.]+$/.test(path))
    .map((path) => `${path}/MiniBrowser`)
    .find(existsSync);
}

const missing = [DRIVER, SCREEN].find((program) => !existsSync(program)) ?? (browserPath() ? null : "MiniBrowser");

/** For test()'s options: false, or what is missing. */
export const skipWithoutWebKit = missing !== null && `no ${missing} (Debian's webkit2gtk-driver and xvfb)`;

/** @returns {Promise<WebKit>} with one window */
export async function launchWebKit() {
  const screen = spawn(SCREEN, ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [display] = await once(/** @type {import("node:stream").Readable} */ (screen.stdio[3]), "data");
  const port = await freePort();
  const env = { ...process.env, DISPLAY: `:${String(display).trim()}`, WEBKIT_DISABLE_DMABUF_RENDERER: "1" };
  const driver = spawn(DRIVER, [`--port=${port}`], { env, stdio: "ignore" });
  const webkit = new WebKit(`http://127.0.0.1:${port}`, [driver, screen]);
  try {
    await webkit.begin();
    return webkit;
  } catch (error) {
    await webkit.close();
    throw error;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

class WebKit {
  #address;
  #processes;
  #session = "";

  /** @param {string} address of the driver @param {import("node:child_process").ChildProcess[]} processes to end */
  constructor(address, processes) {
    this.#address = address;
    this.#processes = processes;
  }

  async begin() {
    const browser = { "webkitgtk:browserOptions": { binary: browserPath(), args: ["--automation"] } };
    for (const end = Date.now() + PATIENCE; ; ) {
      try {
        await this.#call("GET", "/status");
        break;
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
    const { sessionId } = await this.#call("POST", "/session", { capabilities: { alwaysMatch: browser } });
    this.#session = `/session/${sessionId}`;
  }

  async close() {
    if (this.#session) await this.#call("DELETE", this.#session).catch(() => {});
    for (const process of this.#processes) process.kill();
  }

  /** @param {string} url */
  goto(url) {
    return this.#call("POST", `${this.#session}/url`, { url });
  }

  reload() {
    return this.#call("POST", `${this.#session}/refresh`, {});
  }

  /** @param {string} body of a function, which may return a promise @param {any[]} args */
  async run(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...[...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#call("POST", `${this.#session}/execute/async`, { script, args });
    if (error) throw new Error(error);
    return value;
  }

  /** Resolves when an expression of the page is true. @param {string} expression */
  async until(expression) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; )
      if (await this.run(`return Boolean(${expression})`)) return;
    throw new Error(
      `not so: ${expression}; the page says: ${await this.run("return document.body.innerText.slice(0, 300)")}`,
    );
  }

  /** Moves the mouse, pressed, along each path. @param {[number, number][][]} paths in the window */
  async drag(paths) {
    const moves = ([x, y]) => ({ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) });
    const actions = paths.flatMap(([first, ...rest]) => [
      moves(first),
      { type: "pointerDown", button: 0 },
      ...rest.map(moves),
      { type: "pointerUp", button: 0 },
    ]);
    const pointer = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    await this.#call("POST", `${this.#session}/actions`, { actions: [pointer] });
  }

  /** @param {string} selector */
  async click(selector) {
    const { [ELEMENT]: id } = await this.#call("POST", `${this.#session}/element`, {
      using: "css selector",
      value: selector,
    });
    await this.#call("POST", `${this.#session}/element/${id}/click`, {});
  }

  async #call(method, path, body) {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(this.#address + path, { method, body: body && JSON.stringify(body), signal });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}
